# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A centre with a window more or less, as a head of centre might try it; nothing is written to its file."""

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from centre.config import CentreFile, Window
from centre.errors import BadConfig


def with_window(centre: CentreFile, services: str) -> CentreFile:
    """Return the centre with one window more, for ``passport,property``; raise BadConfig for an unknown service.

    Its clerk has the lunch that fewest have, so that the new window looks no better than it would be.
    """
    wanted = tuple(dict.fromkeys(name.strip() for name in services.split(",")))
    known = [service.id for service in centre.services]
    for name in wanted:
        if name not in known:
            raise BadConfig(f"--with-window: there is no service {name!r}. The centre has: {', '.join(known)}.")
    number = max(window.number for window in centre.windows) + 1
    added = Window(number=number, services=wanted, lunch=_rarest_lunch(centre))
    return replace(centre, windows=(*centre.windows, added))


def without_window(centre: CentreFile, number: int) -> CentreFile:
    """Return the centre without a window; raise BadConfig if there is none, or if it alone serves something."""
    kept = tuple(window for window in centre.windows if window.number != number)
    if len(kept) == len(centre.windows):
        known = ", ".join(str(window.number) for window in centre.windows)
        raise BadConfig(f"--without-window: there is no window {number}. The centre has: {known}.")
    lost = _unserved(centre, kept)
    if lost:
        raise BadConfig(f"--without-window {number}: nobody else serves {', '.join(lost)}. Keep it, or add a window.")
    return replace(centre, windows=kept, desks=tuple(desk for desk in centre.desks if desk.window != number))


def changed_services(before: CentreFile, after: CentreFile) -> tuple[str, ...]:
    """Return the services of the windows that only one of the two centres has."""
    windows = set(before.windows) ^ set(after.windows)
    served = {service for window in windows for service in window.services}
    return tuple(service.id for service in before.services if service.id in served)


def _unserved(centre: CentreFile, windows: Sequence[Window]) -> list[str]:
    served = {service for window in windows for service in window.services}
    return [service.id for service in centre.services if service.id not in served]


def _rarest_lunch(centre: CentreFile) -> str | None:
    lunches = Counter(window.lunch for window in centre.windows if window.lunch is not None)
    return min(lunches, key=lambda lunch: (lunches[lunch], lunch)) if lunches else None
