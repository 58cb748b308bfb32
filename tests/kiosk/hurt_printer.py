# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk's printing at a simulated printer that is hurt in the middle of tickets, and the papers that come of it."""

import functools
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Self
from uuid import UUID

from PIL import Image, ImageChops

from centre.config import Centre, CentreFile, Service
from centre.config_kiosks import Kiosk, Printer
from centre.messages import TicketReply
from centre.service import Inbox, WorkerDied
from kiosk.composing import load_composer
from kiosk.paper import COARSE
from kiosk.printer import TicketPrinter
from kiosk.printer_line import FILL
from kiosk.printer_reports import PrintEnded, PrinterReport, PrintRefused
from kiosk.printer_status import ASK, ASK_IN_TURN
from kiosk.printer_wire import Patience
from kiosk.printing import CHECK_PRINTER_S, Ended, Printing
from kiosk.ticket_press import TicketPress
from simulator.cable_printer import CablePrinter
from simulator.printer import SimulatedPrinter
from tests.fakes import HandClock
from tests.kiosk.idle_watch import IdleWatch
from tests.kiosk.tickets import printed, same, whole

CENTRE = CentreFile(
    centre=Centre(name="ЦНАП"), services=(Service(id="passport", letter="А", name="Паспорт"),), windows=()
)
PATIENCE = Patience(answer_s=0.2, stall_s=0.2, end_s=0.2, look_s=0.02, dots_per_s=1e6)
"""By the printer's own clock (IdleWatch); the paper's end and an open cover are looked for ten times before it ends."""

ANSWER_S = 300.0
"""The worker always says something; a test whose worker hangs ends."""

ASKED = len(FILL) + sum(len(question) for question in ASK)
"""Bytes of the questions before each ticket, and behind it."""

BARRIER = len(ASK_IN_TURN)

STRAY_DOTS = 200

SHORT = "А7"
"""The number is a picture, and each byte of it a ticket; it need not be read."""


class Piece(NamedTuple):
    """A piece of paper; ``cut`` by the cutter, or torn off."""

    cut: bool
    picture: Image.Image


def begins(piece: Image.Image, whole_one: Image.Image) -> bool:
    """Return whether a piece of paper is the beginning of another, and below it white but for a few dots.

    It may end within a row of dots. A question that a broken picture takes for its own dots leaves up to 9 of them
    each time, or 36 if it is coarse.
    """
    height = min(piece.height, whole_one.height)
    there, meant = (ImageChops.invert(_rows(picture, 0, height)) for picture in (piece, whole_one))
    differs = ImageChops.logical_xor(there, meant).getbbox()
    ends = differs[1] + COARSE if differs else height
    too_much = ImageChops.logical_and(there, ImageChops.invert(meant))
    below = ImageChops.invert(_rows(piece, ends, piece.height))
    return max(_dots(too_much), _dots(below)) <= STRAY_DOTS


def _rows(picture: Image.Image, top: int, bottom: int) -> Image.Image:
    return picture.crop((0, top, picture.width, bottom))


def _dots(ink: Image.Image) -> int:
    return ink.histogram()[-1]


class HurtPrinter:
    """The real worker and the real book of tickets, driven as the kiosk's loop drives them, at one simulated printer.

    Waiting is not waited for: when the printer ails it is helped, and the time of the next check comes at once.
    """

    def __init__(
        self,
        kind: str,
        folder: Path,
        *,
        number: str = SHORT,
        mm_per_s: float | None = None,
        **settings: Any,
    ) -> None:
        self._number = number
        self._folder, self._width = folder / "tickets", settings.get("width_dots", 576)
        self.simulated: SimulatedPrinter | CablePrinter
        if kind == "network":
            self.simulated = SimulatedPrinter(self._folder, width_dots=self._width, mm_per_s=mm_per_s)
            where: dict[str, Any] = {"host": "127.0.0.1", "port": self.simulated.port}
        else:
            node = folder / "dev" / "printer"
            self.simulated = CablePrinter(
                self._folder,
                node,
                kind=kind,  # type: ignore[arg-type]  # usb or serial
                width_dots=self._width,
                mm_per_s=mm_per_s,
            )
            where = {"device": str(node)}
        self.settings = Printer(**{"connection": kind, "qr": "none", **where, **settings})
        self.inbox, self.clock = Inbox(), HandClock()
        patience = PATIENCE._replace(watch=IdleWatch(self.simulated.at_rest))
        kiosk = Kiosk(id="hall", printer=self.settings, buttons=())
        self.worker = TicketPrinter(centre=CENTRE, kiosk=kiosk, inbox=self.inbox, patience=patience)
        self.printing = Printing(self.worker, self.clock.now)
        self.reports: list[Any] = []
        self.ends: list[Ended] = []
        self._numbers = 0
        self._settle()
        self.play()  # the first of all comes behind bytes that no other has
        self.pieces()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.worker.stop()
        self.simulated.close()

    def reply(self) -> TicketReply:
        """Return the dispatcher's next answer; on paper all are the same."""
        self._numbers += 1
        return TicketReply(
            request_id=UUID(int=self._numbers),
            ticket=self._number,
            day=date(2026, 11, 23),
            service="passport",
            issued_at=self.clock.now.utc.replace(hour=8, minute=5, second=0),
            ahead=0,
            windows=(1,),
        )

    def play(self) -> None:
        """Print one ticket, whatever comes between, and see that its printer is well afterwards."""
        self.reports, self.ends = [], []
        self.printing.print(self.reply(), self.clock.now, lambda: None)
        while not self.ends:
            self._turn()
        self._settle()

    def pieces(self) -> list[Piece]:
        """Return the pieces of paper since the last call, oldest first, without blank ones."""
        found = []
        for png in sorted(self._folder.glob("*.png"), key=lambda png: int(png.name.split(".")[0])):
            with Image.open(png) as picture:
                found.append(Piece(not png.stem.endswith(".partial"), picture.convert("1", dither=Image.Dither.NONE)))
        for path in self._folder.iterdir():
            path.unlink()
        return [piece for piece in found if ImageChops.invert(piece.picture).getbbox()]

    @property
    def interrupted(self) -> bool:
        """Return whether the printer's worker said that a ticket was broken off."""
        return any(isinstance(report, PrintEnded) and report.interrupted for report in self.reports)

    @property
    def refused(self) -> bool:
        """Return whether the printer's worker said that no byte went out."""
        return any(isinstance(report, PrintRefused) for report in self.reports)

    @functools.cached_property
    def press(self) -> TicketPress:
        """Return a press as the worker's."""
        return TicketPress(
            centre=CENTRE, printer=self.settings, composer=load_composer(self.settings), languages=("uk",)
        )

    def bytes_of(self, *, copy: bool = False) -> bytes:
        """Return all bytes of the ticket."""
        return whole(self.press, self.reply(), copy=copy)

    @functools.cache  # noqa: B019 - one for a whole module
    def expected(self, *, copy: bool = False) -> Image.Image:
        """Return the whole ticket's picture."""
        return printed(self.bytes_of(copy=copy), self._width)

    def help(self) -> None:
        """Do what a technician does, whatever has happened."""
        self.simulated.mend()
        self.simulated.power_on()
        if isinstance(self.simulated, CablePrinter):
            self.simulated.plug()

    def check(self, place: int) -> None:
        """Assert what holds of a ticket that was hurt at this byte: it ended once, and its last paper is whole.

        It says that it is a copy if bytes of the number went out before, and only if bytes of the ticket did: between
        the head and the number the kiosk may know too little of a cable. At most one piece came before it, which is the
        ticket's beginning or all of it: never are there two of which neither says so.
        """
        copy, *before = self.interrupted, *self.pieces()
        assert [end.outcome for end in self.ends] == ["printed"], f"byte {place}: not printed once"
        assert before, f"byte {place}: printed, they say, and there is no paper"
        last = before.pop()
        assert last.cut, f"byte {place}: the last paper is torn"
        assert same(last.picture, self.expected(copy=copy)), f"byte {place}: the last paper is not right (copy: {copy})"
        assert len(before) <= int(copy or ASKED < place <= self.named), f"byte {place}: too many papers"
        assert all(begins(p.picture, self.expected()) for p in before), f"byte {place}: the first paper is garbage"
        if place < ASKED:
            assert not copy, f"byte {place}: a copy of nothing"
        elif self.named < place < self.confirmed:
            assert copy, f"byte {place}: the number may be on paper"

    @functools.cached_property
    def named(self) -> int:
        """Return after how many bytes the number begins; at the edge a byte more may be on its way."""
        return ASKED + len(self.press.head("passport").data)

    @functools.cached_property
    def confirmed(self) -> int:
        """Return after how many bytes the printer has said that the ticket is done."""
        return ASKED + len(self.bytes_of()) + BARRIER

    def _settle(self) -> None:
        """Return when the printer has said that it is well, with no question left open."""
        self.help()
        self.worker.check()
        well = False
        while not well:
            well = any(isinstance(report, PrinterReport) and report.fault is None for report in self._turn())

    def _turn(self) -> list[Any]:
        """Take what the printer reports; help it if it ails, and let the next check's time come."""
        reports = self.inbox.take_all(ANSWER_S)
        assert reports, "the printer's worker says nothing"
        for report in reports:
            assert not isinstance(report, WorkerDied), str(report)
            self.reports.append(report)
            if ended := self.printing.take(report, self.clock.now):
                self.ends.append(ended)
        if self.printing.fault:
            self.help()
            assert not self.printing.due(self.clock.pass_s(CHECK_PRINTER_S))
        return reports
