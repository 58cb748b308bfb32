# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What five touches mean: where the marks are, what hits, which turn it is, and that its cure cures it."""

from collections.abc import Callable

import pytest

from centre.config_kiosks import KioskScreen
from centre.picture import Box
from centre.sight import pixels_per_mm
from centre.touched import Touched
from centre.trial_marks import ASTRAY, DEAD, NOT_FELT, PART, TURNS, Turn, enough, finding, marks
from centre.trial_picture import mark
from centre.trials import Finding

SCREEN = KioskScreen(touch=True)
SCREENS = pytest.mark.parametrize(
    "screen", [SCREEN, KioskScreen(diagonal_inches=5, width_px=480, height_px=800), KioskScreen(width_px=1280)]
)
Panel = Callable[[float, float], tuple[float, float]]

PANELS: dict[str, Panel] = {
    "mirrored left to right": lambda u, v: (1 - u, v),
    "mirrored top to bottom": lambda u, v: (u, 1 - v),
    "turned by 180 degrees": lambda u, v: (1 - u, 1 - v),
    "turned by 90 degrees clockwise": lambda u, v: (1 - v, u),
    "turned by 90 degrees anticlockwise": lambda u, v: (v, 1 - u),
    "mirrored about the falling diagonal": lambda u, v: (v, u),
    "mirrored about the rising diagonal": lambda u, v: (1 - v, 1 - u),
}
"""Where a panel feels what is touched, in shares of the screen: the top-left corner, turned clockwise, is top-right."""


def felt(
    screen: KioskScreen, panel: Panel = lambda u, v: (u, v), *, right_mm: float = 0, down_mm: float = 0
) -> list[Touched]:
    """Return what such a panel feels of a finger that is so far from each mark."""
    touches = []
    for x, y in ((m.x, m.y) for m in marks(screen)):
        u, v = panel(
            (x + right_mm * pixels_per_mm(screen)) / (screen.width_px - 1),
            (y + down_mm * pixels_per_mm(screen)) / (screen.height_px - 1),
        )
        touches.append(Touched(round(u * (screen.width_px - 1)), round(v * (screen.height_px - 1)), 0.0))
    return touches


@SCREENS
def test_the_marks_are_in_the_corners_and_in_the_middle(screen: KioskScreen) -> None:
    """Twelve millimetres from the edges, to half a pixel more; each is drawn with its ring within the screen."""
    per_mm, places = pixels_per_mm(screen), marks(screen)
    assert [place.name for place in places] == ["top-left", "top-right", "bottom-left", "bottom-right", "middle"]
    for place in places[:4]:
        assert abs(min(place.x, screen.width_px - 1 - place.x) - 12 * per_mm) <= 0.5
        assert abs(min(place.y, screen.height_px - 1 - place.y) - 12 * per_mm) <= 0.5
    for place in places:
        areas = [element.area for element in mark(screen, place.x, place.y, "Touch the mark (5 of 5)").elements]
        assert all(a.left >= 0 and a.top >= 0 for a in areas)
        assert all(a.right <= screen.width_px and a.bottom <= screen.height_px for a in areas)


@SCREENS
def test_a_mark_is_drawn_where_it_is_to_be_hit(screen: KioskScreen) -> None:
    """Its cross covers the pixel, and no word covers the mark."""
    for place in marks(screen):
        picture = mark(screen, place.x, place.y, "Touch the mark (5 of 5)")
        boxes = [element for element in picture.elements if isinstance(element, Box)]
        assert [box.colour for box in boxes if box.area.holds(place.x, place.y)] == ["snow", "snow"]
        (words,) = picture.texts
        ring = [box.area for box in boxes]
        assert words.area.top >= max(a.bottom for a in ring) or words.area.bottom <= min(a.top for a in ring)


@pytest.mark.parametrize(
    ("right_mm", "down_mm", "within"), [(0, 0, 1), (3, -3.9, 5), (-9.8, 0, 10), (0, 9.8, 10), (0.5, 0, 1)]
)
def test_a_touch_within_ten_millimetres_hits(right_mm: float, down_mm: float, within: int) -> None:
    """On all sides; the worst is told, rounded up to a millimetre."""
    touches = felt(SCREEN, right_mm=right_mm, down_mm=down_mm)
    assert finding(SCREEN, touches, 20) == Finding(PART, "works", f"all 5 marks hit, within {within} mm")


def test_a_miss_is_told_in_millimetres_with_its_way() -> None:
    """Each that missed by its name; those that hit are not told."""
    touches: list[Touched | None] = [*felt(SCREEN)[:1], *felt(SCREEN, right_mm=-15, down_mm=4)[1:2], *felt(SCREEN)[2:]]
    assert finding(SCREEN, touches, 20) == Finding(
        PART, "broken", "top-right felt 15 mm left, 4 mm down of its mark", ASTRAY
    )


@SCREENS
@pytest.mark.parametrize("called", PANELS)
def test_each_turn_is_told_from_each_other(screen: KioskScreen, called: str) -> None:
    """Also by a finger that is six millimetres beside each mark, and when the middle, or a corner, was not felt."""
    turn = next(turn for turn in TURNS if turn.called == called)
    for touches in (felt(screen, PANELS[called]), felt(screen, PANELS[called], right_mm=4, down_mm=-4)):
        for silent in (None, 0, 4):
            heard = [None if n == silent else touched for n, touched in enumerate(touches)]
            found = finding(screen, heard, 20)
            assert (found.verdict, found.says) == ("broken", f"touches are {called}")
            assert f'"{turn.matrix}"' in found.todo
            assert f"config.txt: {turn.overlay}. " in found.todo


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.called)
def test_a_cure_cures(turn: Turn) -> None:
    """The matrix, as libinput multiplies it, and the overlay, as the kernel does it, bring each touch to its finger."""
    a, b, c, d, e, f = map(float, turn.matrix.split())
    for u, v in ((0.1, 0.2), (0.9, 0.3), (0.5, 0.5)):
        x, y = PANELS[turn.called](u, v)
        assert (a * x + b * y + c, d * x + e * y + f) == pytest.approx((u, v))
        assert by_kernel(turn.overlay.split(","), x, y) == pytest.approx((u, v))


def by_kernel(words: list[str], x: float, y: float) -> tuple[float, float]:
    """Return what touchscreen_apply_prop_to_x_y of Linux does: it inverts, then it exchanges."""
    x, y = 1 - x if "invx" in words else x, 1 - y if "invy" in words else y
    return (y, x) if "swapxy" in words else (x, y)


@pytest.mark.parametrize(
    ("felt_at", "says", "todo"),
    [
        ([False, False], "nothing felt in 20 s, at 2 marks", NOT_FELT),
        ([True, True, False, True, True], "nothing felt at bottom-left", DEAD),
        ([False, True, True, False, True], "nothing felt at top-left, bottom-right", DEAD),
    ],
)
def test_what_is_not_felt_is_cable_or_glass(felt_at: list[bool], says: str, todo: str) -> None:
    """Nowhere: the panel is not there; somewhere: it is, and a part of it is dead."""
    touches = [touched if there else None for there, touched in zip(felt_at, felt(SCREEN), strict=False)]
    assert finding(SCREEN, touches, 20) == Finding(PART, "broken", says, todo)


def test_a_miss_and_a_dead_corner_are_both_told() -> None:
    """With what to do about each."""
    touches = [None, felt(SCREEN, down_mm=30)[1], *felt(SCREEN)[2:]]
    found = finding(SCREEN, touches, 20)
    assert found.says == "top-right felt 30 mm down of its mark; nothing felt at top-left"
    assert found.todo == f"{ASTRAY} {DEAD}"


@pytest.mark.parametrize(
    ("touches", "over"), [([], False), ([None], False), ([None, None], True), ([Touched(0, 0, 0.0), None], False)]
)
def test_after_two_silent_marks_nobody_waits_for_more(touches: list[Touched | None], over: bool) -> None:  # noqa: FBT001
    """A panel that feels nothing is not asked five times."""
    assert enough(touches) is over
