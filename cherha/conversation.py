# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A command's short conversation with the dispatcher, as the office; it knows no command and prints nothing."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

from centre import config_cards, messages
from centre.asking import Questions, expiry_s
from centre.credentials import read_identity
from centre.errors import CherhaError, Unavailable
from centre.identity import DISPATCHER, OFFICE, user_of
from centre.link import Link, LinkDown, LinkUp, Received
from centre.messages import OfficeReply, Refusal, Request
from centre.service import Inbox
from centre.time import Now, read_clocks
from centre.unit import OFFLINE

PATIENCE_S = 10.0
"""How long somebody at a keyboard waits for one answer, the time to connect included."""

AGAIN = "then repeat the command: nothing is done twice."


class NotDone(CherhaError):
    """The dispatcher refused; the text is its reason."""


@contextmanager
def with_dispatcher(broker: config_cards.Broker) -> Iterator["Conversation"]:
    """Connect as the office, and say goodbye at the end; a broker that is not there is said by the first ``ask``.

    Raise Unavailable, before anybody is asked, where the office's identity is not found.
    """
    read_identity(user_of("office", OFFICE))
    inbox = Inbox()
    link = Link(
        role="office",
        unit=OFFICE,
        broker=broker,
        inbox=inbox,
        offline=OFFLINE,  # the broker lets the office say no state, so nobody hears it: a command is no device
        requests=(messages.topic("office_reply", id=OFFICE),),
        states=(messages.topic("state", role="dispatcher", id=DISPATCHER),),
    )
    with closing(link):
        link.start()
        yield Conversation(link=link, inbox=inbox)


class Conversation:
    """One question after another; the loop is inside ``ask``, which alone reads the clocks."""

    def __init__(self, *, link: Link, inbox: Inbox, clocks: Callable[[], Now] = read_clocks) -> None:
        self._link, self._inbox, self._clocks = link, inbox, clocks
        self._questions = Questions()
        self._connected = self._offline = False
        self._broken = ""

    def ask(self, request: Request) -> OfficeReply:
        """Return the answer; what it says is on the dispatcher's disk.

        The request is said again, with the same id, each second and on each new connection. Raise NotDone when it is
        refused, Unavailable when there is no broker, when the dispatcher is known to be offline, and after PATIENCE_S.
        """
        now = self._clocks()
        self._questions.ask(request, now, PATIENCE_S)
        if self._connected:
            self._say(now, everything=True)
        while True:
            due_s = self._questions.deadline_s()
            for item in self._inbox.take_all(PATIENCE_S if due_s is None else due_s - self._clocks().steady_s):
                answer = self._heard(item)
                if answer is not None:
                    return answer
            now = self._clocks()
            if self._questions.given_up(now):
                raise Unavailable(self._no_answer())
            self._say(now)

    def _heard(self, item: Any) -> OfficeReply | None:
        """Take what the link says; return the awaited answer if this is it."""
        match item:
            case LinkUp():
                self._connected, self._broken = True, ""
                self._see_who_is_there()
                self._say(self._clocks(), everything=True)
            case LinkDown() if not self._connected:
                raise Unavailable(
                    f"{item.reason}. Nobody heard the command. See that the broker runs, and that [broker] in"
                    f" centre.toml is its address, {AGAIN}"
                )
            case LinkDown():
                self._broken = item.reason
            case Received(row="office_reply"):
                return self._answer(messages.decode(item.row, item.payload))
            case Received(row="state"):
                self._offline = messages.decode(item.row, item.payload).state == "offline"
                self._see_who_is_there()
        return None

    def _see_who_is_there(self) -> None:
        """Raise Unavailable if the dispatcher is gone.

        Not before the link is up: what waited in the session of the command before this one, perhaps a goodbye, comes
        first, and what the dispatcher says now is the last of it.
        """
        if self._connected and self._offline:
            raise Unavailable(f"The dispatcher is offline, nobody answers. Start it, {AGAIN}")

    def _answer(self, message: OfficeReply | Refusal) -> OfficeReply | None:
        if self._questions.settle(message.request_id) is None:
            return None  # to a command that was given up, or an answer that came twice
        if isinstance(message, Refusal):
            raise NotDone(f"The dispatcher refused: {message.text}")
        return message

    def _say(self, now: Now, *, everything: bool = False) -> None:
        for asked in self._questions.to_resend(now, everything=everything):
            self._link.publish(
                messages.topic("office_request", id=OFFICE),
                asked.request,
                expiry_s=expiry_s(asked, now),
                answer_to=messages.topic("office_reply", id=OFFICE),
            )

    def _no_answer(self) -> str:
        if self._broken:
            return f"The connection was lost: {self._broken}. See that the broker runs, {AGAIN}"
        return (
            f"The dispatcher did not answer within {PATIENCE_S:g} s. See that it runs, and what its log says, {AGAIN}"
        )
