# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The drawings of docs/wiring are what the code makes of the small example, and can be read."""

import re
from itertools import combinations
from pathlib import Path

import msgspec
import pytest

from centre.cards import all_in_one, cards
from centre.centre_file import load
from centre.config_alarms import Siren
from simulator import wiring_page, wiring_relays
from simulator.drawing import Drawing, Text
from simulator.wiring_page import drawings
from simulator.wiring_relays import relays
from simulator.wiring_sheets import sheets
from simulator.wiring_words import wired
from tests.conftest import SMALL

LARGE, MOBILE = SMALL.with_name("large.toml"), SMALL.with_name("mobile.toml")
CENTRES = (SMALL, LARGE, MOBILE)
DOCS = SMALL.parents[2] / "docs"
MADE = {f"{path.stem}: {name}": drawing for path in CENTRES for name, drawing in drawings(load(path)).items()}


def test_the_drawings_are_those_that_the_code_makes(tmp_path: Path) -> None:
    """Who changes a pin or a line makes them anew: python -m simulator.wiring_page centre/examples/small.toml docs."""
    wiring_page.main(SMALL, tmp_path)
    made = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "wiring").iterdir()}
    assert {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "wiring").iterdir()} == made


@pytest.mark.parametrize("name", MADE)
def test_no_word_lies_on_another_or_beyond_the_edge(name: str) -> None:
    """Measured in the typeface that the drawing asks for."""
    drawing = MADE[name]
    assert not [(one.text, other.text) for one, other in combinations(drawing.texts, 2) if overlap(one, other)]
    assert not [text for text in drawing.texts if text.left < 0 or text.right > drawing.width - 8]
    assert not [text for text in drawing.texts if text.top < 0 or text.bottom > drawing.height]


@pytest.mark.parametrize("name", MADE)
def test_each_word_stands_out_from_its_ground(name: str) -> None:
    """7:1, as on all screens of Cherha (WCAG 2.2, 1.4.6)."""
    assert {(t.ink, t.ground) for t in MADE[name].texts if ratio(t.ink, t.ground) < 7} == set()


@pytest.mark.parametrize("path", CENTRES, ids=lambda path: path.stem)
def test_each_pin_of_a_centre_is_drawn_once(path: Path) -> None:
    """A key that is added to centre.toml is in the drawing, and a card has each pin once."""
    centre = load(path)
    drawn = {card.id: [one.pin for one in wired(centre, card)] for card in cards(centre)}
    assert all(len(pins) == len(set(pins)) for pins in drawn.values())
    for desk in centre.desks:
        pins = [key.pin for key in desk.keys] + [desk.led_pin]
        (card,) = (card.id for card in cards(centre) if desk.id in card.units)
        assert {pin for pin in pins if pin is not None} <= set(drawn[card])


def test_several_units_of_one_card_are_told_apart() -> None:
    """On a Pi that is a whole centre each word says whose button it is."""
    centre = all_in_one(load(SMALL))
    (card,) = cards(centre)
    words = {one.uk for one in wired(centre, card)}
    assert {"kiosk-hall: Паспорт", "desk-1: Наступний", "rating-exit: Чудово"} <= words


@pytest.mark.parametrize(("path", "ups", "roof"), [(MOBILE, (9, 10), None), (LARGE, (16, 21), 20), (SMALL, None, None)])
def test_the_relays_hang_where_the_centre_has_them(path: Path, ups: tuple[int, ...] | None, roof: int | None) -> None:
    """The drawing of a battery and of a siren has the centre's own pins; what it has none of is an example."""
    made = drawings(load(path))
    for name, pins in (("ups", ups), ("roof-siren", (roof,) if roof else None)):
        words = " ".join(text.text for text in made[f"{name}.svg"].texts)
        assert ("an example, there is none here" in words) == (pins is None)
        assert not pins or {int(pin) for pin in re.findall(r"GPIO(\d+)", words)} == {*pins}


def test_every_siren_has_its_drawing() -> None:
    """A second one by its id; a battery without a second contact has one wire."""
    one = Siren(id="one", source="ups", mains_lost_pin=5)
    more = (one, Siren(id="two", source="ups", mains_lost_pin=6, battery_low_pin=7))
    made = relays(msgspec.structs.replace(load(SMALL), sirens=more))
    assert list(made) == ["ups", "ups-two", "roof-siren"]
    assert [re.findall(r"GPIO(\d+)", made[name].svg()) for name in ("ups", "ups-two")] == [["5"], ["6", "7"]]


def test_the_example_is_that_of_a_large_centre() -> None:
    """The drawing of who has none has the pins of large.toml."""
    sirens = {siren.source: siren for siren in load(LARGE).sirens}
    assert sirens["contact"].alert_pin == wiring_relays.ALERT
    assert sirens["ups"].mains_lost_pin == wiring_relays.MAINS_LOST
    assert sirens["ups"].battery_low_pin == wiring_relays.BATTERY_LOW


def test_a_serial_printer_is_an_example_where_nobody_has_one() -> None:
    """Its pins may be somebody's buttons there."""
    centre = load(SMALL)
    (kiosk,) = centre.kiosks
    printer = msgspec.structs.replace(kiosk.printer, connection="serial", device="/dev/ttyAMA0")
    own = msgspec.structs.replace(centre, kiosks=(msgspec.structs.replace(kiosk, printer=printer),))
    words = [" ".join(text.text for text in sheets(one)["serial-printer"].texts) for one in (centre, own)]
    assert ["an example" in text for text in words] == [True, False]


def test_an_overlap_is_seen() -> None:
    """The measure itself: two words on one place, and two beside each other."""
    drawing = Drawing(300, 100, "")
    for x, y in ((10, 50), (40, 55), (200, 50)):
        drawing.text(x, y, "Черга")
    one, other, apart = drawing.texts
    assert (overlap(one, other), overlap(one, apart)) == (True, False)


def overlap(one: Text, other: Text) -> bool:
    """Return whether two words touch."""
    beside = one.right <= other.left or other.right <= one.left
    return not beside and not (one.bottom <= other.top or other.bottom <= one.top)


def ratio(ink: str, ground: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    darker, lighter = sorted(luminance(colour) for colour in (ink, ground))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour as SVG writes it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
