# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands on a ticket, in four parts by when they are known; it knows neither printers nor bytes.

Before the press: the head, one per service, and the tail. With the dispatcher's answer: the body, and the code that
says all of it to a phone. Nothing personal is on a ticket; that somebody has priority is not either. The number is at
least 20 mm high, all else at least 4.9 mm: 0.7 degrees at 40 cm (EN 301 549, 5.1.4).
"""

import re
from collections.abc import Callable, Sequence

from centre import texts, texts_alarms
from centre.config import Centre, Language, Service
from centre.config_kiosks import Kiosk
from centre.messages import TicketReply
from kiosk.facts import OwnTicket
from kiosk.paper import NO_BREAK, TEXT_CAP_DOTS, Line

NUMBER_CAP_DOTS = 168
"""21 mm: the number is read across the hall and by weak eyes."""

COPY_CAP_DOTS = 56

_UKRAINIAN = (
    r"(?<=\d) (?=[а-яіїєґ])|(?<=№) (?=\d)|(?<=\b[а-яіїєґ]\.) |(?<=\bвул\.) |(?<=\bпл\.) |(?<=Перед) (?=вами)"
    r"|(?<=≈) |(?<=станом на) |(?<=будь) (?=ласка)|(?<=[а-яіїєґ],) (?=\d)"
)
_GLUED = {
    "uk": re.compile(_UKRAINIAN),
    "en": re.compile(_UKRAINIAN + r"|(?<=\d) (?=[A-Za-z])|(?<=as of) "),
}
"""Where a line must not break: «5 осіб», «№ 7», «м. Київ», «вул. Садова», «пл. Ринок», «Перед вами», «на 10:05»."""

RULE = Line("", gap_dots=18, rule=True)
CODE_GAP_DOTS = 0
"""A QR code brings its own white."""

Languages = Sequence[Language]
"""What a ticket speaks, in this order. A name that is not given in a language is not missed if another has it."""


def head(centre: Centre, service: Service | None, languages: Languages) -> tuple[Line, ...]:
    """Return what is above the number; without the service's name when this kiosk's centre.toml does not know it."""
    return (
        *said(name(centre), languages, gap_dots=0),
        RULE,
        *(said(name(service), languages) if service else ()),
    )


def body(reply: TicketReply, time_zone: str, languages: Languages, *, copy: bool = False) -> tuple[Line, ...]:
    """Return the number, the booked time, who is ahead and for how long, where to go, and when this was so.

    One given in an alert says first that it is good after it; of one that the kiosk gave by itself nobody knows who is
    ahead. A ``copy`` says so above all: another paper with this number may be in somebody's hand. Times are the
    centre's wall clock.
    """
    return (
        *(said(texts.copy, languages, COPY_CAP_DOTS) if copy else ()),
        Line(reply.ticket, NUMBER_CAP_DOTS, gap_dots=14, coarse=True),
        *(line for text in _told(reply, time_zone) for line in said(text, languages)),
        *issued(reply, time_zone),
    )


def tail(centre: Centre, languages: Languages) -> tuple[Line, ...]:
    """Return what is below: what an alert means for the ticket, where the shelter is, whom to phone."""
    return (
        RULE,
        *said(texts.alert_keeps_ticket, languages),
        *shelter(centre, languages),
        *labelled(texts.phone(centre.phone.replace(" ", NO_BREAK), *languages), languages),
    )


def code(
    reply: TicketReply, centre: Centre, service: Service | None, languages: Languages, *, copy: bool = False
) -> Line:
    """Return the whole ticket once more as a QR code of plain text.

    So a phone without Internet reads it aloud to whoever cannot see it, and keeps it for whoever loses paper.
    """
    lines = (
        *body(reply, centre.time_zone, languages, copy=copy),
        *head(centre, service, languages),
        *tail(centre, languages),
    )
    text = "\n".join(line.text for line in lines if line.text).replace(NO_BREAK, " ")
    return Line(text, gap_dots=CODE_GAP_DOTS, code=True)


def spoken(centre: Centre, kiosk: Kiosk) -> Languages:
    """Return what a kiosk's paper speaks unless a citizen chooses: all languages, or Ukrainian where they can."""
    return ("uk",) if kiosk.language_can_be_chosen else centre.languages


def said(
    text: Callable[[Language], str], languages: Languages, cap_dots: int = TEXT_CAP_DOTS, gap_dots: int = 14
) -> tuple[Line, ...]:
    """Return a text as its lines, one a language; a text may be empty, and a name that has no English is said once."""
    lines = [Line(_shown(text(language), language), cap_dots, gap_dots) for language in languages]
    lines = [line for line in lines if line.text] or [Line(_shown(text("uk"), "uk"), cap_dots, gap_dots)]
    return tuple(line for line in (lines[0], *(line._replace(gap_dots=0) for line in lines[1:])) if line.text)


def labelled(text: str, languages: Languages) -> tuple[Line, ...]:
    """Return a text that is the same in all languages but for its label, as «Укриття / Shelter: …»; it may be empty."""
    return said(lambda _language: text, languages[:1])


def shelter(centre: Centre, languages: Languages) -> tuple[Line, ...]:
    """Return where the shelter is: one line for all languages, unless it is called otherwise in the second."""
    places = [texts.shelter_name(centre, language) for language in languages]
    if len(set(places)) == 1:
        return labelled(texts.shelter(places[0], *languages), languages)
    return said(lambda language: texts.shelter(texts.shelter_name(centre, language), language), languages)


def name(named: Centre | Service) -> Callable[[Language], str]:
    """Return how centre.toml names it in a language; its English may be empty."""
    return lambda language: named.name if language == "uk" else named.name_en


def issued(reply: TicketReply, time_zone: str) -> tuple[Line, ...]:
    """Return the day and the minute in digits, the same in all languages; none if no clock can be believed."""
    if isinstance(reply, OwnTicket) and not reply.timed:
        return ()
    return (Line(texts.moment(reply.issued_at, time_zone)),)


def _told(reply: TicketReply, time_zone: str) -> tuple[Callable[[Language], str], ...]:
    """Return what the dispatcher said of the ticket, or what a kiosk alone can say of it."""
    if isinstance(reply, OwnTicket):
        return (lambda language: texts.windows(reply.windows, language), texts.given_alone)
    return (
        *((texts_alarms.after_alert,) if reply.after_alert else ()),
        lambda language: _due(reply, time_zone, language),
        lambda language: texts.ahead(reply.ahead, language),
        lambda language: _wait(reply, time_zone, language),
        lambda language: texts.windows(reply.windows, language),
    )


def _due(reply: TicketReply, time_zone: str, language: Language) -> str:
    return texts.appointment(reply.due, time_zone, language) if reply.due else ""


def _wait(reply: TicketReply, time_zone: str, language: Language) -> str:
    wait = reply.wait
    return texts.wait(wait.from_min, wait.to_min, wait.at, time_zone, language) if wait else ""


def _shown(text: str, language: Language) -> str:
    """Return a text as a printer sets it: one kind of apostrophe, and numbers that keep their nouns."""
    return _GLUED[language].sub(NO_BREAK, texts.apostrophe(text))
