# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one catalogue of public texts: English in the code, Ukrainian in ``locale/uk.po``; it knows no text itself.

All that a language needs is read at its first text: a service that shows nothing pays nothing for it, and one that
shows something has it ready before the first citizen comes, because heads of tickets and frames are made at the start.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from centre.config import Language

if TYPE_CHECKING:
    from babel.core import Locale

LOCALES: Mapping[Language, str] = {"uk": "uk_UA", "en": "en_GB"}

FORMS: Mapping[Language, Sequence[str]] = {"uk": ("one", "few", "many"), "en": ("one", "other")}
"""Unicode's names of the forms that go with whole numbers, in the order in which a catalogue lists them."""

CATALOGUE = files("centre") / "locale" / "uk.po"


class _Tongue(NamedTuple):
    """A language: its names of days, the form that goes with a number, and the forms of each English text."""

    locale: "Locale"
    form: Callable[[int], str]
    translations: Mapping[str, Sequence[str]]


def say(msgid: str, language: Language, **values: object) -> str:
    """Return the text in the language, its ``{placeholders}`` filled with ``values``.

    ``msgid`` is the English text, written out where this is called: by it Babel finds what has to be translated.
    Whatever the catalogue lacks is said in English rather than not at all; tests see to it that it lacks nothing.
    """
    form, *_ = _tongue(language).translations.get(msgid, (msgid,))
    return form.format(**values)


def counted(singular: str, plural: str, number: int, language: Language, **values: object) -> str:
    """Return the text in the form that goes with ``number`` (1 особа, 2 особи, 5 осіб), which fills ``{number}``.

    Which form that is are the plural rules of Unicode's CLDR; else as :func:`say`.
    """
    forms = _tongue(language).translations.get(singular)
    spoken: Language = language if forms else "en"
    form = FORMS[spoken].index(_tongue(spoken).form(number))
    return (forms or (singular, plural))[form].format(number=number, **values)


def calendar(day: date, pattern: str, language: Language) -> str:
    """Return a day by CLDR's names and ``pattern``: ``full``, or ``EEEE, d MMMM``."""
    from babel.dates import format_date  # noqa: PLC0415 - see the module's docstring

    # CLDR sets narrow spaces, which neither code pages nor all typefaces have.
    return format_date(day, pattern, _tongue(language).locale).replace("\N{NARROW NO-BREAK SPACE}", " ")


@functools.cache
def _tongue(language: Language) -> _Tongue:
    from babel.core import Locale  # noqa: PLC0415 - see the module's docstring

    locale = Locale.parse(LOCALES[language])
    return _Tongue(locale, locale.plural_form, _translations() if language == "uk" else {})


def _translations() -> Mapping[str, Sequence[str]]:
    from babel.messages.pofile import read_po  # noqa: PLC0415 - see the module's docstring

    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, "uk")
    return {_tuple(message.id)[0]: _tuple(message.string) for message in catalogue if message.id and message.string}


def _tuple(forms: str | Sequence[str]) -> tuple[str, ...]:
    return (forms,) if isinstance(forms, str) else tuple(forms)
