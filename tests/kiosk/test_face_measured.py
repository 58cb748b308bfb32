# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Every page of a kiosk's screen in millimetres and contrasts: large enough to touch and to read, nothing cut."""

import itertools
from collections.abc import Iterator

import pytest

from centre.config import CentreFile, Language
from centre.config_kiosks import KioskScreen
from centre.contrast import contrast
from centre.picture import Box, Colour, Rect
from centre.sight import pixels_per_mm
from kiosk.face import Face, Target, draw
from kiosk.face_specimens import Specimen, with_screen
from kiosk.looks import LOOKS, Paint, look
from kiosk.pages import Kind
from tests.display.looking import faults, inside
from tests.kiosk.faces import CENTRES, SCREENS, TOUCHED, pages, touched

LANGUAGES: tuple[Language, ...] = ("uk", "en")


def faces(
    centre: CentreFile, screen: KioskScreen, language: Language, *, touch: bool
) -> Iterator[tuple[Specimen, Face]]:
    """Yield every page and its face."""
    shown = with_screen(centre, screen, touch=touch)
    seen = touched(screen) if touch else screen
    for one in pages(centre, screen, language, touch=touch):
        yield one, draw(shown, seen, one.page, one.pressed)


def gap(one: Rect, other: Rect) -> int:
    """Return the pixels between two targets, across or down, whichever is more."""
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return max(across, down)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", TOUCHED)
@pytest.mark.parametrize("name", CENTRES)
def test_targets_are_20_mm_and_3_mm_apart(name: str, size: str, language: Language) -> None:
    """On every page, of both centres, in both languages; and each choice of the page has its one target."""
    screen = TOUCHED[size]
    mm = pixels_per_mm(screen)
    for one, face in faces(CENTRES[name], screen, language, touch=True):
        assert sorted(target.name for target in face.targets) == sorted(choice.name for choice in one.page.choices)
        whole = Rect(0, 0, screen.width_px, screen.height_px)
        small = [t for t in face.targets if min(t.area.width, t.area.height) / mm < 20 or not inside(t.area, whole)]
        near = [(a.name, b.name) for a, b in itertools.combinations(face.targets, 2) if gap(a.area, b.area) / mm < 3]
        assert (small, near) == ([], []), one.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", TOUCHED)
@pytest.mark.parametrize("name", CENTRES)
def test_words_to_be_touched_are_legible_at_arms_length_all_others_from_600_mm(
    name: str, size: str, language: Language
) -> None:
    """0.7 degrees: 4.9 mm of capitals at 400 mm, 7.3 mm at 600 mm; no word is cut, none runs into anything."""
    screen = TOUCHED[size]
    mm = pixels_per_mm(screen)
    for one, face in faces(CENTRES[name], screen, language, touch=True):
        for text in face.picture.texts:
            touchable = any(inside(text.area, target.area) for target in face.targets)
            assert text.cap / mm >= (4.88 if touchable else 7.33), (one.name, text)
            assert "…" not in text.text, (one.name, text)
        assert faults(face.picture) == [], one.name
        assert labelled(face) == set(face.targets), one.name


def labelled(face: Face) -> set[Target]:
    """Return the targets on which words stand."""
    return {target for target in face.targets if any(inside(text.area, target.area) for text in face.picture.texts)}


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("name", CENTRES)
def test_without_touch_every_page_is_legible_from_600_mm(name: str, size: str) -> None:
    """Capitals are 7.3 mm and more, none is cut, nothing runs into anything; a number may be narrower than tall."""
    screen = SCREENS[size]
    mm = pixels_per_mm(screen)
    for one, face in faces(CENTRES[name], screen, "uk", touch=False):
        small = [text.text for text in face.picture.texts if text.cap / mm < 7.33]
        assert (small, faults(face.picture), face.targets) == ([], [], ()), one.name


@pytest.mark.parametrize("kind", LOOKS)
def test_every_colour_stands_out(kind: Kind) -> None:
    """Text 7:1 on its ground and on each kind of target, targets and the frame of focus 3:1 on the ground."""
    seen = LOOKS[kind]
    assert contrast(seen.ink, seen.ground) >= 7
    assert contrast(seen.quiet, seen.ground) >= 7
    assert contrast(seen.focus, seen.ground) >= 3
    for paint in (seen.first, seen.second, seen.shut, seen.lit):
        assert contrast(paint.ink, paint.fill) >= 7
        assert edge(paint, seen.ground) >= 3


def edge(paint: Paint, ground: Colour) -> float:
    """Return how a target stands out from what is round it, by its frame if it has one."""
    return contrast(paint.frame or paint.fill, ground)


def test_what_is_drawn_uses_no_other_colours() -> None:
    """Each text and each box of every page is one of those pairs."""
    for touch in (True, False):
        for one, face in faces(CENTRES["great"], SCREENS["small"], "uk", touch=touch):
            seen = look(one.page)
            paints = (seen.first, seen.second, seen.shut, seen.lit)
            texts = {(seen.ink, seen.ground), (seen.quiet, seen.ground), *((p.ink, p.fill) for p in paints)}
            assert {(text.colour, text.background) for text in face.picture.texts} <= texts, one.name
            boxes = {element.colour for element in face.picture.elements if isinstance(element, Box)}
            assert boxes <= {seen.focus, seen.ground, *(p.fill for p in paints), *(p.frame for p in paints if p.frame)}


@pytest.mark.parametrize("size", TOUCHED)
def test_closed_pressed_and_chosen_differ_by_more_than_colour(size: str) -> None:
    """What is closed says so in words, what is chosen too."""
    screen = TOUCHED[size]
    for one, face in faces(CENTRES["great"], screen, "uk", touch=True):
        words = {
            target.name: [t.text for t in face.picture.texts if inside(t.area, target.area)] for target in face.targets
        }
        for choice in one.page.choices:
            if choice.closed is not None:
                assert {"немає інтернету", "збій реєстру", "немає біометрії"} & set(words[choice.name]), one.name
            if choice.chosen:
                assert "обрано" in words[choice.name], one.name


@pytest.mark.parametrize("size", TOUCHED)
@pytest.mark.parametrize("name", CENTRES)
def test_nothing_moves_when_a_service_closes_or_something_is_chosen(name: str, size: str) -> None:
    """A finger on its way finds what it aimed at, and whoever has learned the page by heart too."""
    places = {one.name: face.targets for one, face in faces(CENTRES[name], TOUCHED[size], "uk", touch=True)}
    for other in ("menu-pressed", "menu-focus", "menu-priority", "menu-some-closed", "menu-most-closed"):
        assert places[other] == places["menu"], other


@pytest.mark.parametrize("size", ["large", "upright", "ten"])
def test_targets_are_in_the_lower_part_where_there_is_room(size: str) -> None:
    """Within reach of whoever sits; words stand above all of them."""
    screen = TOUCHED[size]
    for one, face in faces(CENTRES["little"], screen, "uk", touch=True):
        if one.page.kind != "code" and face.targets:
            top = min(target.area.top for target in face.targets)
            above = [text for text in face.picture.texts if text.area.bottom <= top]
            assert top >= screen.height_px / 4, one.name
            assert above, one.name


def test_the_focused_choice_has_a_frame_of_its_own() -> None:
    """Thick, with room between, so that it is seen on any fill; drawn below the target, within the gap."""
    centre, screen = with_screen(CENTRES["little"], SCREENS["small"], touch=True), touched(SCREENS["small"])
    for one in pages(CENTRES["little"], screen, "uk", touch=True):
        if one.page.focus:
            face = draw(centre, screen, one.page)
            (target,) = [target for target in face.targets if target.name == one.page.focus]
            frames = [e for e in face.picture.elements if isinstance(e, Box) and e.colour == "amber"]
            assert len(frames) == 1
            assert inside(target.area, frames[0].area)
            assert (frames[0].area.width - target.area.width) / pixels_per_mm(screen) >= 2
