# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The head of the centre speaks of the clock and of alerts: what is asked, and what is printed."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from centre.messages import AskClock, ClockSaid, OfficeReply, TrustClock
from cherha.__main__ import EXPECTED_FAULT
from tests.cherha.conftest import OfficeFriend

NOON = datetime(2026, 11, 23, 10, tzinfo=UTC)


def clock_says(*, trusted: bool) -> Callable[[Any], list[Any]]:
    """Return the answer of a dispatcher whose clock says noon, and whose queue goes by yesterday's if it doubts it."""
    goes_by = NOON if trusted else NOON.replace(day=22)
    said = ClockSaid(says=NOON, trusted=trusted, goes_by=goes_by)
    return lambda asked: [OfficeReply(request_id=asked.request_id, clock=said)]


def test_a_trusted_clock_is_one_sentence(dispatcher: OfficeFriend, said: Any) -> None:
    """With the time, so that it can be held against a watch."""
    dispatcher.answer = clock_says(trusted=True)
    assert said("clock") == (0, "The dispatcher trusts its clock: 2026-11-23 12:00 (Europe/Kyiv).\n", "")
    assert [type(asked) for asked in dispatcher.heard] == [AskClock]


def test_a_doubted_clock_is_said_with_what_it_does_and_what_to_do(
    dispatcher: OfficeFriend, said: Any, centre_file: str
) -> None:
    """The head decides with the watch in hand."""
    dispatcher.answer = clock_says(trusted=False)
    code, out, err = said("clock")
    assert (code, err) == (0, "")
    assert out == (
        "Nothing proves the dispatcher's clock. It says 2026-11-23 12:00 (Europe/Kyiv);"
        " the queue goes by 2026-11-22 12:00 meanwhile.\n"
        "Numbers go on, no midnight ends the day and the hours close nothing.\n"
        f"If the clock is right: cherha clock --trust --centre {centre_file}\n"
        "If not, connect the network, or set it first, as root:\n"
        "timedatectl set-ntp false && timedatectl set-timezone Europe/Kyiv && timedatectl set-time"
        " 'YYYY-MM-DD HH:MM:SS'\n"
    )


UNTIL = "It does until its next start, or until the clock is set."


def test_the_head_vouches_for_the_clock(dispatcher: OfficeFriend, said: Any) -> None:
    """And is told for how long the word holds."""
    dispatcher.answer = clock_says(trusted=True)
    assert said("clock", "--trust") == (
        0,
        f"The dispatcher trusts its clock now: 2026-11-23 12:00 (Europe/Kyiv). {UNTIL}\n",
        "",
    )
    assert [type(asked) for asked in dispatcher.heard] == [TrustClock]


def test_an_older_dispatcher_says_nothing_of_its_clock(dispatcher: OfficeFriend, said: Any) -> None:
    """A centre is upgraded one card at a time."""
    assert dispatcher.client
    assert said("clock") == (
        EXPECTED_FAULT,
        "",
        "The dispatcher says nothing of its clock: it is of an older Cherha. Upgrade it first.\n",
    )


def test_an_alert_is_raised_and_ended_by_hand(dispatcher: OfficeFriend, said: Any) -> None:
    """The answer says when windows call again, if any had been stopped."""
    begun = "Alert: no ticket is lost, nobody becomes a no-show. When it is over, add --over.\n"
    assert said("alert") == (0, begun, "")
    dispatcher.answer = lambda asked: [OfficeReply(request_id=asked.request_id, resumes_at=NOON)]
    assert said("alert", "--over") == (0, "All-clear: windows call again at 12:00.\n", "")
    dispatcher.answer = lambda asked: [OfficeReply(request_id=asked.request_id)]
    assert said("alert", "--over") == (0, "All-clear: no window was suspended.\n", "")
    assert [asked.raised for asked in dispatcher.heard] == [True, False, False]
