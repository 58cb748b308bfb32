# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How large the texts of the hall's pictures are, in millimetres and minutes of arc; pure: it draws nothing."""

import itertools
import math
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from centre import texts_alarms
from centre.config import CentreFile
from centre.config_displays import Display
from centre.messages import Board
from centre.picture import Picture
from centre.sight import LEAST_ANGLE, pixels_per_mm
from centre.texts import apostrophe, clock
from display import specimen_boards as boards
from display.footnote import sentences
from display.places import MARGIN
from display.row_size import row_in_caps
from display.specimen_pictures import picture
from display.specimen_states import Specimen

INCHES, METRES = (32, 43, 55), (3, 5, 8, 10)
DOTS = {"lying": ((1280, 720), (1920, 1080), (3840, 2160)), "upright": ((720, 1280), (1080, 1920), (2160, 3840))}
"""What a centre is likely to hang up, and how far its last chair is; 720p, 1080p and 4K, lying and upright."""

A_WORD = 3
"""Shorter lines may be part of anything."""


class Sizes(NamedTuple):
    """One screen at one distance: how many calls it shows at once, and each kind of text with its millimetres.

    ``too_narrow``: a row of calls as high as it should be would be wider than the screen.
    """

    display: Display
    rows: int
    mm: Mapping[str, float]
    too_narrow: bool

    @property
    def needed_mm(self) -> float:
        """Return how high a call must be: 0.7 degrees from the last chair."""
        return LEAST_ANGLE * self.display.viewing_distance_m * 1000

    def arc_minutes(self, kind: str) -> float:
        """Return how large a kind of text is from the last chair."""
        return 60 * math.degrees(math.atan(self.mm[kind] / (self.display.viewing_distance_m * 1000)))


def displays(upright: str) -> Iterator[list[Display]]:
    """Yield the screens of each inch and distance, one of each number of dots."""
    for inches, metres in itertools.product(INCHES, METRES):
        yield [
            Display(id="hall", diagonal_inches=inches, viewing_distance_m=metres, width_px=across, height_px=down)
            for across, down in DOTS[upright]
        ]


def measure(centre: CentreFile, display: Display) -> Sizes:
    """Return how large everything is on a display of this centre while many are called, and in an alert."""
    busy = boards.board(centre, boards.rush(centre))
    many = picture(Specimen("many", centre, busy), display)
    ailing = picture(Specimen("battery", centre, replace(busy, power="battery")), display)
    alarmed = picture(Specimen("alert", centre, boards.raised(busy, "red")), display)
    newest, others = busy.calls[0].ticket, [call.ticket for call in busy.calls[1:]]
    caps = {
        "newest": _highest(many, [newest]),
        "call": _least(many, others, whole=True),
        "strip": _least(ailing, [texts_alarms.on_battery()]),
        "line": _least(many, _names(centre)),
        "foot": _least(many, sentences(centre)),
        "headline": _least(alarmed, [texts_alarms.alert()]),
        "way": _least(alarmed, [texts_alarms.go_to_shelter(centre.centre.shelter)]),
        "clock": _least(many, [clock(boards.AT, centre.centre.time_zone)]),
    }
    scale = pixels_per_mm(display)
    found = {kind: cap / scale for kind, cap in caps.items() if cap}
    rows = sum(text.text in {newest, *others} for text in many.texts)
    return Sizes(display, rows, found, _too_narrow(busy, display))


def smallest(measured: Collection[Sizes]) -> Sizes:
    """Return the least of each size over screens that differ in their dots only."""
    first = next(iter(measured))
    kinds = {kind for sizes in measured for kind in sizes.mm}
    least = {kind: min(sizes.mm[kind] for sizes in measured if kind in sizes.mm) for kind in kinds}
    return first._replace(rows=min(sizes.rows for sizes in measured), mm=least)


def _too_narrow(board: Board, display: Display) -> bool:
    """Return whether the widest call at 0.7 degrees, with its air, is wider than the screen between its margins."""
    wide = row_in_caps([call.ticket for call in board.calls], [call.window for call in board.calls])
    needed_px = LEAST_ANGLE * display.viewing_distance_m * 1000 * pixels_per_mm(display)
    room_px = display.width_px - 2 * MARGIN * min(display.width_px, display.height_px)
    return wide * needed_px > room_px


def _names(centre: CentreFile) -> list[str]:
    """Return what stands in the waiting lines."""
    names = [service.name for service in centre.services] + [sphere.name for sphere in centre.spheres]
    return [apostrophe(name) for name in names]


def _least(shown: Picture, said: Collection[str], *, whole: bool = False) -> int:
    """Return the least capitals of the lines that are part of these texts, or are these; 0 where there are none."""
    return min(_caps(shown, said, whole=whole), default=0)


def _highest(shown: Picture, said: Collection[str]) -> int:
    return max(_caps(shown, said, whole=True), default=0)


def _caps(shown: Picture, said: Collection[str], *, whole: bool) -> list[int]:
    return [
        text.cap
        for text in shown.texts
        if text.text in said or (not whole and len(text.text) >= A_WORD and any(text.text in one for one in said))
    ]
