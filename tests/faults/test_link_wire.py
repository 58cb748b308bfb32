# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The wires of the experiments do what they say: the simulated one of messages, and the choice of the one of frames."""

import random
from uuid import UUID

from msgspec.structs import replace

from centre.messages import GiveUp
from tests.fakes import Said
from tests.faults.link_relay import Quality, copies
from tests.faults.link_wire import GOOD, QUICK_S, TROUBLES, Wire

TROUBLE = {trouble.name: trouble for trouble in TROUBLES}


def wire() -> Wire:
    """Return one whose chance is the same each time."""
    return Wire(random.Random("wire"))  # noqa: S311  (not a secret)


def word(number: int = 1) -> Said:
    """Return something that is said."""
    return Said("cherha/1/kiosk/kiosk-hall/request", GiveUp(request_id=UUID(int=number), given_up=UUID(int=9)))


def test_a_good_wire_brings_all_in_order() -> None:
    """Once each, soon."""
    one = wire()
    for number in range(5):
        one.say(word(number), 10.0, to_kiosk=False)
    assert one.arrived(10.0) == []
    assert [coming.said for coming in one.arrived(10.0 + QUICK_S)] == [word(number) for number in range(5)]


def test_a_broker_that_hangs_brings_late_what_it_had() -> None:
    """Also to a dispatcher whose asker has long given up."""
    one = wire()
    one.hurt(TROUBLE["hung"], 10.0)
    one.say(word(), 11.0, to_kiosk=False)
    assert one.notice_s is not None
    assert 15.0 <= one.notice_s <= 20.0
    one.notice(20.0)
    assert one.mend(500.0)
    assert [coming.said for coming in one.arrived(501.0)] == [word()]


def test_what_was_said_to_a_kiosk_that_stays_away_is_forgotten() -> None:
    """The broker keeps it for a quarter of a minute."""
    one = wire()
    for away_s, kept in ((10.0, 1), (20.0, 0)):
        one.hurt(TROUBLE["silent"], 0.0)
        one.notice(3.0)
        one.say(word(), 4.0, to_kiosk=True)
        one.mend(3.0 + away_s)
        assert len(one.arrived(100.0)) == kept


def test_a_silence_that_nobody_noticed_loses_nothing() -> None:
    """The same connection goes on."""
    one = wire()
    one.hurt(TROUBLE["silent"], 0.0)
    one.say(word(), 1.0, to_kiosk=True)
    assert not one.mend(2.0)
    assert one.trouble is GOOD
    assert len(one.arrived(3.0)) == 1


def test_frames_are_lost_doubled_and_late_as_they_are_to_be() -> None:
    """Of a thousand each, within what chance does."""
    chance = random.Random("frames")  # noqa: S311  (not a secret)
    lossy = Quality(lost_to=0.3)
    lost = sum(copies(lossy, chance, to_unit=True) == [] for _ in range(1000))
    assert 250 < lost < 350
    assert all(copies(lossy, chance, to_unit=False) for _ in range(1000))
    first, second = copies(replace(lossy, lost_to=0.0, twice=1.0, delay_s=2.0), chance, to_unit=True)
    assert (first.after_s, 2.0 <= second.after_s <= 2.05) == (2.0, True)
