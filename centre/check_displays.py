# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of displays: what each is made of, the windows of its zone, the hours of its voice; knows no panel."""

from collections.abc import Iterator

import msgspec

from centre.check_hours import apart
from centre.check_names import Use, used_twice
from centre.config import CentreFile
from centre.config_displays import Display, Voice
from centre.hints import shown
from centre.toml_reader import Slip, was_read

OF_A_SCREEN = ("diagonal_inches", "viewing_distance_m", "width_px", "height_px", "battery_brightness")

_UNWRITTEN = {field.name: field.default for field in msgspec.structs.fields(Display)}
"""What each key is when nobody has written it into the file."""


def displays(centre: CentreFile) -> Iterator[Slip]:
    """Yield zones that name a window twice, displays of nothing or with keys of a screen they lack, wrong hours."""
    for i, display in enumerate(centre.displays):
        path = f"displays[{i}]"
        yield from used_twice(
            Use(f"{path}.windows[{j}]", number, shown(number), "the same zone")
            for j, number in enumerate(display.windows)
        )
        if display.screen is False:
            yield from _screenless(display, path)
        if display.voice is not None:
            quieter = enumerate(display.voice.quieter)
            yield from apart([(f"{path}.voice.quieter[{j}].hours", one.hours) for j, one in quieter], every_day=True)


def unseen(centre: CentreFile) -> Iterator[Slip]:
    """Yield the windows in no display's zone; a centre without displays calls by mouth, and knows it."""
    told = set[int]().union(*map(_zone, centre.displays))
    if not centre.displays or any(not display.windows and _tells_all(display) for display in centre.displays):
        return
    for i, window in enumerate(centre.windows):
        if window.number not in told:
            text = f"{window.number}: in no display's zone: it is called where nobody sees or hears it"
            yield Slip(f"windows[{i}].number", f"{text}; add it to the windows of a display")


def voiceless(centre: CentreFile) -> Iterator[Slip]:
    """Yield voices that are never heard."""
    for i, display in enumerate(centre.displays):
        if display.voice is not None and not _ever_heard(display.voice):
            text = "0: nothing is ever announced; expected more, at some hours at least"
            yield Slip(f"displays[{i}].voice.volume", f"{text}, or no [displays.voice]")


def _screenless(display: Display, path: str) -> Iterator[Slip]:
    if display.voice is None and not display.panel_lines:
        text = "false: a display of nothing; add [displays.voice] or [[displays.panel_lines]], or let it have a screen"
        yield Slip(f"{path}.screen", text)
    for key in OF_A_SCREEN:
        value = getattr(display, key)
        if was_read(value) and value != _UNWRITTEN[key]:
            yield Slip(f"{path}.{key}", f"{value:g}: of a screen, and screen = false; remove one of them")


def _zone(display: Display) -> set[int]:
    """Return the windows whose calls this display tells: of its zone, without screen and voice those with a panel."""
    if _tells_all(display):
        return set(display.windows)
    return {panel.window for line in display.panel_lines for panel in line.panels}


def _tells_all(display: Display) -> bool:
    """Return whether every call of its zone is told here."""
    return display.screen or display.voice is not None


def _ever_heard(voice: Voice) -> bool:
    return voice.volume > 0 or any(quieter.volume > 0 for quieter in voice.quieter)
