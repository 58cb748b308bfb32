# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where a choice is on a touch screen now: read off the kiosk's log, found by whoever wants to touch it."""

from pathlib import Path

import pytest

from centre.errors import Unavailable
from simulator.touch_page import Target, TouchPage, drawn_at_s, leave, page_with, shown

LINE = (
    "1790000000.123 INFO kiosk.facing: page shown: menu language=uk targets=passport@40,120,301,90;more@40,240,100,90"
)
PAGE = TouchPage(
    at_s=1790000000.123,
    display=":7",
    kind="menu",
    language="uk",
    targets={"passport": Target(40, 120, 301, 90), "more": Target(40, 240, 100, 90)},
)


def test_the_line_of_a_kiosk_is_read() -> None:
    """Kind, language and each target with its place; the display is ours."""
    assert shown(LINE, ":7") == PAGE


def test_a_page_without_targets_is_a_page() -> None:
    """While the ticket is coming there is nothing to touch, and what was there before is there no more."""
    page = shown("1.0 INFO kiosk.facing: page shown: coming language=en targets=\n", ":7")
    assert page == TouchPage(at_s=1.0, display=":7", kind="coming", language="en", targets={})


def test_a_page_in_two_languages_is_a_page() -> None:
    """Where nobody can choose, both stand there."""
    page = shown("1.0 INFO kiosk.facing: page shown: closed language=uk+en targets=", ":7")
    assert page
    assert page.language == "uk+en"


@pytest.mark.parametrize(
    "line",
    [
        "1.0 INFO kiosk.facing: page shown: ready, drawn_ms=1.0",
        "1.0 INFO centre.screen_thread: drawn_ms=4.0",
        "1.0 INFO display.service: page shown: menu language=uk targets=a@1,2,3,4",
    ],
)
def test_other_lines_tell_of_no_page(line: str) -> None:
    """A kiosk that cannot be touched, the thread that draws, and other units say nothing about targets."""
    assert shown(line, ":7") is None


def test_the_moment_of_a_drawing_is_read() -> None:
    """Only then a finger may look for its target; an order to draw is none."""
    assert drawn_at_s("7.5 INFO centre.screen_thread: drawn_ms=4.0\n") == 7.5
    assert drawn_at_s(LINE) is None


def test_a_choice_is_touched_in_its_middle(tmp_path: Path) -> None:
    """What was left last is found: the display, and the middle of the target."""
    path = tmp_path / "kiosk-hall.touch"
    for page in (TouchPage(at_s=1.0, display=":6", kind="coming", language="uk", targets={}), PAGE):
        leave(path, page)
    page = page_with(path, "kiosk-hall", "passport")
    assert (page.display, page.targets["passport"].middle) == (":7", (190, 165))
    assert list(tmp_path.iterdir()) == [path]


def test_a_choice_that_is_not_on_the_page_is_one_sentence(tmp_path: Path) -> None:
    """It names the page, and what is on it."""
    path = tmp_path / "kiosk-hall.touch"
    leave(path, PAGE)
    with pytest.raises(Unavailable) as wrong:
        page_with(path, "kiosk-hall", "yes")
    assert str(wrong.value) == "'yes' is not on the page 'menu' of 'kiosk-hall' now. There is: passport, more."


def test_a_page_with_nothing_to_touch_says_so(tmp_path: Path) -> None:
    """While the ticket is coming no finger helps."""
    path = tmp_path / "kiosk-hall.touch"
    leave(path, TouchPage(at_s=1.0, display=":7", kind="coming", language="uk", targets={}))
    with pytest.raises(Unavailable) as wrong:
        page_with(path, "kiosk-hall", "yes")
    assert str(wrong.value) == "'yes' is not on the page 'coming' of 'kiosk-hall' now. There is: nothing to touch."


def test_a_kiosk_that_shows_no_page_says_so(tmp_path: Path) -> None:
    """It has been killed, or its screen is a window on a desktop."""
    with pytest.raises(Unavailable) as wrong:
        page_with(tmp_path / "kiosk-hall.touch", "kiosk-hall", "yes")
    assert str(wrong.value) == "'kiosk-hall' shows no page of a simulated touch screen now."
