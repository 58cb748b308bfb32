# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The sentence at the foot of the screen that says why numbers jump; it knows centre.toml, no queue and no place."""

from collections.abc import Iterator

from centre import texts
from centre.config import CentreFile
from centre.picture import Element, Rect
from centre.stack import Part, height, largest, stack
from centre.typeset import SMALLEST, Style, wrap

CAPS = (0.02, 0.0185, 0.017, 0.016, 0.015, 0.014)
"""Heights of its capitals as shares of the screen's shorter side: the last but one fills one line beside a panel at
16:9, the last is for where nothing else has room."""


def can_jump(centre: CentreFile) -> bool:
    """Return whether the hall of this centre can see numbers called out of their order.

    They jump where a window serves several services, where services of one letter have windows of their own, and
    where a kiosk checks in appointments or gives priority.
    """
    several = any(len(window.services) > 1 for window in centre.windows)
    letters = [service.letter for service in centre.services]
    return several or can_be_passed(centre) or len(set(letters)) < len(letters)


def can_be_passed(centre: CentreFile) -> bool:
    """Return whether a kiosk of this centre checks in appointments or gives priority."""
    buttons = [button for kiosk in centre.kiosks for button in kiosk.buttons]
    return any(button.priority or button.digit is not None for button in buttons)


def sentences(centre: CentreFile) -> tuple[str, ...]:
    """Return the sentence in each language of the centre, nothing where numbers cannot jump."""
    if not can_jump(centre):
        return ()
    passed = can_be_passed(centre)
    return tuple(texts.why_numbers_jump(language, passed=passed) for language in centre.centre.languages)


def heights(said: tuple[str, ...], unit: int, room: int) -> list[int]:
    """Return the heights that the sentences take ``room`` pixels wide, best first: few lines before large letters."""
    usual = sorted(_caps(unit)[:-1], key=lambda cap: sum(len(wrap(text, cap, room)) for text in said))
    found = [height(parts_of(said), cap, room) for cap in (*usual, _caps(unit)[-1])]
    return [high for high in found if high is not None]


def footnote(area: Rect, said: tuple[str, ...], unit: int) -> Iterator[Element]:
    """Draw the sentences as large as the area lets them; ``unit`` is the screen's shorter side."""
    parts = parts_of(said)
    cap = largest(area, parts, _caps(unit))
    if cap is not None:
        yield from stack(area, parts, cap, Style("mist"))


def _caps(unit: int) -> list[int]:
    return [max(int(share * unit), SMALLEST) for share in CAPS]


def parts_of(said: tuple[str, ...]) -> list[Part]:
    """Return the sentences as they are set, all in one size: neither language is small print."""
    return [Part(text, "mist") for text in said]
