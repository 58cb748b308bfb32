# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of a desk's keys: no two mean the same, what each needs is said, and the desk can call."""

from collections.abc import Iterator, Sequence
from typing import get_args

from centre.check_names import Use, used_twice
from centre.config import CentreFile
from centre.config_desks import Desk, Key, KeyAction
from centre.facts_base import Resource
from centre.hints import either, shown
from centre.toml_reader import Slip, was_read

_BELONGS: dict[str, KeyAction] = {
    "resource": "outage",
    "service": "transfer",
    "to_window": "transfer",
    "reason": "postpone",
    "minutes": "postpone",
}
"""The one action for which each of these is said."""


def keys(centre: CentreFile) -> Iterator[Slip]:
    """Yield keys given twice, keys that lack what they need or say what is not theirs, and desks that cannot call."""
    for i, desk in enumerate(centre.desks):
        path = f"desks[{i}]"
        yield from used_twice(_uses(desk, path))
        for j, key in enumerate(desk.keys):
            if was_read(key.action):
                yield from _strays(key, f"{path}.keys[{j}]")
                yield from _outage(centre, key, f"{path}.keys[{j}]")
                yield from _transfer(centre, key, f"{path}.keys[{j}]")
        actions = [key.action for key in desk.keys]
        if actions and all(map(was_read, actions)):
            yield from _no_next(actions, path)
            yield from _quick_press(desk, path)
        yield from _too_short_or_long(desk, path)


def _uses(desk: Desk, path: str) -> Iterator[Use]:
    """Yield the names of the keys: by it a key is pressed in a demo, and two of one name would mean the same."""
    for j, key in enumerate(desk.keys):
        if not _was_read_whole(key):
            continue
        place, plain = f"{path}.keys[{j}]", key.action == key.name
        if plain and key.action in {"outage", "transfer"}:
            continue
        if key.action == "outage":
            yield Use(f"{place}.resource", key.name, shown(key.resource), "another key")
        else:
            yield Use(f"{place}.action" if plain else place, key.name, shown(key.name), "another key")


def _was_read_whole(key: Key) -> bool:
    return was_read(key.action) and all(was_read(getattr(key, field)) for field in _BELONGS)


def _strays(key: Key, place: str) -> Iterator[Slip]:
    for field, action in _BELONGS.items():
        value = getattr(key, field)
        if value and key.action != action:
            yield Slip(f"{place}.{field}", f'{shown(value)}: only for action = "{action}"; remove it')


def _outage(centre: CentreFile, key: Key, place: str) -> Iterator[Slip]:
    needed = {resource for service in centre.services for resource in service.needs}
    if key.action != "outage" or not was_read(key.resource):
        return
    if not key.resource:
        expected = either(f'"{resource}"' for resource in get_args(Resource))
        yield Slip(f"{place}.resource", f'missing; action = "outage" needs it: {expected}')
    elif key.resource not in needed and all(map(was_read, needed)):
        text = f"{shown(key.resource)}: no service needs it; remove the key, or add it to a service's needs"
        yield Slip(f"{place}.resource", text)


def _transfer(centre: CentreFile, key: Key, place: str) -> Iterator[Slip]:
    """Yield a transfer to nowhere, and one that the dispatcher would always refuse."""
    if key.action != "transfer" or not was_read(key.service) or not was_read(key.to_window):
        return
    if not key.service and not key.to_window:
        yield Slip(f"{place}.service", 'missing; action = "transfer" needs it, to_window or both')
    serving = [window.number for window in centre.windows if key.service in window.services]
    read = all(was_read(name) for window in centre.windows for name in (window.number, *window.services))
    known = key.to_window in {window.number for window in centre.windows}
    if read and known and serving and key.to_window not in serving:
        expected = either(str(number) for number in serving)
        yield Slip(f"{place}.to_window", f"{key.to_window}: does not serve {shown(key.service)}; expected {expected}")


def _no_next(actions: Sequence[str], path: str) -> Iterator[Slip]:
    if "next" not in actions:
        yield Slip(f"{path}.keys", 'no key has action = "next"; expected one: without it the desk can call nobody')


def _quick_press(desk: Desk, path: str) -> Iterator[Slip]:
    """With such a key, a quick second press of *next* is a slip of the finger and must make nobody a no-show."""
    own = [key.action for key in desk.keys if key.action in {"recall", "no_show"}]
    if own and was_read(desk.quick_press_s) and desk.quick_press_s:
        text = f'{desk.quick_press_s:g}: only for a desk without a key "{own[0]}"; remove it'
        yield Slip(f"{path}.quick_press_s", text)


def _too_short_or_long(desk: Desk, path: str) -> Iterator[Slip]:
    """Yield times that the contact itself would swallow."""
    if was_read(desk.hold_s) and was_read(desk.stuck_after_s) and desk.hold_s >= desk.stuck_after_s:
        text = f"{desk.hold_s:g}: expected less than stuck_after_s ({desk.stuck_after_s:g}): a stuck key is ignored"
        yield Slip(f"{path}.hold_s", text)
    if was_read(desk.quick_press_s) and was_read(desk.lockout_s) and 0 < desk.quick_press_s <= desk.lockout_s:
        text = f"{desk.quick_press_s:g}: expected more than lockout_s ({desk.lockout_s:g}): until then the key is deaf"
        yield Slip(f"{path}.quick_press_s", text)
