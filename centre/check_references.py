# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of references: whoever names a service, sphere or window names one that is there; none is forgotten."""

from collections.abc import Iterable, Iterator

from centre.check_names import Use, called, used_twice
from centre.config import CentreFile
from centre.hints import did_you_mean, either, shown
from centre.toml_reader import Slip, was_read


def references(centre: CentreFile) -> Iterator[Slip]:
    """Yield unknown, repeated and unserved services, unknown spheres and windows, windows without their one desk.

    Where a name could not be read, its absence proves nothing, and what depends on it is left unsaid.
    """
    yield from _unknown("service", [service.id for service in centre.services], _named_services(centre))
    yield from _unknown("sphere", [sphere.id for sphere in centre.spheres], _named_spheres(centre))
    yield from _repeated_services(centre)
    yield from _unserved(centre)
    yield from _unknown_windows(centre)
    yield from _deskless(centre)


def _unknown(kind: str, known: list[str], named: Iterable[tuple[str, str]]) -> Iterator[Slip]:
    if not all(map(was_read, known)):
        return
    for path, name in named:
        if was_read(name) and name not in known:
            expected = f"Expected {either(known)}" if known else f"There is no [[{kind}s]] at all"
            yield Slip(path, f"{shown(name)}: no such {kind}.{did_you_mean(name, known) or f' {expected}'}")


def _named_services(centre: CentreFile) -> Iterator[tuple[str, str]]:
    for i, window in enumerate(centre.windows):
        for j, service in enumerate(window.services):
            yield f"windows[{i}].services[{j}]", service
    for i, kiosk in enumerate(centre.kiosks):
        for j, button in enumerate(kiosk.buttons):
            if button.service:
                yield f"kiosks[{i}].buttons[{j}].service", button.service
    for i, desk in enumerate(centre.desks):
        for j, key in enumerate(desk.keys):
            if key.service:
                yield f"desks[{i}].keys[{j}].service", key.service


def _named_spheres(centre: CentreFile) -> Iterator[tuple[str, str]]:
    for i, service in enumerate(centre.services):
        if service.sphere:
            yield f"services[{i}].sphere", service.sphere
    for i, kiosk in enumerate(centre.kiosks):
        for j, button in enumerate(kiosk.buttons):
            if button.sphere:
                yield f"kiosks[{i}].buttons[{j}].sphere", button.sphere


def _repeated_services(centre: CentreFile) -> Iterator[Slip]:
    for i, window in enumerate(centre.windows):
        yield from used_twice(
            Use(f"windows[{i}].services[{j}]", service, shown(service), "the same window")
            for j, service in enumerate(window.services)
        )


def _unserved(centre: CentreFile) -> Iterator[Slip]:
    served = {service for window in centre.windows for service in window.services}
    if not all(map(was_read, served)):
        return
    for i, service in enumerate(centre.services):
        if was_read(service.id) and service.id not in served:
            yield Slip(f"services[{i}].id", f"{shown(service.id)}: no window serves it; add it to a window's services")


def _unknown_windows(centre: CentreFile) -> Iterator[Slip]:
    known = [window.number for window in centre.windows]
    if not all(map(was_read, known)):
        return
    for path, number in _named_windows(centre):
        if was_read(number) and number not in known:
            yield Slip(path, f"{number}: no such window; expected a number from [[windows]]")


def _named_windows(centre: CentreFile) -> Iterator[tuple[str, int]]:
    for i, number in enumerate(centre.alerts.shelter_windows):
        yield f"alerts.shelter_windows[{i}]", number
    for i, rating in enumerate(centre.ratings):
        if rating.window is not None:
            yield f"ratings[{i}].window", rating.window
    for i, display in enumerate(centre.displays):
        for j, number in enumerate(display.windows):
            yield f"displays[{i}].windows[{j}]", number
    for i, desk in enumerate(centre.desks):
        yield f"desks[{i}].window", desk.window
        for j, key in enumerate(desk.keys):
            if key.to_window:
                yield f"desks[{i}].keys[{j}].to_window", key.to_window


def _deskless(centre: CentreFile) -> Iterator[Slip]:
    uses = [
        Use(f"desks[{i}].window", desk.window, f"window {desk.window}", called("desk", desk.id))
        for i, desk in enumerate(centre.desks)
    ]
    yield from used_twice(uses)
    taken = {use.value for use in uses}
    if not all(map(was_read, taken)):
        return
    for i, window in enumerate(centre.windows):
        if was_read(window.number) and window.number not in taken:
            yield Slip(f"windows[{i}].number", f"{window.number}: no desk is at this window; add one under [[desks]]")
