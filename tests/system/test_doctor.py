# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A whole run of the doctor at a terminal, on a unit's simulated hardware; its page and its paper are read."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from centre.config import CentreFile
from centre.config_desks import Key, Pad
from centre.config_displays import Panel, PanelLine
from centre.config_kiosks import KioskScreen
from centre.picture import PALETTE
from centre.sight import pixels_per_mm
from centre.trial_marks import marks
from kiosk.paper import Line, draw
from kiosk.trial_page import LETTERS
from simulator.marks import lines, words
from simulator.reading import LETTERS as READABLE
from simulator.reading import _read
from simulator.ward import Ward
from tests.system.technician import Technician

SCREEN = KioskScreen()

Admit = Callable[[str], Ward]


@pytest.fixture
def admit(small_centre: CentreFile, runtime: Path, tmp_path: Path) -> Iterator[Admit]:
    """Return what brings a unit of the small centre into a ward; its kiosk has a screen."""
    with ExitStack() as wards:
        kiosks = (replace(small_centre.kiosks[0], screen=SCREEN),)
        centre = replace(small_centre, kiosks=kiosks)
        yield lambda unit: wards.enter_context(Ward(centre, unit, out=tmp_path / "out", runtime=runtime))


@pytest.fixture
def touched(small_centre: CentreFile, runtime: Path, tmp_path: Path) -> Iterator[Ward]:
    """Return the ward of a kiosk that has nothing but a screen to touch, and its printer."""
    kiosk = replace(small_centre.kiosks[0], buttons=(), screen=KioskScreen(touch=True))
    centre = replace(small_centre, kiosks=(kiosk,))
    with Ward(centre, "kiosk-hall", out=tmp_path / "out", runtime=runtime) as ward:
        yield ward


def part(text: str) -> str:
    """Return a page without the address of a simulated printer, which differs from run to run."""
    return re.sub(r"127\.0\.0\.1:\d+", "PRINTER", text)


def test_a_kiosk_with_four_faults(admit: Admit) -> None:
    """The page says what works, what does not and what to do; the code is 1.

    A worn button, one that is not there, one on another's pin, a dark lamp, no paper at first, a screen that is smaller
    than it says, a question skipped.
    """
    ward = admit("kiosk-hall")
    assert ward.printer is not None
    ward.printer.set(paper_out=True)
    with Technician(ward, "kiosk-hall", "--wait", "3") as technician:
        see_buttons(technician)
        technician.hear("is out of paper. Load a roll.")
        ward.printer.set(paper_out=False)
        technician.answer("type r to try again", typed="r")
        see_paper_and_screen(technician)
        code = technician.ended()
    page = part((ward.out / "doctor.md").read_text(encoding="utf-8"))
    assert code == 1
    assert page.split("\n\n", 2)[2] == PAGE
    assert part(technician.said).endswith(f"{page}\nThis page is in {ward.out / 'doctor.md'}\n")


def see_buttons(technician: Technician) -> None:
    """Press each button but one, and one instead of another; one lamp stays dark."""
    technician.hear("Press button 'passport'")
    technician.press("passport", chatter=True)
    technician.hear("Press button 'property'")
    technician.hear("Press button 'benefits'")
    technician.press("civil")
    technician.hear("That was 'civil'.")
    technician.hear("Press button 'civil'")
    technician.press("civil")
    technician.hear("Press button 'priority'")
    technician.type("s")
    for lamp in ("passport", "property", "benefits", "civil", "priority"):
        technician.answer(f"Does lamp '{lamp}'", typed="n" if lamp == "civil" else "y")


def see_paper_and_screen(technician: Technician) -> None:
    """Say of the paper that all is well, after a slip of the finger; of the screen that it is small."""
    technician.hear("Does every letter stand there")
    technician.type("what")
    technician.hear("Type y or n")
    technician.answer("Does every letter stand there", typed="y")
    for question in ("ruler go from 0 to behind 70", "bar under it black", "phone read", "cut off?"):
        technician.answer(question, typed="y")
    technician.answer("line along all four edges", typed="y")
    technician.answer("ruler across 100 mm", typed="n")
    technician.answer("the length that you measure", typed="95 mm")
    technician.answer("ring round", typed="y")
    technician.answer("its name", typed="")
    technician.answer("read every letter of it", typed="y")


PAGE = """\
**Of 21 parts 15 work; 4 not working, 1 not seen by a person, 1 not tried.**

## Does not work

- button 'property' (GPIO27, place 13): not seen in 3 s
  - **do:** Check the wire between place 13 and ground, and the contact itself.
- button 'benefits' (GPIO22, place 15): button 'civil' (GPIO23, place 16) answered instead
  - **do:** Exchange their wires, or their pins in centre.toml.
- lamp 'civil' (GPIO19, place 35): made to blink; the person says no
  - **do:** Check the lamp, its resistor and the wire to place 35; a lamp that is turned round stays dark.
- screen: size: the ruler of 100 mm is 95 mm long
  - **do:** Set kiosks[0].screen.diagonal_inches to 6.7; it is 7 in centre.toml.

## Done, but not seen by a person

- screen: colours: colours and greys were shown; the question was skipped

## Not tried

- button 'priority' (GPIO24, place 18): skipped

## Works

- button 'passport' (GPIO17, place 11): seen, chattered 2 times
- button 'civil' (GPIO23, place 16): seen
- lamp 'passport' (GPIO5, place 29): seen by a person
- lamp 'property' (GPIO6, place 31): seen by a person
- lamp 'benefits' (GPIO13, place 33): seen by a person
- lamp 'priority' (GPIO26, place 37): seen by a person
- printer PRINTER: it printed the page and says so
- printer: letters: seen by a person
- printer: width: seen by a person
- printer: head: seen by a person
- printer: QR code: seen by a person
- printer: cutter: seen by a person
- screen: edges: seen by a person
- screen: shape: seen by a person
- screen: letters: seen by a person
"""


def test_the_paper_of_the_doctor_is_read_back(admit: Admit) -> None:
    """Our reader tells all capitals apart; small letters are there to the dot, and tesseract reads them, zbar the code.

    (Tesseract takes the ticks and dots of ґ, і and ї now for one, now for another.)
    """
    png = tried(admit("kiosk-hall")).out / "tickets" / "001.png"
    with Image.open(png) as paper:
        capitals = [_read(word, READABLE) for line in lines(paper) for word in words(line)]
        small = draw((Line(LETTERS.lower()),), paper.width)
        rows = [paper.crop((0, top, paper.width, top + small.height)) for top in range(paper.height - small.height)]
        assert small.convert("L").tobytes() in [row.convert("L").tobytes() for row in rows]
    assert {"АБВГҐДЕЄЖЗИІЇЙКЛМ", "НОПРСТУФХЦЧШЩЬЮЯ"} <= set(capitals)
    found = plain(run("tesseract", str(png), "-", "-l", "ukr", "--psm", "6", "--dpi", "203"))
    assert plain(LETTERS.lower()) in found
    assert "0123456789" in found
    assert run("zbarimg", "-q", "--raw", str(png)) == "Черга: пробний друк, kiosk-hall\n"


def plain(text: str) -> str:
    """Return a text's letters and digits, without those that tesseract mixes up."""
    return "".join(sign for sign in text if sign.isalnum() and sign not in "ґії")


def test_the_ruler_of_the_screen_has_its_length_in_pixels(admit: Admit) -> None:
    """In SDL's frame 100 mm, by the diagonal, are from tick to tick; a white line is at each corner."""
    ward = tried(admit("kiosk-hall"))
    frames = sorted((ward.out / "screens" / "kiosk-hall").glob("*.png"))
    with Image.open(frames[-2]) as frame:
        left, row = round(0.1 * frame.width), round(0.36 * frame.height) + 1
        lit = [x for x in range(left, frame.width - 4) if frame.getpixel((x, row)) == PALETTE["snow"]]
        corners = {frame.getpixel((x, y)) for x in (0, frame.width - 1) for y in (0, frame.height - 1)}
    assert lit[-1] - 1 - lit[0] == round(100 * pixels_per_mm(SCREEN)) == 525
    assert corners == {PALETTE["snow"]}


def tried(ward: Ward) -> Ward:
    """Let the doctor try what needs no person."""
    ended = subprocess.run(ward.command("--yes"), env=ward.environment, cwd=ward.folder, check=False)
    assert ended.returncode == 1
    return ward


def run(*command: str) -> str:
    """Return what a program of a Debian package says."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_a_desk_of_which_all_works(admit: Admit) -> None:
    """Each key pressed, the lamp seen: one sentence, the code 0."""
    ward = admit("desk-1")
    with Technician(ward, "desk-1") as technician:
        for key in ward.centre.desks[0].keys:
            technician.hear(f"Press key '{key.name}'")
            technician.press(key.name)
        technician.answer("Does lamp 'lamp'", typed="y")
        assert technician.ended() == 0
    assert "**All 7 parts work.**" in technician.said


def test_a_pad_of_which_all_works(small_centre: CentreFile, runtime: Path, tmp_path: Path) -> None:
    """The same at a desk whose keys are bytes of a serial line."""
    keys = (Key(action="next", byte=0x31), Key(action="recall", byte=0x32))
    desk = replace(small_centre.desks[0], keys=keys, led_pin=None, pad=Pad(device="/dev/ttyUSB0"))
    centre = replace(small_centre, desks=(desk, *small_centre.desks[1:]))
    with (
        Ward(centre, "desk-1", out=tmp_path / "out", runtime=runtime) as ward,
        Technician(ward, "desk-1") as technician,
    ):
        for key in keys:
            technician.hear(f"Press key '{key.name}' (byte 0x{key.byte:02X})")
            technician.press(key.name)
        technician.answer("Does lamp 'lamp'", typed="y")
        assert technician.ended() == 0
    assert "**All 3 parts work.**" in technician.said


def test_panels_over_windows_are_looked_at_one_by_one(small_centre: CentreFile, runtime: Path, tmp_path: Path) -> None:
    """At a display that has nothing else; its line is here."""
    line = PanelLine(
        device="/dev/ttyUSB0", driver="ascii", panels=(Panel(window=1, address=1), Panel(window=2, address=2))
    )
    display = replace(small_centre.displays[0], screen=False, voice=None, panel_lines=(line,))
    centre = replace(small_centre, displays=(display,))
    with Ward(centre, "hall", out=tmp_path / "out", runtime=runtime) as ward, Technician(ward, "hall") as technician:
        for window in (1, 2):
            technician.answer(f"Does the panel over window {window} (address {window})", typed="y")
        assert technician.ended() == 0
    assert "**All 2 parts work.**" in technician.said


PAPER_AND_SCREEN = (
    "every letter stand there",
    "from 0 to behind 70",
    "under it black",
    "phone read",
    "cut off?",
    "along all four edges",
    "ruler across",
    "ring round",
    "its name",
    "read every letter",
)


def test_a_screen_is_touched_mark_by_mark(touched: Ward) -> None:
    """A finger on the glass, felt by the door of the service, hits five marks; all works, and the code is 0."""
    with Technician(touched, "kiosk-hall") as technician:
        for question in PAPER_AND_SCREEN:
            technician.answer(question, typed="y")
        for number, mark in enumerate(marks(SCREEN), start=1):
            technician.hear(f"Touch the mark ({number} of 5): {mark.name}.")
            technician.touch(mark.name)
            technician.hear("Felt 0 mm from it.")
        assert technician.ended() == 0
    assert "- screen: touch: all 5 marks hit, within 1 mm\n" in technician.said


def test_a_panel_that_is_turned_is_told_so(touched: Ward) -> None:
    """The finger is felt on the other side of the middle: by how much it is turned, and what to set."""
    turned = ("bottom-right", "bottom-left", "top-right", "top-left", "middle")
    with Technician(touched, "kiosk-hall") as technician:
        for question in PAPER_AND_SCREEN:
            technician.answer(question, typed="y")
        for number, felt in enumerate(turned, start=1):
            technician.hear(f"Touch the mark ({number} of 5)")
            technician.touch(felt)
        assert technician.ended() == 1
    assert "- screen: touch: touches are turned by 180 degrees\n" in technician.said
    assert 'ENV{LIBINPUT_CALIBRATION_MATRIX}="-1 0 1 0 -1 1"' in technician.said


def test_q_ends_with_the_page_so_far(admit: Admit) -> None:
    """What was not come to was not tried."""
    ward = admit("desk-1")
    with Technician(ward, "desk-1") as technician:
        technician.hear("Press key 'next'")
        technician.press("next")
        technician.hear("works: key 'next'")
        technician.type("q")
        assert technician.ended() == 1
    assert "**Of 7 parts 1 works; 6 not tried.**" in technician.said


def test_whoever_has_no_pi_has_a_demo_of_it(tmp_path: Path, runtime: Path) -> None:
    """Without a terminal it tries what needs no person; its page lies beside the paper."""
    out = tmp_path / "out"
    demo = [sys.executable, "-m", "cherha", "demo", "--out", str(out), "--doctor"]
    environment = {**os.environ, "CHERHA_DEMO": str(runtime)}
    ended = subprocess.run(
        [*demo, "desk-1"], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert (out / "doctor.md").read_text(encoding="utf-8") in ended.stdout
    assert "Press" not in ended.stdout.replace("Press in another terminal", "")
    unknown = subprocess.run([*demo, "desk"], env=environment, capture_output=True, text=True, check=False)
    assert unknown.stderr == (
        "cherha demo --doctor: there is no unit 'desk'. There are: desk-1, desk-2, hall, kiosk-hall, rating-exit.\n"
    )
