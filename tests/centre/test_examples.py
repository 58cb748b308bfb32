# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The documented examples are right, whole and true to the code."""

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import msgspec
import msgspec.inspect as types
import pytest

from centre import cards, config
from centre.centre_file import load
from centre.check_buttons import meaning
from centre.check_hours import WEEKDAYS
from centre.config_cards import Region
from centre.config_check import warn
from centre.config_desks import Pad
from centre.config_displays import Display, PanelLine
from centre.config_kiosks import KioskScreen, Printer
from centre.config_rules import Hours
from centre.facts_base import Resource
from centre.policy import rules

EXAMPLES = Path(config.__file__).parent / "examples"
WORD = 12
"""Letters of 40 dots, legible at arm's length, that 384 dots (48 mm) hold beside each other."""

SIMULATED = {"visits_per_day"}
"""Keys for ``cherha simulate`` alone."""


def keys(kind: types.Type | None = None) -> set[str]:
    """Return every key that centre.toml may have, of whatever table."""
    match types.type_info(config.CentreFile) if kind is None else kind:
        case types.StructType(fields=fields):
            return {field.name for field in fields}.union(*(keys(field.type) for field in fields))
        case types.VarTupleType(item_type=item):
            return keys(item)
        case types.UnionType(types=several):
            return set[str]().union(*(keys(one) for one in several))
    return set()


def text(name: str) -> str:
    """Return the text of an example."""
    return (EXAMPLES / f"{name}.toml").read_text(encoding="utf-8")


def written(path: Path, content: str) -> Path:
    """Return the path of a new file with this text."""
    path.write_text(content, encoding="utf-8")
    return path


def test_small_centre_is_a_rebuilt_hromada() -> None:
    """Four services, two windows with a desk each, one kiosk with lamps, one screen."""
    centre = load(EXAMPLES / "small.toml")
    assert [service.id for service in centre.services] == ["passport", "property", "benefits", "civil"]
    assert [(desk.id, desk.window) for desk in centre.desks] == [("desk-1", 1), ("desk-2", 2)]
    assert [[key.name for key in desk.keys] for desk in centre.desks] == [
        ["next", "recall", "no_show", "pause", "serve", "alert"],
        ["next", "recall", "no_show", "pause", "outage-registry"],
    ]
    assert [kiosk.id for kiosk in centre.kiosks] == ["kiosk-hall"]
    assert [b.name for b in centre.kiosks[0].buttons if b.led_pin is None] == [
        "voice-listen", "voice-next", "voice-choose", "voice-volume",
    ]  # fmt: skip
    assert [display.id for display in centre.displays] == ["hall"]
    assert [(rating.id, rating.window) for rating in centre.ratings] == [("rating-exit", None)]


def test_large_centre_shows_every_kind_of_printer() -> None:
    """Sixty windows, twelve groups of numbers, and a network, a serial and a USB printer."""
    centre = load(EXAMPLES / "large.toml")
    assert (len(centre.windows), len(centre.desks), len({service.letter for service in centre.services})) == (
        60,
        60,
        12,
    )
    assert [kiosk.printer.connection for kiosk in centre.kiosks] == ["network", "serial", "usb"]
    assert [kiosk.printer.width_dots for kiosk in centre.kiosks] == [576, 384, 576]
    assert [rating.window for rating in centre.ratings] == [None, 10]


def test_large_centre_has_a_display_in_each_of_its_zones() -> None:
    """Each window is called in one hall, those in the shelter there too; the yard has a voice and no screen."""
    displays = {display.id: display for display in load(EXAMPLES / "large.toml").displays}
    halls = [number for name in ("hall-left", "hall-right", "social-hall") for number in displays[name].windows]
    assert sorted(halls) == list(range(1, 61))
    assert displays["shelter"].windows == load(EXAMPLES / "large.toml").alerts.shelter_windows
    assert all(display.voice for display in displays.values())
    yard = displays["yard"]
    assert (yard.screen, set(yard.windows) < set(displays["hall-right"].windows)) == (False, True)
    assert yard.voice is not None
    assert len(yard.voice.quieter) == 2


def test_large_centre_hears_of_alarms_in_several_ways() -> None:
    """Two feeds, a contact and a battery; a key by hand; some windows go on in the shelter."""
    centre = load(EXAMPLES / "large.toml")
    assert [siren.source for siren in centre.sirens] == ["ukrainealarm", "alerts_in_ua", "contact", "ups"]
    assert [desk.id for desk in centre.desks if any(key.action == "alert" for key in desk.keys)] == ["desk-01"]
    assert centre.alerts.mode == "continue_in_shelter"
    assert set(centre.alerts.shelter_windows) == {59, 60}


def test_small_example_shows_every_kind_of_siren(tmp_path: Path) -> None:
    """Out of their comments they are good, each key of theirs that has a default shows it or an example."""
    spoken = re.sub(r"^## ", "", text("small"), flags=re.MULTILINE)
    sirens = load(written(tmp_path / "whole.toml", spoken)).sirens
    assert [siren.source for siren in sirens] == ["ukrainealarm", "mqtt", "contact", "ups"]
    assert load(EXAMPLES / "small.toml").sirens == ()


def test_large_centre_shows_what_a_small_one_does_not_need() -> None:
    """Two levels of the menu and a keypad at one kiosk, desks of one key and of many, English, every outage."""
    centre = load(EXAMPLES / "large.toml")
    meanings = Counter(said.key for button in centre.kiosks[0].buttons if (said := meaning(button)))
    assert meanings == {"sphere": 3, "purpose": 3, "service": 4, "priority": 1, "digit": 10, "voice": 1}
    assert [desk.id for desk in centre.desks if len(desk.keys) == 1 and desk.quick_press_s] == ["desk-59"]
    assert centre.centre.languages == ("uk", "en")
    assert {key.resource for desk in centre.desks for key in desk.keys} - {None} == set(get_args(Resource))
    adviser = next(desk for desk in centre.desks if desk.window == 10)
    assert [key.name for key in adviser.keys[4:]] == [
        "transfer-passport", "transfer-passport-ready-12", "postpone-documents-60", "back",
    ]  # fmt: skip


def test_mobile_centre_is_one_pi_without_a_network() -> None:
    """Whatever it has is on the card of its broker, which nobody else finds; narrow paper, and all pins told apart."""
    centre = load(EXAMPLES / "mobile.toml")
    ((card, units),) = [(card.id, card.units) for card in cards.cards(centre)]
    assert (card, len(units), centre.broker.host) == ("main", 6, "127.0.0.1")
    assert [kiosk.printer.width_dots for kiosk in centre.kiosks] == [384]
    assert [kiosk.printer.connection for kiosk in centre.kiosks] == ["usb"]
    assert len(centre.windows) == 2
    assert cards.all_in_one(centre) == centre


def test_the_cards_of_the_examples(tmp_path: Path) -> None:
    """The large centre's: a fixed address for the broker, a Pi of two units, one without a cable; the small one's."""
    large = load(EXAMPLES / "large.toml")
    assert len(cards.cards(large)) == 70
    assert [(card.id, card.address, card.wifi) for card in large.cards] == [
        ("main", "192.168.10.10/24", ""), ("window-10", None, ""), ("yard", None, "Svitanok-yard"),
    ]  # fmt: skip
    assert [card.id for card in cards.cards(load(EXAMPLES / "small.toml"))] == [
        "main", "kiosk-hall", "desk-1", "desk-2", "hall", "rating-exit",
    ]  # fmt: skip
    spoken = re.sub(r"^## ", "", text("small"), flags=re.MULTILINE)
    small = load(written(tmp_path / "whole.toml", spoken))
    assert [card.units for card in small.cards] == [("main", "hall"), ("rating-exit",)]


def test_what_counts_for_the_regions_keys_left_out_is_said() -> None:
    """The values that the code takes."""
    region = Region(host="there", name="verbivka")
    assert f"{region.port} if port is left out" in text("small")
    assert f"{region.identity_file} if it is left out" in text("small")
    assert f"{region.disk_mb} if it is left out" in text("small")


def test_the_examples_have_a_screen_to_touch(tmp_path: Path) -> None:
    """In force at the large centre's low machine, in a comment of the small one, whose buttons it would not need."""
    assert [kiosk.touch for kiosk in load(EXAMPLES / "large.toml").kiosks] == [False, False, True]
    spoken = re.sub(r"^## ", "", text("small"), flags=re.MULTILINE)
    (kiosk,) = load(written(tmp_path / "whole.toml", spoken)).kiosks
    assert (kiosk.touch, kiosk.slot_led_pin) == (True, 12)


def test_large_centre_has_a_day_worth_simulating() -> None:
    """2,000 visits in all, and work for its windows without drowning them: 60 of them for 8 hours."""
    services = load(EXAMPLES / "large.toml").services
    assert sum(service.visits_per_day or 0 for service in services) == 2000
    hours = sum((service.visits_per_day or 0) * (service.usual_minutes or 0) for service in services) / 60
    assert 0.5 < hours / (60 * 8) < 0.9


@pytest.mark.parametrize("name", ["small", "large", "mobile"])
def test_nothing_in_an_example_is_warned_of(name: str) -> None:
    """What is shown as good is good by our own advice, each name has its English."""
    centre = load(EXAMPLES / f"{name}.toml")
    assert warn(centre) == []
    assert all([centre.centre.name_en, *(s.name_en for s in centre.services), *(s.name_en for s in centre.spheres)])


def test_what_counts_for_a_screen_left_out_is_said() -> None:
    """Of what it measures and how far it is seen, at a kiosk and in the hall: the value that the code takes."""
    said = re.findall(r"^(?:## )?(\w+) = [\d.]+ +#.*; (\d+) if it is left out", text("small"), flags=re.MULTILINE)
    measured = {"diagonal_inches", "viewing_distance_m", "width_px", "height_px"}
    fields = (*msgspec.structs.fields(Display), *msgspec.structs.fields(KioskScreen))
    taken = [(field.name, field.default) for field in fields if field.name in measured]
    assert sorted((key, float(value)) for key, value in said) == sorted(taken)


def test_the_speeds_of_a_line_are_all_said() -> None:
    """Every baud that may stand there, be it a printer's, a pad's or a panel's."""
    for kind in (Printer, Pad, PanelLine):
        (baud,) = [field for field in msgspec.structs.fields(kind) if field.name == "baud"]
        *others, last = map(str, get_args(baud.type))
        assert f"{', '.join(others)} or {last} bits per second" in text("small")


def test_small_example_names_every_key() -> None:
    """Whatever centre.toml may say stands in small.toml, in use or as a comment that explains it."""
    assert {key for key in keys() if not re.search(rf"\b{key}\b", text("small"))} == set()


def test_every_key_is_obeyed() -> None:
    """Each key of centre.toml is read by some part of the firmware, or by the simulation, not only by its checks."""
    root = Path(config.__file__).parent.parent
    parts = ("broker_config", "card", "centre", "cherha", "desk", "dispatcher", "display", "kiosk", "rating", "siren")
    files = [path for part in parts for path in (root / part).rglob("*.py")]
    about_config = re.compile(r"check_\w+|config|config_\w+")
    code = "".join(path.read_text(encoding="utf-8") for path in files if not about_config.fullmatch(path.stem))
    simulation = "".join(path.read_text(encoding="utf-8") for path in (root / "dispatcher" / "rehearsal").rglob("*.py"))
    # dispatcher/rules/hours.py reads the weekdays by their names, and its tests hold each.
    read = {key for key in keys() if re.search(rf"\.{key}\b", simulation if key in SIMULATED else code)}
    assert keys() - read - set(WEEKDAYS) == set()


def test_commented_keys_show_their_defaults(tmp_path: Path) -> None:
    """A key that is commented out in small.toml shows the value that counts without it."""
    spoken, count = re.subn(r"^# (\w+ = )", r"\1", text("small"), flags=re.MULTILINE)
    assert count == 50
    assert load(written(tmp_path / "whole.toml", spoken)) == load(EXAMPLES / "small.toml")


@pytest.mark.parametrize("name", ["small", "large"])
def test_hours_and_lunch_of_an_example_can_be_put_in_force(tmp_path: Path, name: str) -> None:
    """Without hours a demo runs at any time; out of their comments they are good, their policy the default."""
    spoken = re.sub(r" \},( +)# (lunch = \"[^\"]*\")", r", \2 },", re.sub(r"^## ", "", text(name), flags=re.MULTILINE))
    spoken = spoken.replace('host = "127.0.0.1"', 'host = "192.168.10.10"')  # as is said where the cards are explained
    centre = load(written(tmp_path / "whole.toml", spoken))
    assert load(EXAMPLES / f"{name}.toml").hours is None
    assert warn(centre) == []
    assert all(window.lunch for window in centre.windows)
    hours = centre.hours
    assert hours is not None
    assert msgspec.structs.replace(hours, exceptions=(), **dict.fromkeys(WEEKDAYS, ())) == Hours()


def test_small_example_says_of_each_rule_what_the_policy_page_says() -> None:
    """Limits, meaning and source stand before the key, word for word: two pages of one truth."""
    lines = [line.lstrip("# ") for line in text("small").splitlines()]
    prose = " ".join(lines)
    for rule in rules():
        limits = rule.limits[0].upper() + rule.limits[1:]
        assert f"{limits}. {rule.means} Source: {rule.source}. {rule.key} = {rule.default}" in prose


@pytest.mark.parametrize("name", ["small", "large", "mobile"])
def test_service_names_fit_the_narrowest_ticket(name: str) -> None:
    """Each name is at most two lines on 48 mm of paper, and no word of it must be broken."""
    for service in load(EXAMPLES / f"{name}.toml").services:
        for words in (service.name, service.name_en):
            assert len(words) <= 2 * WORD
            assert max(map(len, words.split())) <= WORD
