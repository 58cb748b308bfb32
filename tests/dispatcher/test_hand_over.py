# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk that was alone tells its tickets over the wire: confirmed when they are on the disk, each once."""

from typing import Any
from uuid import UUID, uuid4

from centre.facts import TicketIssued, TicketTakenOver
from centre.messages import Confirmation, HandOver, Refusal
from tests.dispatcher.rig import DispatcherRig
from tests.fakes import received

PRESS = UUID(int=801)


def hand_over(dispatcher: DispatcherRig, ticket: str = "А801", kiosk: str = "kiosk-hall", **changes: Any) -> Any:
    """Tell of a ticket; return the answer."""
    words: dict[str, Any] = {
        "request_id": uuid4(), "issued_request": PRESS, "ticket": ticket, "service": "passport",
        "day": dispatcher.clock.now.utc.date(), "age_s": 60.0, "outcome": "printed",
    }  # fmt: skip
    (answer,) = dispatcher.ask(received("kiosk", kiosk, HandOver(**{**words, **changes})))
    return answer


def test_a_ticket_is_taken_over_and_can_be_called_at_once(dispatcher: DispatcherRig) -> None:
    """It was given before the one that waits, and the hall sees both."""
    dispatcher.press()
    assert isinstance(hand_over(dispatcher), Confirmation)
    dispatcher.clock.pass_s(1)
    dispatcher.handle()
    assert [line.waiting for line in dispatcher.board.services if line.service == "passport"] == [2]
    dispatcher.key("open")
    assert [dispatcher.key("call_next").ticket for _ in range(2)] == ["А801", "А001"]


def test_it_is_confirmed_again_under_whatever_id(dispatcher: DispatcherRig) -> None:
    """The press that it came of makes it one ticket, also across a restart."""
    same = uuid4()
    first = hand_over(dispatcher, request_id=same)
    assert hand_over(dispatcher, request_id=same, age_s=65.0) == first
    assert isinstance(hand_over(dispatcher), Confirmation)
    dispatcher.restart()
    assert hand_over(dispatcher, request_id=same, age_s=99.0) == first
    assert isinstance(hand_over(dispatcher), Confirmation)
    assert len([fact for fact in dispatcher.written() if isinstance(fact, TicketTakenOver)]) == 1


def test_a_restart_keeps_its_place(dispatcher: DispatcherRig) -> None:
    """The facts make the same line again."""
    for _ in range(2):
        dispatcher.press()
        dispatcher.clock.pass_s(60)
    hand_over(dispatcher, age_s=90.0)
    dispatcher.restart()
    dispatcher.key("open")
    assert [dispatcher.key("call_next").ticket for _ in range(3)] == ["А001", "А801", "А002"]


def test_a_full_disk_takes_nothing_over(dispatcher: DispatcherRig) -> None:
    """The kiosk asks again."""
    dispatcher.journal.full = True
    refused = hand_over(dispatcher)
    assert isinstance(refused, Refusal)
    assert refused.reason == "journal_failed"
    dispatcher.journal.full = False
    assert isinstance(hand_over(dispatcher), Confirmation)


def test_a_kiosk_speaks_for_itself_only(dispatcher: DispatcherRig) -> None:
    """Who speaks is in the topic; a unit that centre.toml does not know has no numbers."""
    refused = hand_over(dispatcher, kiosk="kiosk-yard")
    assert isinstance(refused, Refusal)
    assert refused.reason == "unknown_ticket"
    assert "it has no numbers of its own" in refused.text


def test_its_number_is_never_given_by_the_dispatcher(dispatcher: DispatcherRig) -> None:
    """Whatever is pressed: 801 to 849 are the kiosk's."""
    hand_over(dispatcher)
    for _ in range(801):
        dispatcher.press()
    numbers = [fact.ticket for fact in dispatcher.written() if isinstance(fact, TicketIssued)]
    assert numbers[-2:] == ["А800", "А850"]
