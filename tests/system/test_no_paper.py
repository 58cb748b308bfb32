# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk without paper, as clerk and hall learn of it: real processes, a simulated printer, lamp and screen."""

import contextlib
import threading
from pathlib import Path

import msgspec
from PIL import Image

from centre.config_desks import Desk
from centre.errors import Unavailable
from centre.messages import Board
from centre.picture import PALETTE, Box
from simulator.morning import Morning
from simulator.printer_faults_seen import twitched
from simulator.seen import boards
from simulator.timeline import Entry
from simulator.town import Town
from simulator.town_pads import lamp_of
from tests.display.looking import picture

EFFECT_S = 60.0
KIOSK = "kiosk-hall"


def tell_lamp(town: Town, desk: Desk) -> None:
    """Write down when the desk's lamp is lit and when not, until its process ends."""
    with contextlib.suppress(OSError, Unavailable), town.pins(desk.id).watch() as outputs:
        for output in outputs:
            if output.pin == lamp_of(desk):
                town.timeline.add("lamp", output.at_ns, unit=desk.id, lit=output.high)


def told(town: Town, entries: list[Entry], out: Path) -> bool:
    """Return whether the newest frame has the strip that tells of the kiosk, where the screen's layout has it."""
    board = msgspec.convert(boards(entries)[-1], Board)
    seen = picture(town.centre, town.centre.displays[0], board, None, board.at, {KIOSK})
    strip = next(element for element in seen.elements if isinstance(element, Box) and element.colour == "mist")
    with Image.open(out / [entry for entry in entries if entry["what"] == "frame"][-1]["png"]) as frame:
        return frame.convert("RGB").getpixel((strip.area.left + 2, strip.area.top + 2)) == PALETTE["mist"]


def test_clerk_and_hall_learn_that_a_kiosk_has_no_paper(town: Town, tmp_path: Path) -> None:
    """From the press that finds none until there is a new roll; then the ticket that waited comes out."""
    out, desk = tmp_path / "out", town.centre.desks[0]
    Morning(town).open_windows()
    threading.Thread(target=tell_lamp, args=(town, desk), daemon=True).start()
    town.printers[KIOSK].set(paper_out=True)
    town.press(KIOSK, "passport")
    assert town.wait_for(lambda entries: told(town, entries, out), EFFECT_S)
    assert town.wait_for(lambda entries: twitched([e for e in entries if e["what"] == "lamp"]), EFFECT_S)
    town.printers[KIOSK].mend()
    assert town.wait_for(lambda entries: not told(town, entries, out), EFFECT_S)
    assert town.wait_for(lambda entries: any(entry["what"] == "ticket" for entry in entries), EFFECT_S)
