# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Every kind of paper that a kiosk gives, as bytes in files: ``python -m kiosk.specimens centre.toml DIR``.

Whoever has a printer may send one to it; the project's page of tickets is made from all of them. Nothing is printed.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple
from uuid import UUID

import msgspec

from centre.centre_file import load
from centre.config import CentreFile, Language
from centre.config_kiosks import CodePage, Printer
from centre.errors import CherhaError
from centre.messages import Refusal, TicketReply, Wait
from kiosk.composing import load_composer
from kiosk.facts import OwnTicket
from kiosk.notice import Notice
from kiosk.ticket_press import TicketPress

AT = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
WIDTHS: tuple[Literal[384, 576], ...] = (384, 576)
WAYS: dict[str, dict[str, Any]] = {
    "raster": {"connection": "usb", "device": "/dev/usb/lp0"},
    "coarse": {"connection": "serial", "device": "/dev/ttyAMA0", "baud": 115200},
    "text": {"connection": "serial", "device": "/dev/ttyAMA0", "code_page": CodePage(name="cp1251", number=46)},
}
"""How a ticket travels: as a picture, as one in a quarter of the dots over a fast serial line, as text over a slow."""


class Kind(NamedTuple):
    """One kind of paper: its file's name, what the centre said, and how it is printed."""

    name: str
    said: TicketReply | Refusal
    languages: tuple[Language, ...] = ("uk",)
    copy: bool = False
    opens_at: datetime | None = None


def kinds(service: str) -> Iterator[Kind]:
    """Yield all kinds for a service of the centre, tickets before slips."""
    usual = _reply(service)
    yield Kind("usual", usual)
    yield Kind("booked", msgspec.structs.replace(usual, due=AT + timedelta(minutes=25)))
    yield Kind("priority", msgspec.structs.replace(usual, ticket="А013"))
    yield Kind("english", usual, languages=("en",))
    yield Kind("bilingual", usual, languages=("uk", "en"))
    yield Kind("alert", msgspec.structs.replace(usual, after_alert=True))
    yield Kind("offline", OwnTicket(**{**msgspec.structs.asdict(usual), "ticket": "А801", "ahead": 0, "wait": None}))
    yield Kind("copy", usual, copy=True)
    yield Kind("closing", _refusal("over"))
    yield Kind("not-yet", _refusal("not_yet"), opens_at=AT + timedelta(hours=1))
    yield Kind("full", _refusal("full"))
    yield Kind("no-registry", _refusal("registry"))
    yield Kind("shelter", _refusal("alert"))
    yield Kind("unknown-code", Refusal(reason="unknown_code", text=""))


def write(centre: CentreFile, folder: Path) -> list[Path]:
    """Write ``KIND-WIDTH-WAY.escpos`` for each kind, paper and way into the folder; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for kind in kinds(centre.services[0].id):
        for width in WIDTHS:
            for way in WAYS:
                path = folder / f"{kind.name}-{width}-{way}.escpos"
                path.write_bytes(made(centre, kind, width, way))
                written.append(path)
    return written


def made(centre: CentreFile, kind: Kind, width: Literal[384, 576], way: str) -> bytes:
    """Return the bytes of one kind of paper."""
    keys: dict[str, Any] = {**WAYS[way], "width_dots": width}
    printer = Printer(**keys)
    press = TicketPress(centre=centre, printer=printer, composer=load_composer(printer), languages=kind.languages)
    if isinstance(kind.said, Refusal):
        return press.notice(Notice(kind.said, AT, kind.opens_at)).data
    head, body = press.head(kind.said.service), press.body(kind.said, copy=kind.copy)
    return head.data + body.data + press.tail().data + press.end(kind.said, copy=kind.copy).data


def _reply(service: str) -> TicketReply:
    return TicketReply(
        request_id=UUID(int=1),
        ticket="А012",
        day=date(2026, 11, 23),
        service=service,
        issued_at=AT,
        ahead=5,
        windows=(1,),
        wait=Wait(from_min=25, to_min=40, at=AT),
    )


def _refusal(closed: Any) -> Refusal:
    return Refusal(reason="service_closed", text="", closed=closed)


if __name__ == "__main__":
    try:
        write(load(Path(sys.argv[1])), Path(sys.argv[2]))
    except CherhaError as fault:
        sys.exit(str(fault))
