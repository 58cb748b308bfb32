# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of the panels over windows: each over a window of its zone, told apart; and what they cannot show."""

from collections.abc import Iterator

from centre.check_names import Use, used_twice
from centre.config import CentreFile
from centre.config_displays import Display, PanelLine
from centre.hints import listed, shown
from centre.panel_pace import SLOWEST_S, most, period_s
from centre.panel_text import written
from centre.toml_reader import Slip, was_read

LARGEST_IN_TWO_DIGITS = 99
"""What ``ascii`` has for an address."""

Lines = Iterator[tuple[Display, PanelLine, str]]


def panels(centre: CentreFile) -> Iterator[Slip]:
    """Yield panels over no window, or one that is not the display's; what two panels, or two lines, both have."""
    for i, display in enumerate(centre.displays):
        yield from used_twice(
            Use(f"displays[{i}].panel_lines[{j}].device", line.device, shown(line.device), "another line")
            for j, line in enumerate(display.panel_lines)
        )
    for display, line, path in _lines(centre):
        yield from _windows(centre, display, line, path)
        yield from _addresses(line, path)


def crowded(centre: CentreFile) -> Iterator[Slip]:
    """Yield lines with more panels than can blink at once, as they do when windows call again after an alert."""
    for _, line, path in _lines(centre):
        count = len(line.panels)
        if period_s(count, line) > SLOWEST_S:
            said = f"{count} on one line: called all at once, each blinks once in {period_s(count, line):.1f} s"
            yield Slip(f"{path}.panels", f"{said}, which looks steady; spread them over lines of at most {most(line)}")


def left_off(centre: CentreFile) -> Iterator[Slip]:
    """Yield the letters that a line's panels have not, or no room for: two services then look alike.

    Panels that are said to have no letters are as they are, and nobody is told so.
    """
    first = "1000" if centre.order.priority_numbers == "own_range" else "001"
    for _, line, path in _lines(centre):
        lost = [letter for letter in _letters(centre, line) if written(f"{letter}{first}", line).isdecimal()]
        if lost and line.letters != "none":
            said = f"{listed(map(shown, lost))} of services cannot be shown by these panels, only the digits"
            key, value = _reason(lost, line, first)
            yield Slip(f"{path}.{key}", f"{value}: {said}; {_advice(key)}")


def _reason(lost: list[str], line: PanelLine, first: str) -> tuple[str, str]:
    """Return the key that is to blame, and its value: all letters have room, or they have not."""
    if max(map(len, lost)) + len(first) > line.width:
        return "width", str(line.width)
    return "letters", shown(line.letters)


def _advice(key: str) -> str:
    if key == "width":
        return 'take wider panels, or say letters = "none"'
    return 'choose letters that look like Latin ones (А В Е І К М Н О Р С Т У Х), or panels with "cp1251"'


def _lines(centre: CentreFile) -> Lines:
    for i, display in enumerate(centre.displays):
        for j, line in enumerate(display.panel_lines):
            yield display, line, f"displays[{i}].panel_lines[{j}]"


def _windows(centre: CentreFile, display: Display, line: PanelLine, path: str) -> Iterator[Slip]:
    known = [window.number for window in centre.windows]
    for i, panel in enumerate(line.panels):
        where = f"{path}.panels[{i}].window"
        if not all(map(was_read, (*known, *display.windows, panel.window))):
            continue
        if panel.window not in known:
            yield Slip(where, f"{panel.window}: no such window; expected a number from [[windows]]")
        elif display.windows and panel.window not in display.windows:
            text = f"{panel.window}: not in the zone of this display, which hears nothing of that window"
            yield Slip(where, f"{text}; add it to its windows, or have the panel at another display")
    yield from used_twice(
        Use(f"{path}.panels[{i}].window", panel.window, f"window {panel.window}", "another panel of this line")
        for i, panel in enumerate(line.panels)
    )


def _addresses(line: PanelLine, path: str) -> Iterator[Slip]:
    alone = line.driver == "ascii" and len(line.panels) == 1
    for i, panel in enumerate(line.panels):
        where = f"{path}.panels[{i}].address"
        if panel.address is None and not alone and was_read(line.driver):
            yield Slip(where, f"missing; {_why_an_address(line)}")
        elif line.driver == "ascii" and was_read(panel.address) and (panel.address or 0) > LARGEST_IN_TWO_DIGITS:
            yield Slip(where, f'{panel.address}: expected 0 to 99: driver = "ascii" sends it in two digits')
    yield from used_twice(
        Use(f"{path}.panels[{i}].address", panel.address, f"address {panel.address}", f"window {panel.window}'s panel")
        for i, panel in enumerate(line.panels)
        if panel.address is not None
    )


def _why_an_address(line: PanelLine) -> str:
    if line.driver == "ascii":
        return "only a panel that is alone on its line needs none"
    return f'every panel of driver = "{line.driver}" needs one'


def _letters(centre: CentreFile, line: PanelLine) -> list[str]:
    """Return the letters of the services that the windows below these panels give, each once."""
    windows = {panel.window for panel in line.panels}
    given = {service for window in centre.windows if window.number in windows for service in window.services}
    return list(dict.fromkeys(service.letter for service in centre.services if service.id in given))
