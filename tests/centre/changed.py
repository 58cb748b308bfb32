# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tools for tests of the cross-checks: a centre with one thing changed, and what is then said of it."""

from typing import Any

import msgspec
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_check import check, warn

UNSET: Any = msgspec.UNSET
"""What the reader leaves where a value could not be read; no field says that it takes it."""


def told(centre: CentreFile) -> list[str]:
    """Return the complaints as a technician reads them."""
    return [str(slip) for slip in check(centre)]


def warned(centre: CentreFile) -> list[str]:
    """Return the warnings of a centre that has no complaint; that the small one's kiosk is mute is known here."""
    assert told(centre) == []
    return [str(slip) for slip in warn(centre) if 'no button has voice = "listen"' not in slip.text]


def put(centre: CentreFile, path: str, value: Any) -> CentreFile:
    """Return the centre with one value replaced: ``put(centre, "desks.0.keys.1.pin", 17)``."""

    def inside(part: Any, levels: list[str]) -> Any:
        if not levels:
            return value
        name, *rest = levels
        if isinstance(part, tuple):
            return tuple(inside(item, rest) if index == int(name) else item for index, item in enumerate(part))
        return replace(part, **{name: inside(getattr(part, name), rest)})

    changed: CentreFile = inside(centre, path.split("."))
    return changed


def add(centre: CentreFile, path: str, *items: Any) -> CentreFile:
    """Return the centre with items more in a list: ``add(centre, "kiosks.0.buttons", Button(pin=4))``."""
    part: Any = centre
    for name in path.split("."):
        part = part[int(name)] if isinstance(part, tuple) else getattr(part, name)
    return put(centre, path, (*part, *items))
