# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Acceptance point 7: who has priority comes sooner, keeps nobody out, and nobody in the hall can tell why or who."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from centre.config import CentreFile
from centre.config_displays import Display
from centre.config_rules import Order
from centre.messages import WIRE, Board, JournalEvent, TicketReply, TicketRequest, WindowState, encode
from centre.picture import Picture
from tests.acceptance.clockwork import wait
from tests.dispatcher.rig import DispatcherRig
from tests.display.looking import picture
from tests.fakes import HandClock, received
from tests.kiosk.tickets import press, whole

REASON = "ветеран"
UNSAID = ("priority", "category", "reason", "turn", REASON)
"""What no public message may have in it, as a name or as a word."""


class Shown(NamedTuple):
    """All that the hall can see of a morning: the wire to public places, the screen, and the dots on the papers."""

    boards: list[bytes]
    replies: list[bytes]
    screens: list[Picture]
    papers: list[bytes]


def test_07_priority_comes_sooner_starves_nobody_and_is_seen_by_nobody(
    real: Callable[..., DispatcherRig], small_centre: CentreFile, tmp_path_factory: Any, screen: Display
) -> None:
    """7. Own numbers, the first free window that serves it, every third call for the others, no trace in public."""
    rig = real(order=Order(priority_numbers="own_range"))
    own_series_and_skilled_windows(rig)
    wait(rig, 60)
    nobody_starves(rig)
    morning = [DispatcherRig(small_centre, tmp_path_factory.mktemp("hall"), HandClock()) for _ in range(2)]
    with_priority, without = (shown(one, screen, priority=i == 0) for i, one in enumerate(morning))
    assert with_priority == without, "the hall sees the same whether all have priority or nobody has"
    assert len(without.screens) > 5
    for payload in with_priority.boards + with_priority.replies:
        assert not [word for word in UNSAID if word in payload.decode()]
    only_a_bit_is_kept(morning[0])
    for one in morning:
        one.cut()


def own_series_and_skilled_windows(rig: DispatcherRig) -> None:
    """Window 1 has passports, window 2 property, both have benefits; each is given the priority that it serves."""
    given = [
        take(rig, service, priority=priority)
        for service, priority in (
            *(("passport", False), ("property", False), ("passport", True), ("passport", True), ("property", True)),
            ("benefits", True),
        )
    ]
    assert given == ["А1000", "М1000", "А001", "А002", "М001", "П001"]
    wait(rig, 20)
    rig.key("open", "desk-1")
    rig.key("open", "desk-2")
    assert rig.key("call_next", "desk-2").ticket == "М001", "А001 is older, and nothing for window 2"
    assert rig.key("call_next", "desk-1").ticket == "А001", "before А1000, who came first"
    assert rig.key("call_next", "desk-2").ticket == "П001", "the first free window of the two that serve it"
    assert rig.key("call_next", "desk-1").ticket == "А002"
    assert rig.key("call_next", "desk-2").ticket == "М1000", "its turn after two with priority"


def nobody_starves(rig: DispatcherRig) -> None:
    """However many with priority come, one of three calls is for the others."""
    called = []
    for _ in range(9):
        take(rig, "passport", priority=True)
        take(rig, "passport", priority=False)
        wait(rig, 60)
        called.append(rig.key("call_next", "desk-1").ticket)
    ordinary = [int(ticket[1:]) >= 1000 for ticket in called]
    assert ordinary == [True, False, False] * 3
    assert [ticket for ticket in called if int(ticket[1:]) >= 1000] == ["А1000", "А1001", "А1002"]


def take(rig: DispatcherRig, service: str, *, priority: bool) -> str:
    """Press, with or without the button for priority; return the number."""
    return ask(rig, service, priority=priority, number=len(rig.link.said)).ticket


def ask(rig: DispatcherRig, service: str, *, priority: bool, number: int) -> TicketReply:
    """Press; a kiosk of another maker even says the reason, which we never ask."""
    wish = msgspec.to_builtins(TicketRequest(request_id=UUID(int=number), service=service, priority=priority))
    payload = msgspec.json.encode({**wish, "category": REASON, "reason": REASON})
    (reply,) = rig.ask(received("kiosk", "kiosk-hall", payload))
    assert isinstance(reply, TicketReply)
    return reply


def shown(rig: DispatcherRig, screen: Display, *, priority: bool) -> Shown:
    """Let people come and be called; return all that is public of it."""
    replies = []
    for number, service in enumerate(("passport", "benefits", "property", "passport", "civil", "benefits")):
        replies.append(ask(rig, service, priority=priority, number=number))
        wait(rig, 20)
    for desk in ("desk-1", "desk-2") * 2:
        rig.key("open", desk)
        rig.key("call_next", desk)
        wait(rig, 150)
    boards = [said.message for said in rig.link.said if isinstance(said.message, Board)]
    paper = press(576, centre=rig.centre)
    return Shown(
        [encode(board) for board in boards],
        [encode(reply) for reply in replies],
        [picture(rig.centre, screen, board, None, board.at) for board in boards],
        [whole(paper, reply) for reply in replies],
    )


def only_a_bit_is_kept(rig: DispatcherRig) -> None:
    """Beside one bit for the clerk of the window, and one in the journal, there is nothing; a reason is nowhere."""
    for said in rig.link.said:
        payload = encode(said.message).decode()
        assert REASON not in payload
        if not isinstance(said.message, JournalEvent | WindowState):
            assert "priority" not in payload
    assert any(isinstance(said.message, WindowState) and said.message.priority for said in rig.link.said)
    for file in rig.folder.iterdir():
        assert REASON.encode() not in file.read_bytes()
        assert b"category" not in file.read_bytes()
    read_by = {row.name: row.receivers for row in WIRE if row.name in {"event", "window"}}
    # A region that a centre reports to counts them, too: one bit of a number, and nobody knows whose (decision 030).
    assert read_by == {"event": ("bridge",), "window": ("desk", "office")}, "the broker gives them to clerk and head"
