# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A centre, its answer, and the bytes of a ticket read back as pictures."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from PIL import Image, ImageChops

from centre.config import Centre, CentreFile, CodePage, Printer, Service
from centre.messages import TicketReply
from kiosk.printer import load_composer
from kiosk.ticket_press import TicketPress

GOLDEN = Path(__file__).parent / "golden"
BEGIN, FEED_AND_CUT = b"\x1b@\x1c.", b"\x1bd\x06\x1dV\x00"
RASTER = b"\x1dv0\x00"

CENTRE = CentreFile(
    centre=Centre(
        name="Центр надання адміністративних послуг Ґанівської громади",
        phone="0 800 123 456",
        shelter="вул. Об'їзна, 7 (школа «Їжачок»)",
    ),
    services=(Service(id="entry", letter="А", name="В'їзд і єдине вікно № 2"),),
    windows=(),
)


def press(width: int, page: CodePage | None = None, centre: CentreFile = CENTRE) -> TicketPress:
    """Return a press for a printer of this width and code page."""
    printer = Printer(connection="network", host="127.0.0.1", width_dots=width, code_page=page)  # type: ignore[arg-type]
    return TicketPress(centre=centre, printer=printer, composer=load_composer(printer))


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


def pictures(data: bytes) -> Iterator[Image.Image]:
    """Yield the pictures of GS v 0 commands, refusing any other byte between them."""
    while data:
        assert data.startswith(RASTER)
        columns, rows = int.from_bytes(data[4:6], "little"), int.from_bytes(data[6:8], "little")
        end = 8 + columns * rows
        yield Image.frombytes("1", (columns * 8, rows), data[8:end], "raw", "1;I")
        data = data[end:]


def stacked(strips: list[Image.Image]) -> Image.Image:
    """Return pictures one under another."""
    sheet = Image.new("1", (strips[0].width, sum(strip.height for strip in strips)), 1)
    top = 0
    for strip in strips:
        sheet.paste(strip, (0, top))
        top += strip.height
    return sheet


def same(one: Image.Image, other: Image.Image) -> bool:
    """Return whether two pictures have the same dots."""
    return one.size == other.size and ImageChops.logical_xor(one, other).getbbox() is None


def assert_golden(picture: Image.Image, seen: Path) -> None:
    """Hold a picture against the golden one of the same name, dot by dot; leave it at ``seen`` to be looked at."""
    picture.save(seen)
    with Image.open(GOLDEN / seen.name) as golden:
        assert same(picture, golden.convert("1", dither=Image.Dither.NONE)), f"look at {seen}; if it is right, keep it"
