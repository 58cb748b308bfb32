# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The doctor at a box of words: its four buttons and their lamps, by their words and their places."""

from collections.abc import Iterator
from pathlib import Path

import gpiozero
import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.trials import Finding
from cherha.doctor import examine
from cherha.doctor_person import Nobody
from rating.doctor import trials
from simulator.pins import SimulatedPins
from simulator.pins_client import PinsClient
from tests.rating.rig import BUTTONS, rating
from tests.technician import Technician

BOX = rating()


@pytest.fixture
def pins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PinsClient]:
    """Return a hand on the simulated pins that gpiozero has until the end."""
    monkeypatch.setenv("CHERHA_PINS", str(tmp_path / "pins"))
    factory = SimulatedPins()
    monkeypatch.setattr(gpiozero.Device, "pin_factory", factory)
    yield PinsClient(tmp_path / "pins")
    factory.close()


def pressed(pins: PinsClient, word: str) -> None:
    """Press the button of a word."""
    pins.press(next(button.pin for button in BUTTONS if button.word == word), hold_s=0.01)


def boxed(centre: CentreFile) -> CentreFile:
    """Return the centre with the box of these tests."""
    return replace(centre, ratings=(BOX,))


def test_each_word_is_pressed_and_each_lamp_is_seen(small_centre: CentreFile, pins: PinsClient) -> None:
    """In the order of the file; a wire is found by the place of its pin."""
    person = Technician(lambda word: pressed(pins, word))
    assert examine(trials(boxed(small_centre), BOX.id), person) == [
        Finding("button 'excellent' (GPIO4, place 7)", "works", "seen"),
        Finding("button 'good' (GPIO5, place 29)", "works", "seen"),
        Finding("button 'acceptable' (GPIO6, place 31)", "works", "seen"),
        Finding("button 'terrible' (GPIO7, place 26)", "works", "seen"),
        Finding("lamp 'excellent' (GPIO14, place 8)", "works", "seen by a person"),
        Finding("lamp 'good' (GPIO15, place 10)", "works", "seen by a person"),
        Finding("lamp 'acceptable' (GPIO16, place 36)", "works", "seen by a person"),
        Finding("lamp 'terrible' (GPIO17, place 11)", "works", "seen by a person"),
    ]


def test_a_word_on_the_wire_of_another_is_found(small_centre: CentreFile, pins: PinsClient) -> None:
    """Two exchanged wires would turn a centre's worst word into its best."""
    person = Technician(lambda _: pressed(pins, BUTTONS[1].word))
    assert examine(trials(boxed(small_centre), BOX.id), person)[:2] == [
        Finding(
            "button 'excellent' (GPIO4, place 7)",
            "broken",
            "button 'good' (GPIO5, place 29) answered instead",
            "Exchange their wires, or their pins in centre.toml.",
        ),
        Finding("button 'good' (GPIO5, place 29)", "works", "seen"),
    ]


def test_with_nobody_there_no_word_is_said_to_work(small_centre: CentreFile, pins: PinsClient) -> None:
    """Its buttons rest, its lamps were made to blink."""
    assert pins is not None
    found = examine(trials(boxed(small_centre), BOX.id), Nobody(1.0))
    assert [finding.verdict for finding in found] == ["untried"] * 4 + ["unseen"] * 4
