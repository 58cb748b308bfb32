# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A battery that is nearly empty: the dispatcher asks for its Pi's clean end once what it knows is on the disk."""

from uuid import uuid4

from centre.messages import PowerRequest
from tests.dispatcher.rig import DispatcherRig
from tests.fakes import received


def battery(dispatcher: DispatcherRig, *, mains: bool = False, low: bool = False) -> None:
    """Let the contacts of the battery speak."""
    request = PowerRequest(request_id=uuid4(), mains=mains, battery_low=low)
    dispatcher.handle(received("siren", "battery", request))


def asked(dispatcher: DispatcherRig) -> bool:
    """Return whether the end of the Pi has been asked for."""
    return (dispatcher.folder / "poweroff").exists()


def test_a_battery_that_turns_low_asks_for_the_end_when_the_hall_knows(dispatcher: DispatcherRig) -> None:
    """Not while it still lasts; and the mains takes it back."""
    battery(dispatcher)
    assert not asked(dispatcher)
    battery(dispatcher, low=True)
    assert (asked(dispatcher), dispatcher.board.power) == (True, "battery_low")
    battery(dispatcher, mains=True)
    assert not asked(dispatcher)


def test_what_is_not_written_is_no_ground_to_go(dispatcher: DispatcherRig) -> None:
    """A disk that refuses is asked again, and only then the end."""
    battery(dispatcher)
    dispatcher.journal.full = True
    battery(dispatcher, low=True)
    assert not asked(dispatcher)
    dispatcher.journal.full = False
    battery(dispatcher, low=True)
    assert asked(dispatcher)


def test_a_cold_start_does_not_end_by_what_was_said_before_it(dispatcher: DispatcherRig) -> None:
    """The journal ends with a battery that was nearly empty; whoever runs again has power."""
    battery(dispatcher)
    battery(dispatcher, low=True)
    dispatcher.restart()
    assert not asked(dispatcher)
    battery(dispatcher, low=True)
    assert asked(dispatcher)
