# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands on a ticket, in three parts by when they are known; it knows neither printers nor bytes.

Before the press: the head, one per service, and the tail. With the dispatcher's answer: the body.
Nothing personal is on a ticket; the number is at least 20 mm high, all else is read at arm's length.
Where a centre speaks English too, each sentence stands in it, smaller, below its Ukrainian one.
"""

import re
from collections.abc import Callable, Sequence

from centre import texts, texts_alarms
from centre.config import Centre, Language, Service
from centre.messages import TicketReply
from kiosk.facts import OwnTicket
from kiosk.paper import Line

NUMBER_CAP_DOTS = 168
"""21 mm: the number is read across the hall and by weak eyes."""

TITLE_CAP_DOTS = 40
STRONG_CAP_DOTS = 36
BODY_CAP_DOTS = 30
ENGLISH_CAP_DOTS = 24

NO_BREAK = "\N{NO-BREAK SPACE}"
_UKRAINIAN = (
    r"(?<=\d) (?=[а-яіїєґ])|(?<=№) (?=\d)|(?<=\b[а-яіїєґ]\.) |(?<=\bвул\.) |(?<=\bпл\.) |(?<=Перед) (?=вами)"
    r"|(?<=≈) |(?<=станом на) "
)
_GLUED = {
    "uk": re.compile(_UKRAINIAN),
    "en": re.compile(_UKRAINIAN + r"|(?<=\d) (?=[A-Za-z])|(?<=as of) "),
}
"""Where a line must not break: «5 осіб», «№ 7», «м. Київ», «вул. Садова», «пл. Ринок», «Перед вами», «на 10:05»."""

RULE = Line("", gap_dots=18, rule=True)


def head(centre: Centre, service: Service | None) -> tuple[Line, ...]:
    """Return what is above the number; without the service's name when this kiosk's centre.toml does not know it."""
    languages = centre.languages
    return (
        *said(name(centre), BODY_CAP_DOTS, 0, languages),
        RULE,
        *said(texts.your_ticket, TITLE_CAP_DOTS, 16, languages),
        *(said(name(service), BODY_CAP_DOTS, 10, languages) if service else ()),
    )


def body(reply: TicketReply, time_zone: str, languages: Sequence[Language] = ("uk",)) -> tuple[Line, ...]:
    """Return the number, the booked time, who is ahead and for how long, where to go, and when this was so.

    One given in an alert says first that it is good after it; of one that the kiosk gave by itself nobody knows who is
    ahead. Times are the centre's wall clock.
    """
    if isinstance(reply, OwnTicket):
        return _given_alone(reply, time_zone, languages)
    return (
        Line(reply.ticket, NUMBER_CAP_DOTS, gap_dots=0),
        *(said(texts_alarms.after_alert, STRONG_CAP_DOTS, 0, languages) if reply.after_alert else ()),
        *said(
            lambda language: _due(reply, time_zone, language), STRONG_CAP_DOTS, 8 if reply.after_alert else 0, languages
        ),
        *said(
            lambda language: texts.ahead(reply.ahead, language),
            STRONG_CAP_DOTS,
            8 if reply.due or reply.after_alert else 0,
            languages,
        ),
        *said(lambda language: _wait(reply, time_zone, language), BODY_CAP_DOTS, 8, languages),
        *said(lambda language: texts.windows(reply.windows, language), STRONG_CAP_DOTS, 8, languages),
        *said(lambda language: _issued(reply, time_zone, language), BODY_CAP_DOTS, 16, languages),
    )


def _given_alone(own: OwnTicket, time_zone: str, languages: Sequence[Language]) -> tuple[Line, ...]:
    """Return the number, where to go, how the place is found, and when it was given if a clock can be believed."""
    issued = said(lambda language: _issued(own, time_zone, language), BODY_CAP_DOTS, 16, languages)
    return (
        Line(own.ticket, NUMBER_CAP_DOTS, gap_dots=0),
        *said(lambda language: texts.windows(own.windows, language), STRONG_CAP_DOTS, 0, languages),
        *said(texts.given_alone, BODY_CAP_DOTS, 16, languages),
        *(issued if own.timed else ()),
    )


def tail(centre: Centre) -> tuple[Line, ...]:
    """Return what is below: keep the ticket, what an alert means for it, where the shelter is, whom to phone."""
    languages, number = centre.languages, centre.phone.replace(" ", NO_BREAK)
    return (
        RULE,
        *said(texts.keep_ticket, BODY_CAP_DOTS, 14, languages),
        *said(texts.alert_keeps_ticket, BODY_CAP_DOTS, 16, languages),
        *said(lambda language: texts.shelter(centre.shelter, language), BODY_CAP_DOTS, 16, languages),
        *said(lambda language: texts.phone(number, language), BODY_CAP_DOTS, 16, languages),
    )


def said(
    text: Callable[[Language], str], cap_dots: int, gap_dots: int, languages: Sequence[Language]
) -> tuple[Line, ...]:
    """Return a text as its lines: Ukrainian, and small below it English where it is wanted; a text may be empty."""
    lines = [Line(_shown(text("uk"), "uk"), cap_dots, gap_dots)]
    if "en" in languages:
        lines.append(Line(_shown(text("en"), "en"), ENGLISH_CAP_DOTS, gap_dots=0))
    return tuple(line for line in lines if line.text)


def name(named: Centre | Service) -> Callable[[Language], str]:
    """Return how centre.toml names it in a language; its English may be empty."""
    return lambda language: named.name if language == "uk" else named.name_en


def _due(reply: TicketReply, time_zone: str, language: Language) -> str:
    return texts.appointment(reply.due, time_zone, language) if reply.due else ""


def _wait(reply: TicketReply, time_zone: str, language: Language) -> str:
    wait = reply.wait
    return texts.wait(wait.from_min, wait.to_min, wait.at, time_zone, language) if wait else ""


def _issued(reply: TicketReply, time_zone: str, language: Language) -> str:
    return f"{texts.date_line(reply.issued_at, time_zone, language)}, {texts.clock(reply.issued_at, time_zone)}"


def _shown(text: str, language: Language) -> str:
    """Return a text as a printer sets it: one kind of apostrophe, and numbers that keep their nouns."""
    return _GLUED[language].sub(NO_BREAK, texts.apostrophe(text))
