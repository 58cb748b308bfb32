# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The drivers a service is given in a test: the real classes without their devices, which keep what they are told.

All of one test write into one ``story``, so that a test can say what came before what.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from centre import messages
from centre.config import Language
from centre.errors import DeviceFault, Unavailable
from centre.journal import Journal, Line, Words
from centre.journal_writer import Choice, JournalWriter, Permit, _Order
from centre.lamps import Light
from centre.link import Link, Received
from centre.messages import DeviceState, Problem, TicketReply
from centre.panel import Panel
from centre.service import Inbox
from centre.sound import Sound
from centre.speaking import Speaking
from centre.speech import SpeechEnded, Utterance
from centre.time import Now
from dispatcher.clock import Reading
from kiosk.notice import Notice
from kiosk.printer import TicketPrinter
from kiosk.printer_reports import PrintEnded, PrinterReport, PrintRefused
from kiosk.printer_status import PaperOut, PrinterStatus
from tests.conftest import PATIENCE_S


class Spoken(NamedTuple):
    """What a voice was ordered to say."""

    text: str
    decibels: float
    last: bool


OUT_OF_PAPER = PaperOut("Printer 192.168.10.50:9100 is out of paper. Load a roll.")
FULL_DISK = "dispatcher.db: the disk refuses to write. Make room."


class Said(NamedTuple):
    """What a service handed to its link."""

    topic: str
    message: Any
    retain: bool = False
    expiry_s: float | None = None
    answer_to: str | None = None


class HandClock:
    """Both clocks, moved by hand; it starts at noon in Kyiv on a Monday in November."""

    def __init__(self, utc: datetime = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)) -> None:
        self.now = Now(utc=utc, steady_s=1000.0)

    def reading(self) -> Reading:
        """Return what a dispatcher goes by that trusts the wall clock."""
        return Reading(self.now, self.now.utc, trusted=True, leapt=False)

    def pass_s(self, seconds: float) -> Now:
        """Let time pass on both clocks."""
        utc, steady_s = self.now.utc + timedelta(seconds=seconds), self.now.steady_s + seconds
        self.now = Now(utc=utc, steady_s=steady_s, proven=self.now.proven)
        return self.now

    def set(self, utc: datetime, *, proven: bool = True) -> Now:
        """Set the wall clock, as NTP does, or as nobody can prove; the steady one goes on."""
        self.now = Now(utc=utc, steady_s=self.now.steady_s, proven=proven)
        return self.now


class FullInbox(Inbox):
    """Keeps whoever brings an item of this kind, as a network thread that hangs is kept, until it is let go."""

    def __init__(self, kind: type) -> None:
        super().__init__()
        self._kind = kind
        self.held, self.let_go = threading.Event(), threading.Event()

    def put(self, item: object) -> bool:
        """Take it, and keep its bringer."""
        taken = super().put(item)
        if isinstance(item, self._kind):
            self.held.set()
            self.let_go.wait(PATIENCE_S)
        return taken


class FakeLink(Link):
    """A link without a broker; while ``up`` is False it forgets what it is given, as the real one does."""

    def __init__(self, story: list[Any] | None = None) -> None:
        self.story = [] if story is None else story
        self.up, self.lives, self.closed = True, True, False
        self.said: list[Said] = []
        self.states: list[DeviceState] = []

    def publish(
        self,
        topic: str,
        message: msgspec.Struct,
        *,
        retain: bool = False,
        expiry_s: float | None = None,
        answer_to: str | None = None,
    ) -> bool:
        """Keep a message, after a look that the contract has it."""
        if self.up:
            row, _ = messages.read_topic(topic)
            assert messages.decode(row, messages.encode(message)) == message
            self.said.append(Said(topic, message, retain, expiry_s, answer_to))
            self.story.append(("said", type(message).__name__))
        return self.up

    def say_state(self, state: DeviceState) -> None:
        """Keep a state; a state said while the link is down is forgotten."""
        if self.up:
            self.states.append(state)

    def alive(self) -> bool:
        """Return what the test says."""
        return self.lives

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong by the newest state."""
        return self.states[-1].problems

    def close(self) -> None:
        """Take note."""
        self.closed = True

    def take(self, kind: Any = object) -> list[Any]:
        """Return the messages of a kind said since the last question, and forget everything said until now."""
        taken, self.said = [said.message for said in self.said if isinstance(said.message, kind)], []
        return taken


class FakePanel(Panel):
    """Contacts and lamps without pins; ``stuck`` are the contacts that are closed at the start."""

    def __init__(self, *stuck: str) -> None:
        self._stuck = stuck
        self.lights: dict[str, Light] = {}
        self.lives, self.released = True, False

    def closed(self, name: str) -> bool:
        """Return whether the contact is closed at the start."""
        return name in self._stuck

    def light(self, name: str, light: Light) -> None:
        """Keep what the lamp does."""
        self.lights[name] = light

    def alive(self) -> bool:
        """Return what the test says."""
        return self.lives

    def close(self) -> None:
        """Take note."""
        self.released = True


class FakePrinter(TicketPrinter):
    """A printer without paper; the test makes its reports with ``ended``, ``refused`` and ``says``."""

    def __init__(self, story: list[Any] | None = None) -> None:
        self.story = [] if story is None else story
        self.jobs: list[TicketReply] = []
        self.copies: list[TicketReply] = []
        self.languages: list[Language | None] = []
        self.notices: list[Notice] = []
        self.warm_ups = self.checks = 0
        self.permits: dict[UUID, Callable[[], None]] = {}
        self.lives, self.stopped = True, False

    def warm_up(self) -> None:
        """Count."""
        self.warm_ups += 1

    def print(
        self,
        reply: TicketReply,
        written: Callable[[], None] = lambda: None,
        *,
        language: Language | None = None,
        copy: bool = False,
    ) -> None:
        """Keep the job, its language, and what the printer waits for before the number."""
        self.languages.append(language)
        (self.copies if copy else self.jobs).append(reply)
        self.permits[reply.request_id] = written
        self.story.append(("ordered", reply.ticket))

    def print_notice(self, notice: Notice) -> None:
        """Keep the notice."""
        self.notices.append(notice)

    def check(self) -> None:
        """Count."""
        self.checks += 1

    def alive(self) -> bool:
        """Return what the test says."""
        return self.lives

    def stop(self) -> None:
        """Take note."""
        self.stopped = True

    def begin(self, reply: TicketReply) -> None:
        """Come to the ticket's turn: its head is out, its number is about to follow."""
        self.permits.pop(reply.request_id, lambda: None)()

    def ended(self, reply: TicketReply, outcome: Any = "printed", fault: DeviceFault | None = None) -> PrintEnded:
        """Return the report of a job that is over, and had begun if it had not yet."""
        self.begin(reply)
        return PrintEnded(ticket=reply.ticket, day=reply.day, request_id=reply.request_id, outcome=outcome, fault=fault)

    def interrupted(self, reply: TicketReply, fault: DeviceFault = OUT_OF_PAPER) -> PrintEnded:
        """Return the report of a job that was broken off after its number may have come out."""
        return msgspec.structs.replace(self.ended(reply, "unknown", fault), interrupted=True)

    @staticmethod
    def refused(reply: TicketReply, fault: DeviceFault = OUT_OF_PAPER) -> PrintRefused:
        """Return the report of a job of which no byte was sent."""
        return PrintRefused(reply=reply, fault=fault)

    @staticmethod
    def says(fault: DeviceFault | None = None) -> PrinterReport:
        """Return the answer to a check."""
        return PrinterReport(status=PrinterStatus.PAPER_OUT if fault else PrinterStatus.READY, fault=fault)


class FakeJournal(Journal):
    """The real journal on a real file; it counts its commits, and with ``full`` its disk refuses them."""

    story: list[Any]
    commits = 0
    full = False

    def append(self, lines: Sequence[Line], words: Words | None = None) -> None:
        """Write, or raise Unavailable and write nothing."""
        if self.full:
            raise Unavailable(FULL_DISK)
        super().append(lines, words)
        self.commits += 1
        self.story.extend(("written", type(line.fact).__name__) for line in lines)

    def probe(self) -> None:
        """Find room, or raise Unavailable."""
        if self.full:
            raise Unavailable(FULL_DISK)


class PromptWriter(JournalWriter):
    """Writes in the caller's thread, before it returns, so that a test sees the order of things."""

    def __init__(self, journal: Journal, inbox: Inbox) -> None:
        self._journal, self._inbox = journal, inbox
        self._kept = []
        self.fault = None

    def try_again(self) -> None:
        """Let it be so late that a disk that has refused is tried again."""
        self._commit([])

    def write(self, lines: Sequence[Line], permit: Permit | None = None) -> None:
        """Write at once."""
        self._commit([_Order(lines, permit)])

    def prune(self, choose: Choice) -> None:
        """Prune at once."""
        self._prune(choose)

    def alive(self) -> bool:
        """There is no thread that could die."""
        return True

    def close(self) -> None:
        """Nothing waits."""


def received(role: str, unit: str, message: msgspec.Struct | bytes, *, retained: bool = False) -> Received:
    """Return a request as it comes off the wire; bytes are a payload as they stand."""
    payload = message if isinstance(message, bytes) else messages.encode(message)
    return Received(f"{role}_request", {"id": unit}, payload, retained)


def answered(role: str, unit: str, message: msgspec.Struct) -> Received:
    """Return an answer as it comes off the wire."""
    return Received(f"{role}_reply", {"id": unit}, messages.encode(message), retained=False)


class FakeSpeaking(Speaking):
    """Says nothing; ``said`` keeps what it was to say, a sound as «♪»; a test ends a speech.

    ``hushed`` and ``rested`` count how often it was cut off, and how often it gave its card back.
    """

    def __init__(self, inbox: Inbox) -> None:
        self._inbox, self.said, self.hushed, self._number, self.closed = inbox, list[Spoken](), 0, 0, False
        self.rested = 0

    def say(self, utterances: Iterable[Utterance], decibels: float, *, last: bool = False) -> int:
        """Keep what is to be said."""
        self._number += 1
        said = " ".join("♪" if isinstance(one, Sound) else one.text for one in utterances)
        self.said.append(Spoken(said, decibels, last))
        return self._number

    def ended(self, *, heard: bool = True) -> SpeechEnded:
        """Return the report that the newest speech is over."""
        return SpeechEnded(self._number, heard)

    def hush(self) -> None:
        """Count it."""
        self.hushed += 1

    def rest(self) -> None:
        """Count it."""
        self.rested += 1

    def alive(self) -> bool:
        """Return True: there is no thread that could die."""
        return True

    def close(self) -> None:
        """Keep that it was closed."""
        self.closed = True
