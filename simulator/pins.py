# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""gpiozero's driver for pins that are not there: buttons to ground that are pressed over a socket; it knows no service.

gpiozero finds it by its entry point: ``GPIOZERO_PIN_FACTORY=cherha_simulator CHERHA_PINS=/run/…/kiosk.pins``.
"""

import os
import time
from pathlib import Path
from typing import Any

from gpiozero import PinInvalidPin
from gpiozero.pins.mock import MockFactory, MockPin

from centre.errors import Unavailable
from simulator.pins_client import PinsClient
from simulator.pins_door import PinsDoor
from simulator.pins_words import PATH_VARIABLE, Output

__all__ = ["PinsClient", "SimulatedPin", "SimulatedPins"]


class SimulatedPin(MockPin):  # type: ignore[misc]
    """A pin with a contact to ground: low while the contact is closed, else where its pull draws it."""

    def __init__(self, factory: "SimulatedPins", info: Any) -> None:
        self.closed_contact = False
        super().__init__(factory, info)

    def move_contact(self, *, closed: bool) -> None:
        """Close or open the contact; who listens to the pin is called in this thread, as by a real driver."""
        self.closed_contact = closed
        if self._get_function() == "input":
            self._draw()

    @property
    def listened_to(self) -> bool:
        """Return True when a button was made of this pin."""
        return self._when_changed is not None

    def _draw(self) -> None:
        if self.closed_contact:
            self.drive_low()
        elif self._get_pull() == "up":
            self.drive_high()

    def _set_pull(self, value: str) -> None:
        """Draw the pin as gpiozero's mock does, then as the contact does, which was there before any button."""
        super()._set_pull(value)
        self._draw()

    def _set_function(self, value: str) -> None:
        """Let a lamp go dark whose pin is given back, as it does on a board: an input drives nothing."""
        was_lit = self._get_function() == "output" and bool(self._get_state())
        super()._set_function(value)
        if was_lit and value == "input":
            self._factory.door.tell(Output(pin=self._number, high=False, at_ns=time.time_ns()))

    def _change_state(self, value: Any) -> bool:
        """Tell the watchers of a change of an output; keep no history, because a lamp blinks for days."""
        changed = bool(super()._change_state(value))
        del self.states[:-1]
        if changed and self._get_function() == "output":
            self._factory.door.tell(self.output())
        return changed

    def output(self) -> Output:
        """Return the level as the watchers hear it."""
        return Output(pin=self._number, high=bool(self._get_state()), at_ns=time.time_ns())


class SimulatedPins(MockFactory):  # type: ignore[misc]
    """A pin factory whose buttons are pressed over the Unix socket named by CHERHA_PINS, until it is closed.

    Raises Unavailable when the variable is missing or the socket cannot be opened.
    """

    def __init__(self) -> None:
        path = os.environ.get(PATH_VARIABLE)
        if not path:
            raise Unavailable(
                f"The environment variable {PATH_VARIABLE} is not set; simulated pins need the path of the socket "
                f"to open, as in {PATH_VARIABLE}=/tmp/kiosk.pins"
            )
        super().__init__(pin_class=SimulatedPin)
        self.door = PinsDoor(Path(path), self)

    def close(self) -> None:
        """Free the pins and remove the socket."""
        super().close()
        self.door.close()

    def simulated(self, number: int) -> SimulatedPin | None:
        """Return the pin GPIO``number``, None when the board has none."""
        try:
            pin = self.pin(number)
        except PinInvalidPin:
            return None
        return pin if isinstance(pin, SimulatedPin) else None

    def outputs(self) -> list[Output]:
        """Return the level of every output."""
        return [pin.output() for pin in list(self.pins.values()) if pin.function == "output"]
