# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whose screen this is: the centre's name; over it, where the centre has several screens, for which windows it is."""

from collections.abc import Collection, Iterator, Sequence

from centre import texts
from centre.config import Centre
from centre.picture import Element, Rect
from centre.stack import SECOND, Part, largest, stack, with_second
from centre.texts import apostrophe
from centre.typeset import Style, Try, block

NAME = (0.034, 0.031, 0.028, 0.025, 0.022, 0.02, 0.0185, 0.017)
"""Capitals of the centre's name where a second language stands below, shares of the shorter side, largest first."""

ALONE = (0.034, 0.027, 0.024)
"""The same where it stands alone: in one line, in two, in three."""

ZONE = tuple(0.05 * 0.94**step for step in range(20))
"""The same of the windows: whoever is called to another one must not wait before this screen."""

ZONE_SECOND, NAME_BELOW = 0.6, 0.5
"""The second language's windows, and the centre's name below them, over the first's."""


def title(area: Rect, unit: int, centre: Centre, windows: Collection[int]) -> Iterator[Element]:
    """Draw it; ``windows`` is the screen's zone, empty where it is for all."""
    style = Style("mist")
    names = (centre.name, centre.name_en if "en" in centre.languages else "")
    named = [apostrophe(name) for name in names if name]
    zoned = _zoned(area, unit, centre, named[0], windows) if windows else []
    parts = [Part(text, style.colour, SECOND if i else 1.0) for i, text in enumerate(named)]
    cap, shown = with_second(area, parts, [share * unit for share in NAME]) if not zoned else (0, ())
    if zoned:
        yield from zoned
    elif len(shown) > 1:
        yield from stack(area, shown, cap, style)
    else:
        yield from block(area, named[0], [Try(share * unit, lines) for lines, share in enumerate(ALONE, 1)], style)


def _zoned(area: Rect, unit: int, centre: Centre, name: str, windows: Collection[int]) -> Sequence[Element]:
    """Return the windows as large as all that is said with them lets them be; the name goes before they get small."""
    said = [texts.windows(windows, language) for language in centre.languages]
    zone = [Part(text, "mist" if i else "snow", ZONE_SECOND if i else 1.0) for i, text in enumerate(said)]
    below = Part(name, "mist", NAME_BELOW)
    joined = Part(" · ".join(said), "snow")
    for parts in ([*zone, below], [joined, below], [zone[0], below], zone[:1]):
        caps = [share * unit for share in ZONE]
        if (cap := largest(area, parts, caps)) and (cap >= caps[len(caps) // 2] or parts == zone[:1]):
            return stack(area, parts, cap, Style("snow"))
    return block(area, said[0], [Try(ZONE[-1] * unit, 2)], Style("snow"))
