# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The dispatcher's loop: one commit for all, the answer only after it, and every view shown when it changes."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from centre.config import CentreFile
from centre.facts import TicketIssued
from centre.link import LinkDown, LinkUp
from centre.messages import Board, DeviceState, GiveUp, JournalEvent, Problem, Refusal, TicketReply, WindowState
from dispatcher import answers
from dispatcher.disk import WRITE_AGAIN_S
from dispatcher.showing import LATER_S
from tests.dispatcher.rig import DispatcherRig, desk_request, ticket_request
from tests.fakes import FULL_DISK, received

SAME = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


def test_all_that_waits_is_written_in_one_commit(dispatcher: DispatcherRig) -> None:
    """Four presses and two keys that wait together cost one commit."""
    before = dispatcher.journal.commits
    waiting = [ticket_request() for _ in range(4)] + [desk_request("open"), desk_request("call_next")]
    assert [type(reply).__name__ for reply in dispatcher.ask(*waiting)] == ["TicketReply"] * 4 + ["DeskReply"] * 2
    assert dispatcher.journal.commits == before + 1
    assert dispatcher.journal.last == 1 + 4 + 2


def test_nothing_is_said_before_it_is_on_the_disk(dispatcher: DispatcherRig) -> None:
    """Commit, then reply, then the views, then the events."""
    dispatcher.story.clear()
    dispatcher.ask(ticket_request(), desk_request("open"))
    assert [what for _, what in dispatcher.story] == [
        "TicketIssued", "WindowOpened",
        "TicketReply", "DeskReply",
        "Board", "WindowState",
        "JournalEvent", "JournalEvent",
    ]  # fmt: skip
    assert [kind for kind, _ in dispatcher.story[:3]] == ["written", "written", "said"]


def test_an_idle_dispatcher_writes_nothing(dispatcher: DispatcherRig) -> None:
    """A loop that wakes up for its watchdog commits nothing and says nothing."""
    before = dispatcher.journal.commits
    assert dispatcher.handle() == []
    assert dispatcher.journal.commits == before


def test_a_refusal_costs_no_commit(dispatcher: DispatcherRig) -> None:
    """A flood of refused requests does not wear the card."""
    before = dispatcher.journal.commits
    assert dispatcher.press("dragons").reason == "unknown_service"
    assert dispatcher.journal.commits == before


def test_a_disk_that_refuses_gets_every_asker_a_refusal(dispatcher: DispatcherRig) -> None:
    """Nothing of a batch that could not be written is true, and every asker is told so."""
    dispatcher.key("open")
    dispatcher.journal.full = True
    dispatcher.link.take()
    requests = [ticket_request(request_id=SAME), desk_request("call_next"), ticket_request("dragons")]
    replies = dispatcher.ask(*requests)
    assert [(reply.reason, reply.text) for reply in replies] == [("journal_failed", FULL_DISK)] * 3
    assert replies[0].request_id == SAME
    assert dispatcher.link.take(Board | WindowState | JournalEvent) == []


def test_a_dispatcher_that_can_write_nothing_is_offline_and_comes_back_by_itself(dispatcher: DispatcherRig) -> None:
    """Kiosks then give numbers of their own and screens say that the board is old; nobody has to ask for its end."""
    dispatcher.journal.full = True
    dispatcher.press()
    assert dispatcher.link.states[-1].state == "ready", "a moment's refusal is no news for the hall"
    dispatcher.clock.pass_s(WRITE_AGAIN_S)
    dispatcher.handle()
    problem = Problem(code="journal_failed", text=FULL_DISK)
    assert (dispatcher.link.states[-1].state, dispatcher.link.states[-1].problems) == ("offline", (problem,))
    assert dispatcher.service.deadline_s() == dispatcher.clock.now.steady_s + WRITE_AGAIN_S
    dispatcher.journal.full = False
    dispatcher.clock.pass_s(WRITE_AGAIN_S)
    dispatcher.handle()
    assert dispatcher.link.states[-1].state == "ready"
    assert dispatcher.press().ticket == "А001"


def test_after_a_full_disk_the_same_request_is_decided_anew(dispatcher: DispatcherRig) -> None:
    """journal_failed is not the first answer: when the disk writes again, the same request gets its ticket."""
    dispatcher.journal.full = True
    assert dispatcher.press(request_id=SAME).reason == "journal_failed"
    dispatcher.journal.full = False
    assert dispatcher.press(request_id=SAME).ticket == "А001"
    assert [fact.ticket for fact in dispatcher.written() if isinstance(fact, TicketIssued)] == ["А001"]


def test_a_full_disk_does_not_take_back_an_answer_given_before(dispatcher: DispatcherRig) -> None:
    """What stands in the journal is said again also while nothing new can be written."""
    first = dispatcher.press(request_id=SAME)
    dispatcher.journal.full = True
    replies = dispatcher.ask(ticket_request(request_id=SAME), ticket_request())
    assert first in replies
    assert [reply.reason for reply in replies if isinstance(reply, Refusal)] == ["journal_failed"]


def test_events_are_numbered_without_a_gap(dispatcher: DispatcherRig) -> None:
    """Each line of the journal is one event under its own number, after a restart too."""
    dispatcher.link.take()
    dispatcher.ask(ticket_request(), ticket_request("civil"))
    dispatcher.key("open")
    numbers = [event.number for event in dispatcher.link.take(JournalEvent)]
    dispatcher.restart()
    dispatcher.key("call_next")
    numbers += [event.number for event in dispatcher.link.take(JournalEvent)]
    assert numbers == [2, 3, 4, 5]
    assert dispatcher.journal.last == 5


def test_an_unchanged_view_is_not_published_again(dispatcher: DispatcherRig) -> None:
    """A press changes the board and the windows that could call it, not the other window."""
    dispatcher.link.take()
    dispatcher.press("passport")
    dispatcher.clock.pass_s(LATER_S)
    dispatcher.handle()
    views = dispatcher.link.take(Board | WindowState)
    assert [getattr(view, "window", "board") for view in views] == ["board", 1]


def test_what_changes_nothing_to_be_seen_publishes_no_view(dispatcher: DispatcherRig) -> None:
    """The giving-up of an unknown request is journalled, and no screen is bothered."""
    dispatcher.link.take()
    dispatcher.ask(received("kiosk", "kiosk-hall", GiveUp(request_id=uuid4(), given_up=SAME)))
    assert [type(said).__name__ for said in dispatcher.link.take()] == ["Confirmation", "JournalEvent"]


def test_every_retained_state_is_published_again_on_a_new_link(dispatcher: DispatcherRig) -> None:
    """A broker that was started anew remembers nothing: the board, each window and our own state are said again."""
    dispatcher.handle(LinkDown("the broker went away"))
    said = dispatcher.handle(LinkUp())
    assert [one.topic for one in said] == ["cherha/1/board", "cherha/1/window/1", "cherha/1/window/2"]
    assert all(one.retain for one in said)
    assert [type(state) for state in dispatcher.link.states] == [DeviceState, DeviceState]


def test_what_could_not_be_published_is_published_later(dispatcher: DispatcherRig) -> None:
    """A view that the link did not take is not counted as shown."""
    dispatcher.link.up = False
    dispatcher.handle(desk_request("open"))
    dispatcher.link.up = True
    assert [type(said.message) for said in dispatcher.handle()] == [Board, WindowState]


def test_only_views_are_retained(dispatcher: DispatcherRig) -> None:
    """A retained reply would be answered to whoever comes later."""
    said = dispatcher.handle(ticket_request(), desk_request("open"))
    assert {type(one.message).__name__ for one in said if one.retain} == {"Board", "WindowState"}


def test_it_lives_as_long_as_its_link(dispatcher: DispatcherRig) -> None:
    """Without its network thread the dispatcher must be started anew."""
    assert dispatcher.service.alive()
    dispatcher.link.lives = False
    assert not dispatcher.service.alive()


def test_closing_says_goodbye_and_frees_the_journal(small_centre: CentreFile, tmp_path: Path) -> None:
    """After close another process can have the journal."""
    rig = DispatcherRig(small_centre, tmp_path)
    rig.service.close()
    assert rig.link.closed
    DispatcherRig(small_centre, tmp_path).cut()


def test_refusals_in_memory_are_bounded(dispatcher: DispatcherRig, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest refusal is forgotten first; tickets are never forgotten."""
    monkeypatch.setattr(answers, "REFUSALS_KEPT", 3)
    ticket = dispatcher.press(request_id=SAME)
    dispatcher.ask(*(ticket_request("dragons") for _ in range(10)))
    assert len(dispatcher.service._answers._refused) == 3
    assert dispatcher.press(request_id=SAME) == ticket
    assert isinstance(ticket, TicketReply)
