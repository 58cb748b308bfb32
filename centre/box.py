# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a service knows of the box with its keys and lamps, whatever that hangs on: pins, or a serial line."""

from typing import NamedTuple, Protocol

from centre.lamps import Light
from centre.messages import Problem


class Edge(NamedTuple):
    """A contact closed or opened; ``at_s`` is read from the steady clock at the pin, or as its byte is read."""

    name: str
    closed: bool
    at_s: float


class Troubles(NamedTuple):
    """What is wrong with the box from now on, for the technician; none: all is well."""

    problems: tuple[Problem, ...]


class Box(Protocol):
    """Contacts and lamps by name; an ``Edge`` of each contact, and ``Troubles``, go into the inbox it was made with."""

    def closed(self, name: str) -> bool:
        """Return whether the contact is closed now."""

    def light(self, name: str, light: Light) -> None:
        """Let a lamp burn or blink; a lamp that is not wired is passed over."""

    def alive(self) -> bool:
        """Return whether edges are still reported."""

    def close(self) -> None:
        """Put the lamps out and give everything back; no edge comes after it."""
