# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a page of the kiosk's screen looks like: pure. Ukrainian first, each language whole before the next.

Every capital is at least 7.3 mm high, 0.7 degrees at 600 mm (EN 301 549, 5.1.4). Where that leaves no room for all the
words, both languages say it shorter, the second first; then it goes. What a ground tells by its colour stands there in
words.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from centre import texts, texts_alarms, texts_closed
from centre.config import Centre, KioskScreen, Language
from centre.messages import ClosedReason
from centre.picture import Colour, Picture, Rect
from centre.sight import least_cap
from centre.stack import Part, largest, stack
from centre.typeset import SMALLEST, Style
from kiosk import words
from kiosk.pages import Kind, Page

VIEWING_MM = 600
"""From the eyes of whoever stands at a kiosk, or sits before it, to its screen."""


class Look(NamedTuple):
    """The ground of a page, its ink, and that of the second language."""

    ground: Colour
    ink: Colour
    second: Colour


CALM, BUSY, WRONG, SHUT = (
    Look("night", "snow", "mist"),
    Look("amber", "night", "night"),
    Look("rose", "night", "night"),
    Look("mist", "night", "night"),
)
LOOKS: dict[Kind, Look] = {
    "ready": CALM,
    "coming": BUSY,
    "alert": Look("siren", "snow", "snow"),
    "battery_low": WRONG,
    "not_printing": WRONG,
    "promised": WRONG,
    "none_given": SHUT,
    "closed": SHUT,
}

OUTAGES = {"power", "internet", "registry", "biometrics"}
"""Reasons that somebody may mend, or know more of."""

LARGEST, STEP, MARGIN, GAP = 0.14, 0.96, 0.01, 0.35
"""The largest capital and the margin, shares of the shorter side; the air between two languages, in capitals."""

PLAIN: dict[Kind, Callable[[Language], str]] = {"ready": words.press, "coming": words.coming}
"""Pages that say one thing, and no reason."""

Said = Sequence[str]
"""Sentences below each other."""


def picture(centre: Centre, screen: KioskScreen, page: Page) -> Picture:
    """Return the page; only a screen too small for the shortest words in 7.3 mm shows them smaller."""
    look, unit = LOOKS[page.kind], min(screen.width_px, screen.height_px)
    area = Rect(0, 0, screen.width_px, screen.height_px).inset(round(3 * MARGIN * unit), round(MARGIN * unit))
    ways = [_parts(way, look) for way in _ways([_said(centre, page, language) for language in centre.languages])]
    cap, parts = _chosen(area, ways, least_cap(screen, VIEWING_MM), LARGEST * unit)
    texts_set = stack(area, parts, cap, Style(look.ink, look.ground, "centre"))
    return Picture(screen.width_px, screen.height_px, look.ground, tuple(texts_set))


def _chosen(area: Rect, ways: Sequence[list[Part]], least: int, most: float) -> tuple[int, list[Part]]:
    """Return the first way that has room in legible capitals, and their height; else the last, as high as it can be."""
    for parts in ways:
        if cap := largest(area, parts, _caps(most, least)):
            return cap, parts
    return largest(area, ways[-1], _caps(least, SMALLEST)) or SMALLEST, ways[-1]


def _caps(most: float, least: int) -> Iterator[float]:
    """Yield heights from the largest to the least, which is tried last."""
    while most > least:
        yield most
        most *= STEP
    yield least


def _ways(spoken: Sequence[Sequence[Said]]) -> Iterator[list[Said]]:
    """Yield how it may be said, best first: the second language never says more than the first."""
    first, *others = spoken
    for second in others:
        pairs = [(i, j) for i in range(len(first)) for j in range(i, len(second))]
        yield from ([first[i], second[j]] for i, j in sorted(pairs, key=lambda pair: (sum(pair), pair)))
    yield from ([said] for said in first)


def _parts(way: Sequence[Said], look: Look) -> list[Part]:
    """Return the sentences, with air before a new language."""
    inks = (look.ink, look.second)
    return [
        Part(sentence, inks[min(i, 1)], above=GAP if i and not j else 0.0, even=True)
        for i, said in enumerate(way)
        for j, sentence in enumerate(said)
    ]


def _said(centre: Centre, page: Page, language: Language) -> Sequence[Said]:
    """Return what the page says in a language, and then the same ever shorter."""
    if page.kind in PLAIN:
        return [[PLAIN[page.kind](language)]]
    match page.kind:
        case "battery_low":
            return [[texts_alarms.battery_low(language)], [words.ends_soon(language)]]
        case "not_printing":
            return [[texts_closed.not_printing(language)], *_ask(words.none_printed(language), language)]
        case "promised":
            whole = [texts_closed.not_printing(language), words.promised(language)]
            return [whole, *_ask(words.not_yet_printed(language), language)]
        case "alert":
            return _alert(centre, language)
    return _closed(centre, page, language)


def _ask(wrong: str, language: Language) -> Sequence[Said]:
    """Return what is wrong in few words, and whom to ask."""
    return [[wrong, words.ask(language)], [wrong, words.ask_staff(language)]]


def _alert(centre: Centre, language: Language) -> Sequence[Said]:
    """Return the way to the shelter; where it is stands once at least, for its name has no translation."""
    headline, way = texts_alarms.alert(language), texts_alarms.go_to_shelter(centre.shelter, language)
    ways = [[headline, f"{way}.", words.after_alert(language)], [headline, f"{way}."]]
    short = [headline, f"{way.partition(': ')[0]}."]
    return ways if language == centre.languages[0] else [*ways, short]


def _closed(centre: Centre, page: Page, language: Language) -> Sequence[Said]:
    """Return why there are no tickets and what to do; those who have a code are told to use it, however short it is."""
    begins = texts.clock(page.opens_at, centre.time_zone) if page.opens_at else None
    ways = _reasoned(page.reason, language, begins) if page.reason else [[words.none_given(language)]]
    if page.reason is None or page.reason in OUTAGES:
        ways = [*ways, *_ask(words.none_now(language), language)]
    code = words.enter_code(language)
    return [*([*way, code] for way in ways), [words.none_now(language), code]] if page.booked else ways


def _reasoned(reason: ClosedReason, language: Language, begins: str | None) -> Sequence[Said]:
    short = words.reason(reason, language, begins)
    if reason in OUTAGES:
        return [[words.none_given_for(reason, language)], [short, words.ask(language)]]
    return [[texts_closed.service_closed(reason, language, begins)], [short]]
