# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A town whose one kiosk has its printer hurt, fault after fault, each with a press, and what comes of it."""

import contextlib
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from centre import messages
from centre.config import CentreFile
from centre.config_desks import Desk
from centre.config_kiosks import Button, CodePage, Kiosk, Printer
from centre.errors import Unavailable
from centre.kiosks import PRINTER_FAULTS
from simulator.morning import Morning
from simulator.printer_faults_list import Fault, mend
from simulator.printer_faults_seen import Round, has_strip, light, paper, twitched
from simulator.seen import facts
from simulator.timeline import Entry
from simulator.town import Town
from simulator.town_pads import lamp_of

EFFECT_S = 60.0
"""The longest wait for anything; all of it takes seconds."""

PRINTERS = {
    "network": Printer(connection="network", host="127.0.0.1", qr="none"),
    "usb": Printer(connection="usb", device="/dev/usb/lp0", qr="none"),
    "serial": Printer(
        connection="serial",
        device="/dev/ttyAMA0",
        baud=115200,
        width_dots=384,
        code_page=CodePage(name="cp1251", number=46),
        qr="none",
    ),
}
"""As they are usually bought: 80 mm and pictures on the network and USB, 58 mm and text on a serial line."""


def play(
    centre: CentreFile, connection: str, faults: Iterable[Fault], out: Path, runtime: Path, port: int
) -> list[Round]:
    """Play the faults that there are over this connection; raise Unavailable if the town does not come up."""
    here = replace(centre, kiosks=(replace(centre.kiosks[0], printer=PRINTERS[connection]),))
    with Town(here, out=out, runtime=runtime, port=port) as town:
        hurting = Hurting(town, out, connection)
        return [hurting.play(fault) for fault in faults if connection in fault.connections]


class Hurting:
    """A running town's first kiosk, its printer, and the eyes on all that tells of it."""

    def __init__(self, town: Town, out: Path, connection: str) -> None:
        self._town, self._out, self._connection = town, out, connection
        self._kiosk, self._desk = town.centre.kiosks[0], town.centre.desks[0]
        self._printer = town.printers[self._kiosk.id]
        self._state = messages.topic("state", role="kiosk", id=self._kiosk.id)
        self._rounds = 0
        Morning(town).open_windows()
        for unit in (self._kiosk, self._desk):
            threading.Thread(target=self._tell_lamps, args=(unit,), daemon=True).start()

    def play(self, fault: Fault) -> Round:
        """Hurt the printer, press, look around, help, and wait until all is well or nothing comes any more."""
        buttons = [button for button in self._kiosk.buttons if button.service and button.led_pin]
        button = buttons[self._rounds % len(buttons)]
        self._rounds += 1
        since, before = len(self._town.timeline.entries), self._papers()
        fault.hurt(self._printer, self._connection)
        pressed_ns = self._town.press(self._kiosk.id, button.name)
        self._wait(lambda e: bool(self._problems(e[since:]) or facts(e[since:], "ticket_printed")))
        ill = not fault.prints and bool(self._problems(self._town.timeline.entries[since:]))
        hall = ill and self._wait(lambda e: self._strip(e[since:]))
        clerk = ill and self._wait(lambda e: twitched([x for x in e[since:] if _lamp_of(x, self._desk)]))
        if not ill:
            self._wait(lambda e: _is_lit(e[since:], self._kiosk, button.led_pin))
        lamps = [x for x in self._town.timeline.entries if _lamp_of(x, self._kiosk)]
        earlier, later = ([x for x in lamps if (x["at_ns"] >= pressed_ns) == after] for after in (False, True))
        mend(self._printer)
        self._wait(lambda e: bool(facts(e[since:], "ticket_printed")))
        self._wait(lambda e: not self._newest_problems(e) and not self._strip(e))
        entries = self._town.timeline.entries[since:]
        problems = self._problems(entries)
        others = {
            light(*_acted(lamps, button, pressed_ns), x.led_pin) for x in buttons if x is not button and x.led_pin
        }
        return Round(
            connection=self._connection,
            fault=fault.name,
            ticket=_of(facts(entries, "ticket_issued"), "ticket"),
            outcome=_of(facts(entries, "ticket_printed"), "outcome"),
            told=self._named(problems[-1]) if problems else "",
            told_s=(problems[0]["at_ns"] - pressed_ns) / 1e9 if problems else None,
            pressed=light(earlier, later, button.led_pin or 0),
            others=" or ".join(sorted(others)),
            hall=hall,
            clerk=clerk,
            papers=tuple(p for png in self._papers() if png not in before and (p := paper(png))),
        )

    def _wait(self, claim: Callable[[list[Entry]], bool]) -> bool:
        return self._town.wait_for(claim, EFFECT_S)

    def _papers(self) -> list[Path]:
        return sorted((self._out / "tickets").glob("*.png"))

    def _states(self, entries: list[Entry]) -> list[Entry]:
        return [e for e in entries if e["what"] == "message" and e["topic"] == self._state]

    def _problems(self, entries: list[Entry]) -> list[Entry]:
        """Return the words of the kiosk that its printer does not print, or soon will not."""
        return [state for state in self._states(entries) if _of_printer(state)]

    def _newest_problems(self, entries: list[Entry]) -> bool:
        return any(_of_printer(state) for state in self._states(entries)[-1:])

    def _strip(self, entries: list[Entry]) -> bool:
        frames = [self._out / e["png"] for e in entries if e["what"] == "frame"]
        return any(has_strip(png) for png in frames[-1:])

    def _named(self, state: Entry) -> str:
        """Return the first problem in the kiosk's words, but for the printer's address on this machine."""
        text: str = _of_printer(state)[0]["text"]
        settings = self._kiosk.printer
        return text.replace(f"{settings.host}:{settings.port}", "…").replace(settings.device or "\0", "…")

    def _tell_lamps(self, unit: Kiosk | Desk) -> None:
        """Write down each change of a unit's lamps until its process ends."""
        with contextlib.suppress(OSError, Unavailable), self._town.pins(unit.id).watch() as outputs:
            for output in outputs:
                self._town.timeline.add("lamp", output.at_ns, unit=unit.id, pin=output.pin, lit=output.high)


def _acted(lamps: list[Entry], button: Button, pressed_ns: int) -> tuple[list[Entry], list[Entry]]:
    """Return what the lamps did until the kiosk had taken the press, and since.

    Until then another's may still say that the ticket of the round before is to be taken.
    """
    own = (x["at_ns"] for x in lamps if x["pin"] == button.led_pin and x["at_ns"] >= pressed_ns)
    acted_ns = next(own, pressed_ns)
    return [x for x in lamps if x["at_ns"] < acted_ns], [x for x in lamps if x["at_ns"] >= acted_ns]


def _lamp_of(entry: Entry, unit: Kiosk | Desk) -> bool:
    led_pin = lamp_of(unit) if isinstance(unit, Desk) else None
    return entry["what"] == "lamp" and entry["unit"] == unit.id and led_pin in (None, entry["pin"])


def _is_lit(entries: list[Entry], unit: Kiosk, pin: int | None) -> bool:
    """Return whether a lamp that has changed is lit again."""
    return any(x["lit"] for x in [x for x in entries if _lamp_of(x, unit) and x["pin"] == pin][-1:])


def _of_printer(state: Entry) -> list[dict[str, Any]]:
    problems = state["payload"].get("problems", ())
    return [problem for problem in problems if problem["code"] in PRINTER_FAULTS | {"printer_soon"}]


def _of(told: list[dict[str, Any]], key: str) -> str | None:
    return told[-1][key] if told else None
