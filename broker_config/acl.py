# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who may say and hear what: the broker's ``acl_file``, made from the topic table and from nothing else.

Each unit is a user of its own. A topic level that names the speaker, or the one spoken to, is filled with the
user's own name, so no kiosk can ask, answer or report as another; all other levels are filled with ``+``.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from centre.cards import devices
from centre.config import CentreFile
from centre.identity import BRIDGE, DISPATCHER, OFFICE, PAGE, TECHNICIAN, user_of
from centre.messages import PREFIX, WIRE, Role, Row, topic

HEADER = """\
# Made from centre.toml and the topic table in centre/messages.py; do not edit.
# Whoever is not named here may neither write nor read anything.
"""


class Unit(NamedTuple):
    """One who speaks to the broker, or only listens; ``window`` is a desk's own."""

    role: Role
    id: str
    window: int | None = None


def acl(centre: CentreFile) -> str:
    """Return the text of the acl_file (mosquitto.conf(5)); nothing in it is wider than the topic table."""
    sections = [_section(user_of(unit.role, unit.id), _rights(unit)) for unit in units(centre)]
    # Mosquitto looks at what it denies first: whoever hears when which box says a word knows whose it is.
    denied = [f"deny {topic(row.name, id='+')}" for row in WIRE if row.sealed]
    sections.append(_section(TECHNICIAN, [*denied, f"read {PREFIX}/#"]))
    return "\n".join([HEADER, *sections])


def units(centre: CentreFile) -> Iterator[Unit]:
    """Yield everybody who speaks on the wire, the dispatcher first."""
    yield Unit("dispatcher", DISPATCHER)
    yield Unit("office", OFFICE)
    windows = {desk.id: desk.window for desk in centre.desks}
    yield from (Unit(*place, windows.get(place.id)) for place in devices(centre))
    if centre.region is not None:
        yield Unit("bridge", BRIDGE)
    if centre.broker.pages_port is not None:
        yield Unit("page", PAGE)


def _section(user: str, rights: list[str]) -> str:
    return "".join(f"{line}\n" for line in (f"user {user}", *(f"topic {right}" for right in rights)))


def _rights(unit: Unit) -> list[str]:
    writes = [f"write {_filter(row, unit, 'write')}" for row in WIRE if unit.role in row.senders]
    reads = [f"read {_filter(row, unit, 'read')}" for row in WIRE if unit.role in row.receivers]
    return writes + reads


def _filter(row: Row, unit: Unit, access: Literal["write", "read"]) -> str:
    """Return the row's topic as this unit may use it: own levels where they are its own, ``+`` elsewhere."""
    own_topic = row.topic.startswith(f"{unit.role}/")
    own_state = row.topic.startswith("{role}/") and access == "write"
    return topic(
        row.name,
        role=unit.role if own_state else "+",
        id=unit.id if own_topic or own_state else "+",
        window="+" if unit.window is None else unit.window,
    )
