# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Centres, answers, and the bytes of a ticket read back as pictures."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from PIL import Image, ImageChops

from centre.config import Centre, CentreFile, Service
from centre.config_kiosks import CodePage, Printer
from centre.messages import TicketReply, Wait
from kiosk import paper, ticket
from kiosk.composing import load_composer
from kiosk.ticket_press import CUT_DOTS, TicketPress
from simulator.paper import Cut, Paper

GOLDEN = Path(__file__).parent / "golden"
BEGIN, FEED_AND_CUT = b"\x1b@\x1c.", b"\x1bd\x06\x1dV\x00"
RASTER = b"\x1dv0"

CENTRE = CentreFile(
    centre=Centre(
        name="Центр надання адміністративних послуг Ґанівської громади",
        phone="0 800 123 456",
        shelter="вул. Об'їзна, 7 (школа «Їжачок»)",
    ),
    services=(Service(id="entry", letter="А", name="В'їзд і єдине вікно № 2"),),
    windows=(),
)


BILINGUAL = msgspec.structs.replace(
    CENTRE,
    centre=msgspec.structs.replace(CENTRE.centre, languages=("uk", "en"), name_en="Ganivka Service Centre"),
    services=(msgspec.structs.replace(CENTRE.services[0], name_en="Entry"),),
)


def press(width: int, page: CodePage | None = None, centre: CentreFile = CENTRE, **more: Any) -> TicketPress:
    """Return a press for a printer of this width and code page; ``more`` are other keys of centre.toml."""
    where = (
        {"connection": "network", "host": "127.0.0.1"} if page is None else {"connection": "serial", "device": "/dev/x"}
    )
    printer = Printer(**{**where, "width_dots": width, "code_page": page, **more})
    return TicketPress(
        centre=centre, printer=printer, composer=load_composer(printer), languages=centre.centre.languages
    )


def reply(number: str = "А012") -> TicketReply:
    """Return the dispatcher's answer of a Sunday morning."""
    return TicketReply(
        request_id=UUID(int=1),
        ticket=number,
        day=date(2026, 11, 22),
        service="entry",
        issued_at=datetime(2026, 11, 22, 8, 5, tzinfo=UTC),
        ahead=5,
        windows=(1, 2),
    )


def booked() -> TicketReply:
    """Return the answer to somebody with an appointment, whose wait is known."""
    due = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    plain = reply()
    return msgspec.structs.replace(plain, due=due, wait=Wait(from_min=25, to_min=40, at=plain.issued_at))


def whole(made: TicketPress, of: TicketReply, *, copy: bool = False) -> bytes:
    """Return all bytes of a ticket."""
    parts = (made.head(of.service), made.body(of, copy=copy), made.tail(), made.end(of, copy=copy))
    return b"".join(part.data for part in parts)


def lines_of(of: TicketReply, centre: CentreFile = CENTRE, *, copy: bool = False) -> tuple[paper.Line, ...]:
    """Return all lines of a ticket, from the centre's name to the QR code."""
    named, languages = centre.centre, centre.centre.languages
    service = next((service for service in centre.services if service.id == of.service), None)
    return (
        *ticket.head(named, service, languages),
        *ticket.body(of, named.time_zone, languages, copy=copy),
        *ticket.tail(named, languages),
        ticket.code(of, named, service, languages, copy=copy),
    )


def texts_of(lines: Iterable[paper.Line]) -> list[str]:
    """Return what lines say in letters, their spaces as spaces."""
    return [line.text.replace("\xa0", " ") for line in lines if line.text and not line.code]


def printed(data: bytes, width: int) -> Image.Image:
    """Return what the simulated printer makes of bytes: the paper up to the cut, or all that hangs out."""
    roll = Paper(width)
    cuts = [happening for happening in roll.feed(data) if isinstance(happening, Cut)]
    problems = cuts[0].problems if cuts else roll.problems
    assert problems == ()
    assert len(cuts) <= 1
    picture = cuts[0].picture if cuts else roll.tear()
    assert picture
    return picture


def on_paper(made: TicketPress, of: TicketReply, width: int, *, copy: bool = False) -> Image.Image:
    """Return a whole ticket as it lies in the hand, without the white that the cutter needs."""
    picture = printed(whole(made, of, copy=copy), width)
    return picture.crop((0, 0, width, picture.height - CUT_DOTS))


def same(one: Image.Image, other: Image.Image) -> bool:
    """Return whether two pictures have the same dots."""
    return one.size == other.size and ImageChops.logical_xor(one, other).getbbox() is None


def assert_golden(picture: Image.Image, seen: Path) -> None:
    """Hold a picture against the golden one of the same name, dot by dot; leave it at ``seen`` to be looked at."""
    picture.save(seen)
    with Image.open(GOLDEN / seen.name) as golden:
        assert same(picture, golden.convert("1", dither=Image.Dither.NONE)), f"look at {seen}; if it is right, keep it"
