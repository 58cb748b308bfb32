# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of what a desk's keys hang on: each a pin, or all a byte of the pad; and what a pad cannot say."""

from collections.abc import Iterator

import msgspec

from centre.check_names import Use, called, used_twice
from centre.config import CentreFile
from centre.config_desks import Desk, Key, Pad
from centre.toml_reader import Slip, was_read

_HOLD_S = {field.name: field.default for field in msgspec.structs.fields(Desk)}["hold_s"]
"""What nobody has written into the file."""


def pads(centre: CentreFile) -> Iterator[Slip]:
    """Yield keys without pin or byte, with the wrong one or with another's byte; and what a pad has of its own."""
    for i, desk in enumerate(centre.desks):
        path = f"desks[{i}]"
        if desk.pad is None:
            yield from _contacts(desk, path)
        else:
            yield from _bytes(desk, path)
            yield from _led(desk.pad, f"{path}.pad")
            yield from _of_contacts(desk, path)


def never_held(centre: CentreFile) -> Iterator[Slip]:
    """Yield what a clerk with a pad cannot do: its keys say that they were pressed, not for how long."""
    for i, desk in enumerate(centre.desks):
        actions = [key.action for key in desk.keys]
        if desk.pad is None:
            continue
        if "alert" in actions:
            text = '"alert": a pad\'s key cannot be held, so here it raises alerts and never ends one'
            advice = "have such a key in a box of contacts too, or say `cherha alert --over`"
            yield Slip(f"desks[{i}].keys[{actions.index('alert')}].action", f"{text}; {advice}")
        if "pause" not in actions:
            text = 'a pad\'s key "next" cannot be held, so this window cannot be paused'
            yield Slip(f"desks[{i}].keys", f'{text}; add a key with action = "pause"')


def _contacts(desk: Desk, path: str) -> Iterator[Slip]:
    for j, key in enumerate(desk.keys):
        if was_read(key.byte) and key.byte is not None:
            yield Slip(f"{path}.keys[{j}].byte", f"{key.byte}: only at a desk with a pad; remove it, or add one")
        elif key.pin is None:
            yield Slip(f"{path}.keys[{j}].pin", "missing; expected a whole number from 0 to 27")


def _bytes(desk: Desk, path: str) -> Iterator[Slip]:
    for j, key in enumerate(desk.keys):
        if was_read(key.pin) and key.pin is not None:
            yield Slip(f"{path}.keys[{j}].pin", f"{key.pin}: a key of a pad has a byte and no pin; remove it")
        if key.byte is None:
            yield Slip(f"{path}.keys[{j}].byte", "missing; expected what the pad says, a whole number from 0 to 255")
    given = [(j, key) for j, key in enumerate(desk.keys) if key.byte is not None and was_read(key.byte)]
    yield from used_twice(_use(key, f"{path}.keys[{j}].byte") for j, key in given)


def _use(key: Key, path: str) -> Use:
    return Use(path, key.byte, f"0x{key.byte:02X}", called("key", key.name if key.action else key.action))


def _led(pad: Pad, path: str) -> Iterator[Slip]:
    if was_read(pad.led_on) and pad.led_on == pad.led_off:
        yield Slip(f"{path}.led_off", f"{pad.led_off}: expected another byte than led_on: the LED would never change")


def _of_contacts(desk: Desk, path: str) -> Iterator[Slip]:
    """Yield what only a box of contacts has."""
    if was_read(desk.led_pin) and desk.led_pin is not None:
        yield Slip(f"{path}.led_pin", f"{desk.led_pin}: a pad has its own LED (pad.led_on, pad.led_off); remove it")
    if was_read(desk.hold_s) and desk.hold_s != _HOLD_S:
        yield Slip(f"{path}.hold_s", f"{desk.hold_s:g}: a pad's keys cannot be held; remove it")
