# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a page of the kiosk's screen says: pure; it knows no pixels. Each text whole, then the same ever shorter."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from centre import texts, texts_alarms, texts_closed
from centre.config import Centre, CentreFile, Language
from centre.messages import ClosedReason, Refusal
from kiosk import labels, words
from kiosk.facts import OwnTicket
from kiosk.pages import Kind, Page

OUTAGES = {"power", "internet", "registry", "biometrics"}
"""Reasons that somebody may mend, or know more of."""

NUMBER_SHARES = (5.0, 4.0, 3.0, 2.0, 1.4)
"""How much higher than the words the number of a ticket is, best first."""


class Sentence(NamedTuple):
    """A text; ``share`` is its height of capitals over that of the page. ``quiet``: it may be in the second ink."""

    text: str
    share: float = 1.0
    quiet: bool = False


Said = Sequence[Sentence]
"""Sentences below each other."""


def said(centre: CentreFile, page: Page, language: Language, *, touch: bool) -> Sequence[Said]:
    """Return what the page says in a language, and then the same ever shorter; ``touch``: its choices are targets."""
    if page.kind in _TOLD:
        return _TOLD[page.kind](centre.centre, page, language)
    return _asked(centre, page, language, touch=touch)


def _plain(*ways: Sequence[str]) -> Sequence[Said]:
    return [[Sentence(text) for text in way] for way in ways]


def _asked(centre: CentreFile, page: Page, language: Language, *, touch: bool) -> Sequence[Said]:
    """Return what a page asks that waits for a press."""
    match page.kind:
        case "purposes":
            name = labels.name(centre, page.of, language)
            if touch:
                return _plain([name, words.what_for(language)], [name])
            open_ = [choice for choice in page.choices if choice.kind == "purpose" and choice.closed is None]
            purposes = ", ".join(labels.label(centre, choice, page, language) for choice in open_)
            return _plain([name, words.press_one(language), f"{purposes}."], [name, f"{purposes}."], [name])
        case "code":
            digits = [Sentence(_digits(page), 1.5)] if language == page.languages[0] else []
            return [[Sentence(text), *digits] for text in (words.key_in(language), words.key_in_briefly(language))]
        case "still_wait":
            service, ahead = labels.service_name(centre, page.of, language), f"{texts.ahead(page.ahead, language)}."
            question = words.still_wait(language) if touch else words.still_wait_buttons(language)
            short = question if touch else words.same_button(language)
            return [
                [Sentence(service, quiet=True), Sentence(ahead), Sentence(question)],
                *_plain([ahead, question], [ahead, short]),
            ]
        case "still_there":
            more = words.else_anew(language) if touch else words.press_any(language)
            return [[Sentence(words.still_there(language)), Sentence(more, quiet=True)]]
    headline = words.choose(language) if touch else words.press(language)
    host = Sentence(texts.apostrophe(_named(centre.centre, language)), 0.6, quiet=True)
    return [[host, Sentence(headline)], [Sentence(headline)]] if touch else [[Sentence(headline)]]


def _named(centre: Centre, language: Language) -> str:
    return (language == "en" and centre.name_en) or centre.name


def _digits(page: Page) -> str:
    """Return what is keyed in of a code, and a dash for each digit that lacks."""
    return " ".join(page.digits + "–" * (page.digits_of - len(page.digits)))


def _take(_centre: Centre, page: Page, language: Language) -> Sequence[Said]:
    """Return the ticket that is out: that it is to be taken, its number, where to go and who is ahead."""
    ticket = page.ticket
    if ticket is None:
        return _plain([words.take(language)])
    where = texts.windows(ticket.windows, language)
    ahead = "" if isinstance(ticket, OwnTicket) or ticket.due else texts.ahead(ticket.ahead, language)
    number = [ticket.ticket] if language == page.languages[0] else []
    ways: Sequence[Sequence[str]] = ([where, ahead], [where], [])
    return [
        [
            Sentence(words.take(language)),
            *(Sentence(text, share) for text in number),
            *(Sentence(text, quiet=i > 0) for i, text in enumerate(way) if text),
        ]
        for way in ways
        for share in NUMBER_SHARES
    ]


def _told(centre: Centre, page: Page, language: Language) -> Sequence[Said]:
    """Return why there is no ticket, as a slip would say it."""
    begins = texts.clock(page.opens_at, centre.time_zone) if page.opens_at else None
    if page.told is None:
        return _plain([texts_closed.code_alone(language)], *_ask(words.code_alone(language), language))
    reason = page.told.closed or ("alert" if page.told.reason == "alert" else None)
    if reason == "alert":
        return _alert(centre, page, language)
    whole = texts_closed.refused(page.told, language, begins)
    short = words.reason(reason, language, begins) if reason else _short(page.told, language)
    return _plain([whole], *_ask(short, language), *_ask(words.not_given(language), language))


def _short(refusal: Refusal, language: Language) -> str:
    """Return a refusal in few words."""
    if refusal.reason == "unknown_code":
        return words.unknown_code(language)
    return words.used_code(language) if refusal.reason == "used_code" else words.not_given(language)


def _ask(wrong: str, language: Language) -> Sequence[Sequence[str]]:
    """Return what is wrong in few words, and whom to ask."""
    return [[wrong, words.ask(language)], [wrong, words.ask_staff(language)]]


def _alert(centre: Centre, page: Page, language: Language) -> Sequence[Said]:
    """Return the way to the shelter; where it is stands once at least, for its name may have no translation."""
    headline = texts_alarms.alert(language)
    way = texts_alarms.way_to_shelter(centre, language)
    level = texts_alarms.threat(page.level, language) if page.level else ""
    threat = [f"{level}."] if level else []
    after = words.after_alert(language)
    ways = [[headline, *threat, f"{way}.", after], [headline, f"{way}.", after], [headline, f"{way}."]]
    short = [headline, f"{way.partition(': ')[0]}."]
    return _plain(*(ways if language == centre.languages[0] else [*ways, short]))


def _closed(centre: Centre, page: Page, language: Language) -> Sequence[Said]:
    """Return why there are no tickets and what to do; those who have a code are told to use it, however short it is."""
    begins = texts.clock(page.opens_at, centre.time_zone) if page.opens_at else None
    ways = _reasoned(page.reason, language, begins) if page.reason else [[words.none_given(language)]]
    if page.reason is None or page.reason in OUTAGES:
        ways = [*ways, *_ask(words.none_now(language), language)]
    code = words.enter_code(language)
    return _plain(*([*([*way, code] for way in ways), [words.none_now(language), code]] if page.booked else ways))


def _reasoned(reason: ClosedReason, language: Language, begins: str | None) -> Sequence[Sequence[str]]:
    short = words.reason(reason, language, begins)
    if reason in OUTAGES:
        return [[words.none_given_for(reason, language)], [short, words.ask(language)]]
    return [[texts_closed.service_closed(reason, language, begins)], [short]]


def _coming(_centre: Centre, _page: Page, language: Language) -> Sequence[Said]:
    return _plain([words.coming(language)])


def _battery_low(_centre: Centre, _page: Page, language: Language) -> Sequence[Said]:
    return _plain([texts_alarms.battery_low(language)], [words.ends_soon(language)])


def _not_printing(_centre: Centre, _page: Page, language: Language) -> Sequence[Said]:
    return _plain([texts_closed.not_printing(language)], *_ask(words.none_printed(language), language))


def _promised(_centre: Centre, _page: Page, language: Language) -> Sequence[Said]:
    whole = [texts_closed.not_printing(language), words.promised(language)]
    return _plain(whole, *_ask(words.not_yet_printed(language), language))


_TOLD: Mapping[Kind, Callable[[Centre, Page, Language], Sequence[Said]]] = {
    "coming": _coming,
    "take": _take,
    "told": _told,
    "battery_low": _battery_low,
    "not_printing": _not_printing,
    "promised": _promised,
    "alert": _alert,
    "none_given": _closed,
    "closed": _closed,
}
"""Pages that tell something; all others ask."""
