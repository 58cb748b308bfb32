# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of a desk's keys: each action has one key, what it needs is said, and the desk can call."""

from collections.abc import Iterator, Sequence
from typing import get_args

from centre.check_names import Use, used_twice
from centre.config import CentreFile, Desk
from centre.facts import Resource
from centre.hints import either, shown
from centre.toml_reader import Slip, was_read


def keys(centre: CentreFile) -> Iterator[Slip]:
    """Yield each key given twice, each outage of nothing or of what nobody needs, and each desk that cannot call."""
    for i, desk in enumerate(centre.desks):
        path = f"desks[{i}]"
        yield from used_twice(_uses(desk, path))
        yield from _resources(centre, desk, path)
        actions = [key.action for key in desk.keys]
        if actions and all(map(was_read, actions)):
            yield from _no_next(actions, path)
            yield from _quick_press(desk, path)
        yield from _too_short_or_long(desk, path)


def _uses(desk: Desk, path: str) -> Iterator[Use]:
    for j, key in enumerate(desk.keys):
        if key.resource and key.action == "outage":
            yield Use(f"{path}.keys[{j}].resource", key.name, shown(key.resource), "another key")
        elif key.action != "outage":
            yield Use(f"{path}.keys[{j}].action", key.action, shown(key.action), "another key")


def _resources(centre: CentreFile, desk: Desk, path: str) -> Iterator[Slip]:
    needed = {resource for service in centre.services for resource in service.needs}
    for j, key in enumerate(desk.keys):
        if not was_read(key.action) or not was_read(key.resource):
            continue
        place = f"{path}.keys[{j}].resource"
        if key.action != "outage" and key.resource:
            yield Slip(place, f'{shown(key.resource)}: only for action = "outage"; remove it')
        elif key.action == "outage" and not key.resource:
            expected = either(f'"{resource}"' for resource in get_args(Resource))
            yield Slip(place, f'missing; action = "outage" needs it: {expected}')
        elif key.resource and key.resource not in needed and all(map(was_read, needed)):
            yield Slip(
                place, f"{shown(key.resource)}: no service needs it; remove the key, or add it to a service's needs"
            )


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
