# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The doctor waits for a finger: by the service's own screen thread, on a private X server, or on one without input."""

import time
from collections.abc import Callable, Iterator

import pytest

from centre.config_kiosks import KioskScreen
from centre.touched import Touched
from centre.trial_marks import NOT_FELT, PART, marks
from centre.trial_touch import touch
from centre.trials import Finding, Skipped
from cherha.doctor_person import Nobody
from simulator import finger
from simulator.touch_screen import TouchScreen

SCREEN = KioskScreen(touch=True)
PLACES = {mark.name: (mark.x, mark.y) for mark in marks(SCREEN)}


class Toucher(Nobody):
    """Does something when a mark is to be touched; ``told`` is what was said."""

    there = True

    def __init__(self, act: Callable[[str], object], press_s: float = 20.0) -> None:
        super().__init__(press_s)
        self._act, self.told = act, list[str]()

    def tell(self, text: str) -> None:
        """Act, if it is a mark."""
        self.told.append(text)
        if text.startswith("Touch"):
            self._act(text.split(": ")[1].removesuffix("."))


@pytest.fixture
def panel(monkeypatch: pytest.MonkeyPatch) -> Iterator[TouchScreen]:
    """Return a touch screen that this process draws on."""
    with TouchScreen(SCREEN.width_px, SCREEN.height_px) as made:
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        yield made


def test_a_finger_hits_five_marks(panel: TouchScreen) -> None:
    """Each is named before it is touched, and what was felt of it is said at once."""
    person = Toucher(lambda name: finger.touch(panel.display, *PLACES[name], hold_s=0.0))
    assert touch(person, SCREEN, "the test") == Finding(PART, "works", "all 5 marks hit, within 1 mm")
    assert person.told[:4] == [
        "Touch the mark (1 of 5): top-left.",
        "Felt 0 mm from it.",
        "Touch the mark (2 of 5): top-right.",
        "Felt 0 mm from it.",
    ]


@pytest.mark.parametrize(("before_s", "after_s"), [(-60.0, 0.0), (0.0, 60.0)])
def test_only_the_touch_that_was_asked_for_counts(
    monkeypatch: pytest.MonkeyPatch, before_s: float, after_s: float
) -> None:
    """Not one on glass that was touched before, and not the same finger that comes down a second time."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")

    def act(name: str) -> None:
        elsewhere = Touched(0, 0, time.monotonic() + (before_s or after_s))
        meant = Touched(*PLACES[name], time.monotonic())
        for touched in (elsewhere, meant) if before_s else (meant, elsewhere):
            person.inbox.put(touched)

    person = Toucher(act)
    assert touch(person, SCREEN, "the test") == Finding(PART, "works", "all 5 marks hit, within 1 mm")


def test_a_panel_that_feels_nothing_is_asked_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits five times for it."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    person = Toucher(lambda _: None, press_s=0.1)
    assert touch(person, SCREEN, "the test") == Finding(PART, "broken", "nothing felt in 0.1 s, at 2 marks", NOT_FELT)
    assert person.told == ["Touch the mark (1 of 5): top-left.", "Touch the mark (2 of 5): top-right."]


def test_whoever_goes_on_has_not_tried_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter at any mark is the next part."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")

    def skip(_: str) -> None:
        raise Skipped

    assert touch(Toucher(skip), SCREEN, "the test") == Finding(PART, "untried", "skipped")


def test_with_nobody_there_no_mark_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """No screen is even opened: this driver has none."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "slate")
    assert touch(Nobody(1.0), SCREEN, "the test") == Finding(PART, "untried", "nobody touched it")
