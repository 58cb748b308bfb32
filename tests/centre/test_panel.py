# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The panel says each edge, lights each lamp, and gives its pins back; on gpiozero's own pins of memory."""

import queue
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from types import SimpleNamespace
from typing import Any

import gpiozero
import pytest
from gpiozero.pins.mock import MockFactory, MockPin

from centre.errors import DeviceFault, Unavailable
from centre.lamps import Light
from centre.panel import Edge, Panel
from centre.service import Inbox
from tests.conftest import PATIENCE_S

BUTTON, OTHER, LAMP = 17, 5, 27


class SaidPin(MockPin):  # type: ignore[misc]  # gpiozero ships no types
    """A pin that says each change of its level."""

    def __init__(self, *arguments: Any) -> None:
        self.said: queue.SimpleQueue[bool] = queue.SimpleQueue()
        super().__init__(*arguments)

    def _change_state(self, value: Any) -> bool:
        changed = bool(super()._change_state(value))
        if changed:
            self.said.put(bool(value))
        return changed


class BrokenFactory(MockFactory):  # type: ignore[misc]  # gpiozero ships no types
    """A driver that fails in its own way at one pin."""

    fault: Exception = RuntimeError("'can not open gpiochip'")

    def pin(self, name: Any) -> Any:
        """Refuse GPIO5."""
        if name == OTHER:
            raise self.fault
        return super().pin(name)


@pytest.fixture
def pins() -> Iterator[MockFactory]:
    """Put pins of memory under gpiozero for one test."""
    yield from under_gpiozero(MockFactory(pin_class=SaidPin))


@pytest.fixture
def broken_pins() -> Iterator[BrokenFactory]:
    """Put a driver under gpiozero that fails."""
    yield from under_gpiozero(BrokenFactory(pin_class=SaidPin))


def under_gpiozero(factory: MockFactory) -> Iterator[MockFactory]:
    """Let gpiozero use this driver, then its former one again."""
    before, gpiozero.Device.pin_factory = gpiozero.Device.pin_factory, factory
    yield factory
    factory.close()
    gpiozero.Device.pin_factory = before


def fault_of(kind: type[Exception] = DeviceFault, **wiring: dict[str, int]) -> str:
    """Return the sentence with which a panel refuses its wiring."""
    with pytest.raises(kind) as fault:
        Panel(**{"contacts": {}, "lamps": {}, **wiring}, inbox=Inbox())
    return str(fault.value)


def test_edges_arrive_in_the_inbox(pins: MockFactory) -> None:
    """Closing and opening of a contact to ground arrive by name, in order, with steady moments."""
    inbox = Inbox()
    with closing(Panel(contacts={"passport": BUTTON, "land": OTHER}, lamps={}, inbox=inbox)):
        pins.pin(BUTTON).drive_low()
        pins.pin(OTHER).drive_low()
        pins.pin(BUTTON).drive_high()
        edges: list[Edge] = inbox.take_all(PATIENCE_S)
    assert [(edge.name, edge.closed) for edge in edges] == [("passport", True), ("land", True), ("passport", False)]
    assert [edge.at_s for edge in edges] == sorted(edge.at_s for edge in edges)


def test_contact_is_known_without_an_edge(pins: MockFactory) -> None:
    """A service that starts can ask how a contact stands."""
    with closing(Panel(contacts={"passport": BUTTON}, lamps={}, inbox=Inbox())) as panel:
        assert not panel.closed("passport")
        pins.pin(BUTTON).drive_low()
        assert panel.closed("passport")


def test_lamp_burns_and_goes_out(pins: MockFactory) -> None:
    """Steady light is a level of the pin, said once; a lamp starts dark."""
    lamp = pins.pin(LAMP)
    with closing(Panel(contacts={}, lamps={"lamp": LAMP}, inbox=Inbox())) as panel:
        dark = lamp.state
        lights: tuple[Light, ...] = ("on", "on", "off")
        for light in lights:
            panel.light("lamp", light)
        assert (dark, [lamp.said.get(timeout=PATIENCE_S) for _ in range(2)]) == (False, [True, False])


def test_lamp_blinks_until_told_otherwise(pins: MockFactory) -> None:
    """A blinking lamp changes by itself; said again, its rhythm goes on; a steady light ends it."""
    lamp = pins.pin(LAMP)
    with closing(Panel(contacts={}, lamps={"lamp": LAMP}, inbox=Inbox())) as panel:
        panel.light("lamp", "fast")
        assert [lamp.said.get(timeout=PATIENCE_S) for _ in range(3)] == [True, False, True]
        panel.light("lamp", "fast")
        assert panel._blinker is not None
        assert panel._blinker._orders.empty()
        panel.light("lamp", "on")
        panel._blinker.close()
        assert (lamp.state, panel._blinker._blinking) == (True, {})


def test_lamp_that_is_not_wired_is_passed_over(pins: MockFactory) -> None:
    """A cheap box without lamps works."""
    with closing(Panel(contacts={}, lamps={}, inbox=Inbox())) as panel:
        panel.light("lamp", "on")
    assert pins.pins == {}


def test_closed_panel_is_dark_and_gives_its_pins_back(pins: MockFactory) -> None:
    """After close the lamps are out, no edge arrives, and another may have the pins."""
    inbox, lamp = Inbox(), pins.pin(LAMP)
    panel = Panel(contacts={"passport": BUTTON}, lamps={"lamp": LAMP}, inbox=inbox)
    panel.light("lamp", "on")
    panel.close()
    pins.pin(BUTTON).drive_low()
    assert (lamp.function, inbox.take_all(0)) == ("input", [])
    Panel(contacts={"passport": LAMP}, lamps={"lamp": BUTTON}, inbox=inbox).close()


def test_pin_in_use_is_named(pins: MockFactory) -> None:
    """Who holds the pin is said; pins that were taken before it are given back."""
    wrong = (
        "GPIO cannot be used: pin GPIO17 is already in use by <gpiozero.LED object on pin GPIO17, active_high=True, "
        "is_active=False>. Is the user in group gpio, and GPIOZERO_PIN_FACTORY right?"
    )
    with closing(gpiozero.LED(BUTTON)):
        assert fault_of(contacts={"land": OTHER, "passport": BUTTON}) == wrong
        assert fault_of(contacts={"land": OTHER}, lamps={"lamp": BUTTON}) == wrong
    Panel(contacts={"land": OTHER, "passport": BUTTON}, lamps={}, inbox=Inbox()).close()
    assert not pins.pin(OTHER).when_changed


def test_error_of_the_driver_itself_is_a_device_fault(broken_pins: BrokenFactory) -> None:
    """Whatever a driver raises, the technician reads a sentence, and no pin stays taken."""
    assert fault_of(contacts={"passport": BUTTON, "land": OTHER}) == (
        "GPIO cannot be used: 'can not open gpiochip'. Is the user in group gpio, and GPIOZERO_PIN_FACTORY right?"
    )
    assert not broken_pins.pin(BUTTON).when_changed
    Panel(contacts={"passport": BUTTON}, lamps={}, inbox=Inbox()).close()


def test_a_computer_without_the_driver_is_told_so(broken_pins: BrokenFactory) -> None:
    """A group would not help."""
    broken_pins.fault = ModuleNotFoundError("No module named 'lgpio'")
    assert fault_of(contacts={"passport": BUTTON, "land": OTHER}) == (
        "GPIO cannot be used: No module named 'lgpio'. Say this on the Pi that has the pins: its package brings the"
        " driver (lgpio)."
    )
    Panel(contacts={"passport": BUTTON}, lamps={}, inbox=Inbox()).close()


def test_sentence_of_our_own_driver_stands(broken_pins: BrokenFactory) -> None:
    """What the simulator's pins say is said as it is."""
    broken_pins.fault = Unavailable("CHERHA_PINS is not set")
    assert fault_of(Unavailable, contacts={"passport": BUTTON, "land": OTHER}) == "CHERHA_PINS is not set"
    Panel(contacts={"passport": BUTTON}, lamps={}, inbox=Inbox()).close()


@pytest.mark.usefixtures("pins")
def test_panel_is_alive_while_the_driver_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of lgpio's only thread it is asked whether it lives; a driver without such a thread cannot lose it."""
    monkeypatch.delitem(sys.modules, "lgpio", raising=False)
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    with closing(Panel(contacts={}, lamps={}, inbox=Inbox())) as panel:
        assert panel.alive()
        monkeypatch.setitem(sys.modules, "lgpio", SimpleNamespace(_notify_thread=thread))
        assert panel.alive()
        over.set()
        thread.join()
        assert not panel.alive()
