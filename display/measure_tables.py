# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Two tables beside the hall's specimens, as Markdown: how large its texts are, how its colours contrast; pure."""

from collections.abc import Iterable, Iterator

from centre.config import CentreFile
from centre.contrast import contrast
from centre.picture import PALETTE, Arrow, Box, Colour, Picture
from display.measures import DOTS, Sizes, displays, measure, smallest

KINDS = {
    "newest": "новий виклик · newest call",
    "call": "інші виклики · other calls",
    "headline": "ТРИВОГА · alert",
    "way": "шлях до укриття · way to the shelter",
    "strip": "батарея · battery",
    "line": "черги · waiting line",
    "foot": "чому не підряд · why numbers jump",
    "clock": "годинник · clock",
}
LYING = {"lying": "", "upright": " ↕"}
NARROW = "*"
"""Marks a screen that is too narrow for its hall."""

FEW = 4
"""A pair of colours names so many states in which it is seen, or how many there are."""


def sizes_table(centre: CentreFile) -> str:
    """Return millimetres and minutes of arc of each kind of text, for every screen and distance."""
    head = ("екран · screen", "відстань · from", "потрібно · needed", "рядків · rows", *KINDS.values())
    return _table(head, (_size_row(which, sizes) for which in DOTS for sizes in every_size(centre, which)))


def every_size(centre: CentreFile, which: str) -> Iterator[Sizes]:
    """Yield each screen and distance, with the least sizes of its three numbers of dots."""
    for alike in displays(which):
        yield smallest([measure(centre, display) for display in alike])


def _size_row(which: str, sizes: Sizes) -> Iterator[str]:
    display = sizes.display
    yield f'{display.diagonal_inches:g}"{LYING[which]}{NARROW if sizes.too_narrow else ""}'
    yield f"{display.viewing_distance_m:g} m"
    yield f"{sizes.needed_mm:.0f}"
    yield str(sizes.rows)
    for kind in KINDS:
        yield f"{sizes.mm[kind]:.0f} · {sizes.arc_minutes(kind):.0f}′" if kind in sizes.mm else "–"


def contrasts_table(pictures: Iterable[tuple[str, Picture]]) -> str:
    """Return the contrast of every pair of colours that stands in the pictures, the least first."""
    head = ("знаки · ink", "тло · ground", "контраст · contrast", "де · where")
    found = sorted(pairs(pictures).items(), key=lambda pair: contrast(*pair[0]))
    rows = (
        (_colour(ink), _colour(ground), f"{contrast(ink, ground):.1f}", _where(where)) for (ink, ground), where in found
    )
    return _table(head, rows)


def pairs(pictures: Iterable[tuple[str, Picture]]) -> dict[tuple[Colour, Colour], list[str]]:
    """Return in which pictures each colour of a text or an arrow stands on which ground."""
    found: dict[tuple[Colour, Colour], dict[str, None]] = {}
    for name, picture in pictures:
        for pair in sorted({*_texts(picture), *_arrows(picture)}):
            found.setdefault(pair, {})[name] = None
    return {pair: list(names) for pair, names in found.items()}


def _texts(picture: Picture) -> Iterator[tuple[Colour, Colour]]:
    return ((text.colour, text.background) for text in picture.texts)


def _arrows(picture: Picture) -> Iterator[tuple[Colour, Colour]]:
    """Yield the colour of each arrow and of what lies under it."""
    ground: list[Box] = []
    for element in picture.elements:
        if isinstance(element, Box):
            ground.append(element)
        if isinstance(element, Arrow):
            under = [box.colour for box in ground if box.area.holds(element.area.left, element.area.top)]
            yield element.colour, under[-1] if under else picture.background


def _colour(name: Colour) -> str:
    red, green, blue = PALETTE[name]
    return f"{name} `#{red:02x}{green:02x}{blue:02x}`"


def _where(names: list[str]) -> str:
    return ", ".join(names) if len(names) <= FEW else f"{', '.join(names[:FEW])} +{len(names) - FEW}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    headings = list(head)
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
