# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands on a ticket, in three parts by when they are known; it knows neither printers nor bytes.

Before the press: the head, one per service, and the tail. With the dispatcher's answer: the body.
Nothing personal is on a ticket; the number is at least 20 mm high, all else is read at arm's length.
"""

import re

from centre import texts
from centre.config import Centre, Service
from centre.messages import TicketReply
from kiosk.paper import Line

NUMBER_CAP_DOTS = 168
"""21 mm: the number is read across the hall and by weak eyes."""

TITLE_CAP_DOTS = 40
STRONG_CAP_DOTS = 36
BODY_CAP_DOTS = 30

NO_BREAK = "\N{NO-BREAK SPACE}"
_GLUED = re.compile(
    r"(?<=\d) (?=[а-яіїєґ])|(?<=№) (?=\d)|(?<=\b[а-яіїєґ]\.) |(?<=\bвул\.) |(?<=\bпл\.) |(?<=Перед) (?=вами)"
)
"""Where a line must not break: «5 осіб», «№ 7», «м. Київ», «вул. Садова», «пл. Ринок», «Перед вами»."""

RULE = Line("", gap_dots=18, rule=True)


def head(centre: Centre, service: Service | None) -> tuple[Line, ...]:
    """Return what is above the number; without the service's name when this kiosk's centre.toml does not know it."""
    lines = [
        Line(_shown(centre.name), BODY_CAP_DOTS, gap_dots=0),
        RULE,
        Line(texts.YOUR_TICKET, TITLE_CAP_DOTS, gap_dots=16),
    ]
    if service:
        lines.append(Line(_shown(service.name), BODY_CAP_DOTS, gap_dots=10))
    return tuple(lines)


def body(reply: TicketReply, time_zone: str) -> tuple[Line, ...]:
    """Return the number, how many are ahead, where to go, and when this was so (the centre's wall clock)."""
    served_at = texts.windows(reply.windows)
    issued_on = texts.date_line(reply.issued_at, time_zone)
    issued_at = texts.clock(reply.issued_at, time_zone)
    lines = [Line(reply.ticket, NUMBER_CAP_DOTS, gap_dots=0)]
    lines.append(Line(_shown(texts.ahead(reply.ahead)), STRONG_CAP_DOTS, gap_dots=0))
    if served_at:
        lines.append(Line(served_at, STRONG_CAP_DOTS, gap_dots=8))
    lines.append(Line(_shown(f"{issued_on}, {issued_at}"), BODY_CAP_DOTS, gap_dots=16))
    return tuple(lines)


def tail(centre: Centre) -> tuple[Line, ...]:
    """Return what is below: keep the ticket, what an alert means for it, where the shelter is, whom to phone."""
    lines = [
        RULE,
        Line(texts.KEEP_TICKET, BODY_CAP_DOTS, gap_dots=14),
        Line(texts.ALERT_KEEPS_TICKET, BODY_CAP_DOTS, gap_dots=16),
    ]
    optional = (_shown(texts.shelter(centre.shelter)), texts.phone(centre.phone.replace(" ", NO_BREAK)))
    lines += [Line(text, BODY_CAP_DOTS, gap_dots=16) for text in optional if text]
    return tuple(lines)


def _shown(text: str) -> str:
    """Return a text as a printer sets it: one kind of apostrophe, and numbers that keep their nouns."""
    return _GLUED.sub(NO_BREAK, texts.apostrophe(text))
