# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The demo by hand: keys of the terminal are buttons of the centre, and what happens scrolls by."""

import codecs
import os
import select
import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from centre.config import CentreFile
from centre.errors import Unavailable
from simulator.timeline import Entry
from simulator.town import Town

KIOSK_KEYS = "1234567890"
DESK_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
QUIT = {"\x03", "\x04"}
"""Ctrl-C, Ctrl-D."""

UKRAINIAN = str.maketrans("йцукенгшщзфівапролдячсмить", "qwertyuiopasdfghjklzxcvbnm")
"""The same keys on a Ukrainian keyboard."""


class Button(NamedTuple):
    """A button of a unit."""

    unit: str
    name: str


def buttons(centre: CentreFile) -> dict[str, Button]:
    """Return which key of the keyboard is which button: digits are the kiosks' buttons, a row of letters is a desk.

    Rows that no desk needs are the boxes for a word.

    With more buttons than keys the digits of codes have none: ``cherha press kiosk-hall digit-3`` presses them.
    """
    all_buttons = [(kiosk.id, button) for kiosk in centre.kiosks for button in kiosk.buttons]
    if len(all_buttons) > len(KIOSK_KEYS):
        all_buttons = [(unit, button) for unit, button in all_buttons if button.digit is None]
    keys = dict(zip(KIOSK_KEYS, (Button(unit, button.name) for unit, button in all_buttons), strict=False))
    boxes = [(desk.id, [key.name for key in desk.keys]) for desk in centre.desks]
    boxes += [(rating.id, [button.word for button in rating.buttons]) for rating in centre.ratings]
    for row, (unit, names) in zip(DESK_KEYS, boxes, strict=False):
        keys |= {key: Button(unit, name) for key, name in zip(row, names, strict=False)}
    return keys


def play(town: Town) -> None:
    """Press what the person types, until Ctrl-C."""
    keys = buttons(town.centre)
    _explain(keys)
    town.timeline.listen(_tell)
    with _single_keys():
        for key in _typed():
            town.processes.check()
            if key in QUIT:
                return
            if button := keys.get(key.lower().translate(UKRAINIAN)):
                _press(town, button)


def describe(entry: Entry) -> str | None:
    """Return an entry of the timeline as a line for the terminal, None for what is too small to tell."""
    at = datetime.fromisoformat(entry["at"]).astimezone().strftime("%H:%M:%S.%f")[:-3]
    match entry:
        case {"what": "press", "unit": unit, "button": button}:
            return f"{at}  press   {unit} {button}"
        case {"what": "ticket", "png": png}:
            return f"{at}  ticket  {png}"
        case {"what": "message", "payload": {"event": {"fact": fact, **details}}}:
            told = [str(details[name]) for name in ("ticket", "window", "outcome", "service") if name in details]
            return "  ".join((at, fact, *told))
        case {"what": "message", "payload": {"message": "refusal", "text": text}}:
            return f"{at}  refused  {text}"
    return None


def _explain(keys: dict[str, Button]) -> None:
    print("\nKey  button")
    for key, button in keys.items():
        print(f"  {key}  {button.unit} {button.name}")
    print("Ctrl-C ends the demo. From another terminal: cherha press UNIT BUTTON (or CHOICE on its page)\n", flush=True)


def _press(town: Town, button: Button) -> None:
    """Press; a key that repeats itself finds the button still held, which is the person's to see and no end."""
    try:
        town.press(button.unit, button.name)
    except Unavailable as fault:
        print(fault, end="\r\n", flush=True)


def _tell(entry: Entry) -> None:
    line = describe(entry)
    if line is not None:
        print(line, end="\r\n", flush=True)


@contextmanager
def _single_keys() -> Iterator[None]:
    """Hand over each key as it is typed, without echo; the terminal is left as it was found."""
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _typed() -> Iterator[str]:
    letters = codecs.getincrementaldecoder("utf-8")(errors="ignore")
    while True:
        ready, _, _ = select.select([sys.stdin], [], [], 1.0)
        typed = os.read(sys.stdin.fileno(), 64) if ready else b""
        if ready and not typed:
            return
        # At least one turn each second, so that a unit that has died is noticed without a key.
        yield from letters.decode(typed) or ("",)
