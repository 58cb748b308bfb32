# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a bank of recordings holds: every word of a call, and the sentences that are always the same; pure.

Of numbers up to 99 each is a piece of its own, so that those of nearly all windows are spoken in one breath; the
hundreds go before them.
"""

from collections.abc import Iterator

from centre import texts_alarms
from centre.config import Language
from centre.joining import key
from centre.numerals import number
from centre.spoken import sentences
from centre.spoken_words import LETTERS

SILENT = "Ь"
"""No service may have it for a letter: no word begins with it, and its name is two words."""

_BEGINNINGS: dict[Language, tuple[str, ...]] = {
    "uk": ("Талон", "Вікно номер", "Увага!"),
    "en": ("Ticket", "Window number", "Attention!"),
}
"""How a call begins (display/spoken_calls.py), and what comes before an alert."""


def pieces(language: Language) -> tuple[str, ...]:
    """Return the text of each piece, in an order that stays, with the mark by which it ends or goes on."""
    return tuple({key(text): text for text in (*_of_alerts(language), *_of_calls(language))}.values())


def _of_calls(language: Language) -> Iterator[str]:
    yield from _BEGINNINGS[language]
    for letter, name in LETTERS[language].items():
        if letter != SILENT:
            yield f"{name},"
    yield from (f"{number(digit, language)}," for digit in range(10))
    yield from (f"{number(value, language)}." for value in range(100))
    for hundreds in range(100, 1000, 100):
        yield f"{number(hundreds, language)}."
        # «сто», "one hundred and": what stands before the rest.
        yield number(hundreds + 1, language).removesuffix(number(1, language)).strip()


def _of_alerts(language: Language) -> Iterator[str]:
    for text in (
        *(texts_alarms.warning(level, language) for level in ("unknown", "red", "yellow")),
        *(texts_alarms.threat(level, language) for level in ("red", "yellow")),
        texts_alarms.go_to_shelter("", language),
        texts_alarms.tickets_kept(language),
        texts_alarms.reception_goes_on(language),
        texts_alarms.in_shelter((), language),
        texts_alarms.all_clear(language),
        texts_alarms.called_first(language),
        texts_alarms.unheard(language),
        texts_alarms.on_battery(language),
        texts_alarms.battery_low(language),
    ):
        for sentence in sentences(text, language):
            # A headline has no mark; spoken, it ends all the same.
            yield sentence.text if sentence.text.endswith(".") else f"{sentence.text}."
