# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The simulated pins: a contract that gpiozero's own mock keeps as well, and what only a socket can do."""

import json
import os
import queue
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gpiozero import LED, Button, Device
from gpiozero.pins.mock import MockFactory

from centre.errors import Unavailable
from simulator.pins import SimulatedPins
from simulator.pins_client import PinsClient
from tests.conftest import PATIENCE_S


class Panel:
    """A button on GPIO17 and its edges, as the handlers of a service hear them."""

    def __init__(self, factory: Any) -> None:
        self.edges: queue.SimpleQueue[tuple[str, int]] = queue.SimpleQueue()
        self.button = Button(17, pull_up=True, hold_time=0.01, pin_factory=factory)
        self.button.when_pressed = lambda: self.edges.put(("pressed", time.time_ns()))
        self.button.when_released = lambda: self.edges.put(("released", time.time_ns()))

    def next(self, count: int) -> list[str]:
        """Return the next edges."""
        return [self.edges.get(timeout=PATIENCE_S)[0] for _ in range(count)]


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path that a unit is told to listen at."""
    monkeypatch.setenv("CHERHA_PINS", str(tmp_path / "kiosk.pins"))
    return tmp_path / "kiosk.pins"


@pytest.fixture
def factory(path: Path) -> Iterator[SimulatedPins]:
    """Yield a unit's simulated pins."""
    assert not path.exists()
    made = SimulatedPins()
    yield made
    made.close()


@pytest.fixture
def panel(factory: SimulatedPins) -> Iterator[Panel]:
    """Yield a button on simulated pins."""
    made = Panel(factory)
    yield made
    made.button.close()


@pytest.fixture
def hand(path: Path, factory: SimulatedPins) -> PinsClient:
    """Return the hand that presses."""
    assert isinstance(factory, SimulatedPins)
    return PinsClient(path)


@pytest.fixture(params=["gpiozero's mock", "ours"])
def either(request: pytest.FixtureRequest) -> Iterator[MockFactory]:
    """Yield either driver."""
    made = MockFactory() if request.param == "gpiozero's mock" else request.getfixturevalue("factory")
    yield made
    made.close()


def test_a_contact_to_ground_presses_the_button(either: MockFactory) -> None:
    """On either driver a low level is a press, a high one a release, and the handlers hear both."""
    panel = Panel(either)
    pin = either.pin(17)
    assert not panel.button.is_pressed
    pin.drive_low()
    assert panel.button.is_pressed
    pin.drive_high()
    assert panel.next(2) == ["pressed", "released"]
    panel.button.close()


def test_a_lamp_has_its_level(either: MockFactory) -> None:
    """On either driver an LED drives its pin high when it is lit."""
    with LED(5, pin_factory=either) as lamp:
        levels = [either.pin(5).state]
        lamp.on()
        levels.append(either.pin(5).state)
        lamp.off()
        levels.append(either.pin(5).state)
    assert levels == [0, 1, 0]


def test_a_press_is_an_edge_and_a_release(panel: Panel, hand: PinsClient) -> None:
    """A press makes one edge down and one up, in a thread that is not the service's."""
    before_ns = time.time_ns()
    edge_ns = hand.press(17, hold_s=0.01)
    what, heard_ns = panel.edges.get(timeout=PATIENCE_S)
    assert what == "pressed"
    assert before_ns <= edge_ns <= heard_ns
    assert panel.next(1) == ["released"]
    assert panel.edges.empty()


def test_two_buttons_are_held_at_once(factory: SimulatedPins, hand: PinsClient) -> None:
    """One button that is held keeps no other from being pressed."""
    with (
        Button(17, hold_time=0.01, pin_factory=factory) as first,
        Button(27, hold_time=0.01, pin_factory=factory) as second,
    ):
        hand.press(17, hold_s=60)
        hand.press(27, hold_s=60)
        assert (first.is_pressed, second.is_pressed) == (True, True)
        hand.release(17)
        assert (first.is_pressed, second.is_pressed) == (False, True)


def test_a_worn_contact_gives_many_edges(panel: Panel, hand: PinsClient) -> None:
    """Nine edges while it closes, nine while it opens, pressed in between."""
    hand.chatter(17, edges=9, hold_s=0.05)
    closing = panel.next(9)
    assert closing == ["pressed", "released"] * 4 + ["pressed"]
    assert panel.next(9) == ["released", "pressed"] * 4 + ["released"]
    assert not panel.button.is_pressed


def test_a_stuck_button_is_stuck_from_the_start(factory: SimulatedPins, hand: PinsClient) -> None:
    """A contact that was closed before the unit made its button holds through the making, until it is released."""
    hand.stick(17)
    panel = Panel(factory)
    assert panel.button.is_pressed
    hand.release(17)
    assert not panel.button.is_pressed
    assert panel.next(1) == ["released"]
    panel.button.close()


def test_a_button_that_sticks_in_a_press_stays(factory: SimulatedPins, panel: Panel, hand: PinsClient) -> None:
    """Sticking ends the plan of an earlier press to let go: it is still down when a later, longer press is over."""
    hand.press(17, hold_s=0.02)
    hand.stick(17)
    with Button(27, hold_time=0.01, pin_factory=factory) as other:
        over = threading.Event()
        other.when_released = over.set
        hand.press(27, hold_s=0.05)
        assert over.wait(PATIENCE_S)
    assert panel.button.is_pressed
    hand.release(17)
    assert panel.next(2) == ["pressed", "released"]


def test_lamps_are_watched(factory: SimulatedPins, panel: Panel, hand: PinsClient) -> None:
    """A watcher hears each lamp's level and then each change with its time; buttons it does not hear."""
    with LED(5, initial_value=True, pin_factory=factory) as lamp, hand.watch() as changes:
        first = next(changes)
        hand.press(17, hold_s=0.0)
        assert panel.next(2) == ["pressed", "released"]
        lamp.off()
        second = next(changes)
    assert (first.pin, first.high) == (5, True)
    assert (second.pin, second.high) == (5, False)
    assert first.at_ns <= second.at_ns


@pytest.mark.parametrize(
    ("pin", "text"),
    [
        (22, "GPIO22: the unit has made no button of this pin (yet)"),
        (99, "GPIO99: the board has no such pin; 0 to 27 was expected"),
        (5, "GPIO5: the unit has made no button of this pin (yet)"),
    ],
)
def test_a_press_of_nothing_is_refused(factory: SimulatedPins, hand: PinsClient, pin: int, text: str) -> None:
    """A press that no button would feel says so."""
    with LED(5, pin_factory=factory), pytest.raises(Unavailable, match=f"^{re.escape(text)}$"):
        hand.press(pin)


def test_a_held_button_cannot_be_pressed(panel: Panel, hand: PinsClient) -> None:
    """Pressing what is down makes no edge, so it is refused."""
    hand.stick(17)
    assert panel.next(1) == ["pressed"]
    text = "GPIO17: the button is held down already; release it first"
    with pytest.raises(Unavailable, match=f"^{re.escape(text)}$"):
        hand.press(17)


def test_nobody_there_is_one_sentence(tmp_path: Path) -> None:
    """A hand without a unit is told where it looked."""
    text = f"No simulated unit listens at {tmp_path / 'x.pins'}; is the demo running?"
    with pytest.raises(Unavailable, match=f"^{re.escape(text)}$"):
        PinsClient(tmp_path / "x.pins").press(17)


def test_words_that_are_none_are_refused(path: Path, panel: Panel) -> None:
    """A line that is no request is answered with what is wrong, and the buttons live on."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller, caller.makefile("rb") as lines:
        caller.connect(str(path))
        asked = b'{"do":"press","pin":17,"hold_s":-1}'
        caller.sendall(asked + b"\n")
        answer = json.loads(lines.readline())
    assert answer == {"say": "refused", "text": f"Expected `float` >= 0.0 - at `$.hold_s`; got {asked!r}"}
    PinsClient(path).press(17, 0.0)
    assert panel.next(2) == ["pressed", "released"]


def test_the_variable_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without CHERHA_PINS the factory says what to set."""
    monkeypatch.delenv("CHERHA_PINS", raising=False)
    text = (
        "The environment variable CHERHA_PINS is not set; simulated pins need the path of the socket to open, "
        "as in CHERHA_PINS=/tmp/kiosk.pins"
    )
    with pytest.raises(Unavailable, match=f"^{re.escape(text)}$"):
        SimulatedPins()


def test_a_socket_in_use_is_left_alone(path: Path, panel: Panel) -> None:
    """A second unit at the same path is refused, and the first goes on."""
    with pytest.raises(Unavailable, match=rf"^The socket {re.escape(str(path))} for simulated pins cannot be opened: "):
        SimulatedPins()
    PinsClient(path).press(17, 0.0)
    assert panel.next(2) == ["pressed", "released"]


def test_closing_leaves_no_socket_and_no_thread(path: Path) -> None:
    """Closed, the factory has no file and no thread, and may be closed again."""
    factory = SimulatedPins()
    assert path.is_socket()
    factory.close()
    factory.close()
    assert not path.exists()
    assert f"pins {path.name}" not in {thread.name for thread in threading.enumerate()}


def test_gpiozero_finds_it_and_a_killed_unit_does_no_harm(path: Path) -> None:
    """A process gets it by GPIOZERO_PIN_FACTORY; the socket it leaves when killed is replaced by the next one's."""
    unit = (
        "from gpiozero import Button, Device; button = Button(17); "
        "print(type(Device.pin_factory).__name__, flush=True); input()"
    )
    environment = os.environ | {"GPIOZERO_PIN_FACTORY": "cherha_simulator"}
    for _ in range(2):
        with subprocess.Popen(
            [sys.executable, "-c", unit], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout
            assert process.stdout.readline() == "SimulatedPins\n"
            PinsClient(path).press(17, 0.0)
            process.kill()
        assert path.is_socket()
    assert Device.pin_factory is None or not isinstance(Device.pin_factory, SimulatedPins)
