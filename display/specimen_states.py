# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Every state that a hall screen may be in, each with its name, its board and its moment; pure: it draws nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from centre.config import CentreFile
from centre.messages import Board
from display import specimen_boards as boards
from display.specimen_boards import AT


class Specimen(NamedTuple):
    """A state: what its file is called, what the display has heard, and where it stands.

    It is seen ``after_s`` the board came, and when the calls have then turned to another page so many ``turns``.
    """

    name: str
    centre: CentreFile
    board: Board | None = None
    lost_since: datetime | None = None
    ill: frozenset[str] = frozenset()
    windows: tuple[int, ...] = ()
    after_s: float = 0.0
    turns: int = 0


def specimens(centre: CentreFile, large: CentreFile) -> Iterator[Specimen]:
    """Yield every state of the board: the usual ones of ``centre``, those of many windows of ``large``."""
    yield from _usual(boards.plain(centre))
    yield from _failing(boards.plain(centre))
    yield from _alarms(boards.plain(centre))
    yield from _large(boards.plain(large))
    yield from _bilingual(boards.plain(large, ("uk", "en")))


def _usual(centre: CentreFile) -> Iterator[Specimen]:
    nobody, two = boards.board(centre), boards.board(centre, boards.calls(centre, (20, 400)))
    yield Specimen("start", centre)
    yield Specimen("waiting", centre, nobody)
    fresh = boards.board(centre, boards.calls(centre, (0, 400)))
    yield Specimen("fresh", centre, fresh, after_s=0.5)
    yield Specimen("calls", centre, two)
    yield Specimen("again", centre, boards.board(centre, boards.calls(centre, (20, 400), times=2)))
    before = replace(boards.all_closed(boards.board(centre, idle=True), "not_yet"), opens_at=AT + timedelta(minutes=18))
    yield Specimen("before", centre, before)
    yield Specimen("over", centre, boards.all_closed(two, "over"))
    yield Specimen("night", centre, boards.all_closed(boards.board(centre, idle=True), "over"))
    yield Specimen("day-off", centre, boards.all_closed(boards.board(centre, idle=True), "day_off"))


def _failing(centre: CentreFile) -> Iterator[Specimen]:
    two = boards.board(centre, boards.calls(centre, (20, 400)))
    needy = {service.id: "registry" for service in centre.services if "registry" in service.needs}
    yield Specimen("closed", centre, boards.closed(two, needy))  # type: ignore[arg-type]
    yield Specimen("all-closed", centre, boards.all_closed(two, "internet"))
    yield Specimen("no-paper", centre, two, ill=frozenset(kiosk.id for kiosk in centre.kiosks[:1]))
    yield Specimen("battery", centre, replace(two, power="battery"))
    yield Specimen("battery-low", centre, replace(two, power="battery_low"))
    yield Specimen("stale", centre, two, lost_since=AT - timedelta(minutes=5))


def _alarms(centre: CentreFile) -> Iterator[Specimen]:
    two = boards.board(centre, boards.calls(centre, (20, 400)))
    coming = boards.board(centre, boards.calls(centre, (20, 40)))
    sheltered = boards.in_shelter(centre)
    yield Specimen("alert-red", centre, boards.raised(two, "red"))
    yield Specimen("alert-yellow", centre, boards.raised(two, "yellow"))
    yield Specimen("alert-unknown", centre, boards.raised(two, "unknown"))
    yield Specimen("alert-shelter", sheltered, boards.raised(coming, "red"))
    yield Specimen("alert-warning", centre, boards.raised(two, "yellow", suspends=False))
    yield Specimen("all-clear", centre, replace(coming, resumes_at=AT + timedelta(minutes=10)))
    yield Specimen("unheard", centre, replace(two, alerts_unheard=True))


def _large(centre: CentreFile) -> Iterator[Specimen]:
    many = boards.board(centre, boards.rush(centre))
    sphere = next((service.sphere for service in centre.services if service.sphere), "")
    part = {service.id: "biometrics" for service in centre.services if service.sphere == sphere and service.needs}
    zone = tuple(window.number for window in centre.windows[len(centre.windows) * 2 // 3 :])
    yield Specimen("many", centre, many)
    yield Specimen("many-fresh", centre, boards.board(centre, boards.rush(centre, (0, 2))), after_s=0.5)
    yield Specimen("many-next", centre, many, turns=1)
    yield Specimen("many-closed", centre, boards.closed(many, part))  # type: ignore[arg-type]
    yield Specimen("zone", centre, many, windows=zone)


def _bilingual(centre: CentreFile) -> Iterator[Specimen]:
    many = boards.board(centre, boards.rush(centre))
    yield Specimen("english", centre, many)
    yield Specimen("english-stale", centre, many, lost_since=AT - timedelta(minutes=5))
    yield Specimen("english-alert", centre, boards.raised(many, "red"))
