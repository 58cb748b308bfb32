# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Panels over windows: each over a window that its display hears of, told apart on its line, able to show a number."""

from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_displays import Panel, PanelLine
from tests.centre.changed import UNSET, put, told, warned

LINE = PanelLine(
    device="/dev/ttyUSB0",
    driver="qsystem",
    letters="cp1251",
    panels=(Panel(window=1, address=1), Panel(window=2, address=2)),
)
WHERE = "displays[0].panel_lines[0]"


def lined(centre: CentreFile, *lines: PanelLine) -> CentreFile:
    """Return the centre with these lines at its display."""
    return put(centre, "displays.0.panel_lines", lines)


def changed(centre: CentreFile, **more: Any) -> CentreFile:
    """Return the centre with one line that is otherwise."""
    return lined(centre, replace(LINE, **more))


def test_a_line_of_panels_is_good(small_centre: CentreFile) -> None:
    """And another for the other side of the same windows."""
    assert warned(lined(small_centre, LINE, replace(LINE, device="/dev/ttyUSB1"))) == warned(small_centre)


def test_an_ascii_panel_alone_needs_no_address(small_centre: CentreFile) -> None:
    """Whoever hears the line is meant."""
    alone = (Panel(window=1),)
    assert told(changed(small_centre, driver="ascii", panels=alone)) == []
    assert told(changed(small_centre, panels=alone)) == [
        f'{WHERE}.panels[0].address: missing; every panel of driver = "qsystem" needs one'
    ]


@pytest.mark.parametrize(
    ("driver", "panel", "complaint"),
    [
        ("qsystem", Panel(window=3, address=2), "window: 3: no such window; expected a number from [[windows]]"),
        (
            "qsystem",
            Panel(window=1, address=2),
            f"window: window 1 is already used by another panel of this line ({WHERE}.panels[0].window)",
        ),
        (
            "qsystem",
            Panel(window=2, address=1),
            f"address: address 1 is already used by window 1's panel ({WHERE}.panels[0].address)",
        ),
        ("ascii", Panel(window=2), "address: missing; only a panel that is alone on its line needs none"),
        (
            "ascii",
            Panel(window=2, address=100),
            'address: 100: expected 0 to 99: driver = "ascii" sends it in two digits',
        ),
    ],
)
def test_two_panels_of_a_line_are_told_apart(
    small_centre: CentreFile, driver: Any, panel: Panel, complaint: str
) -> None:
    """By address, and each over a window of its own."""
    both = changed(small_centre, driver=driver, panels=(LINE.panels[0], panel))
    assert told(both) == [f"{WHERE}.panels[1].{complaint}"]


def test_a_panel_hangs_over_a_window_of_the_zone(small_centre: CentreFile) -> None:
    """Its display hears nothing of the others."""
    assert told(put(lined(small_centre, LINE), "displays.0.windows", (1,))) == [
        (
            f"{WHERE}.panels[1].window: 2: not in the zone of this display, which hears nothing of that window;"
            " add it to its windows, or have the panel at another display"
        )
    ]
    assert told(put(lined(small_centre, LINE), "displays.0.windows", (2, 1))) == []


def test_a_port_has_one_line(small_centre: CentreFile) -> None:
    """Two tables for one device would shout each other down."""
    assert told(lined(small_centre, LINE, LINE)) == [
        f'displays[0].panel_lines[1].device: "/dev/ttyUSB0" is already used by another line ({WHERE}.device)'
    ]


def test_letters_that_a_panel_has_not_are_warned_of(small_centre: CentreFile) -> None:
    """П012 and Ш012 would both be 012 over one window; of the second line only its own window's services count."""
    first, second = LINE.panels
    lines = (
        replace(LINE, letters="latin", panels=(first,)),
        replace(LINE, device="b", letters="latin", panels=(second,)),
    )
    advice = 'choose letters that look like Latin ones (А В Е І К М Н О Р С Т У Х), or panels with "cp1251"'
    said = "of services cannot be shown by these panels, only the digits"
    assert warned(lined(small_centre, *lines))[-2:] == [
        f'{WHERE}.letters: "latin": "П" and "Ш" {said}; {advice}',
        f'displays[0].panel_lines[1].letters: "latin": "П" {said}; {advice}',
    ]
    assert warned(changed(small_centre, letters="none")) == warned(small_centre)


def test_a_panel_without_room_for_the_letter_is_warned_of(small_centre: CentreFile) -> None:
    """Three places hold three digits; numbers from 1000 need one more."""
    said = "of services cannot be shown by these panels, only the digits"
    advice = 'take wider panels, or say letters = "none"'
    assert warned(changed(small_centre, width=3))[-1] == (f'{WHERE}.width: 3: "А", "М", "П" and "Ш" {said}; {advice}')
    ranged = put(small_centre, "order.priority_numbers", "own_range")
    assert warned(changed(ranged, width=4))[-1].startswith(f"{WHERE}.width: 4: ")
    assert warned(changed(ranged, width=5)) == warned(ranged)


def test_more_panels_than_can_blink_are_warned_of(small_centre: CentreFile) -> None:
    """Six do at 9600 baud; at 1200 the bytes themselves take longer."""
    window = small_centre.windows[0]
    numbers = range(1, 8)
    many = replace(
        small_centre,
        windows=tuple(replace(window, number=n, services=tuple(s.id for s in small_centre.services)) for n in numbers),
        desks=tuple(replace(small_centre.desks[0], id=f"desk-{n}", window=n) for n in numbers),
    )
    panels = tuple(Panel(window=n, address=n) for n in numbers)
    assert not [said for said in warned(changed(many, panels=panels[:6])) if "blinks" in said]
    assert warned(changed(many, panels=panels))[-1] == (
        f"{WHERE}.panels: 7 on one line: called all at once, each blinks once in 4.3 s, which looks steady;"
        " spread them over lines of at most 6"
    )
    assert "at most 5" in warned(changed(many, panels=panels[:6], baud=1200))[-1]


@pytest.mark.parametrize("field", ["device", "driver", "panels", "baud", "width", "letters"])
def test_an_unreadable_line_has_no_consequences(small_centre: CentreFile, field: str) -> None:
    """What the reader has complained of already is not complained of again."""
    assert told(changed(small_centre, **{field: () if field == "panels" else UNSET})) == []


@pytest.mark.parametrize("field", ["window", "address"])
def test_an_unreadable_panel_has_no_consequences(small_centre: CentreFile, field: str) -> None:
    """Nor those of its neighbours."""
    wrong = replace(LINE.panels[0], **{field: UNSET})
    assert told(changed(small_centre, panels=(wrong, LINE.panels[1]))) == []
