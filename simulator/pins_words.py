# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is said over the socket of a simulated unit, one JSON object a line; it knows no pins and no sockets."""

from typing import Annotated

import msgspec

PATH_VARIABLE = "CHERHA_PINS"
"""The environment variable that tells a unit where to open its socket."""

BOUNCE_S = 0.015
"""How long a worn contact bounces; real ones take 10 to 20 ms."""

_Hold = Annotated[float, msgspec.Meta(ge=0, le=3600)]


class Request(msgspec.Struct, frozen=True, kw_only=True, tag_field="do", tag=str.lower, forbid_unknown_fields=True):
    """Something to do with the unit's pins."""


class Press(Request, frozen=True, kw_only=True):
    """Close the contact at once and open it after ``hold_s``."""

    pin: int
    hold_s: _Hold = 0.1


class Chatter(Request, frozen=True, kw_only=True):
    """Close and open within BOUNCE_S so that ``edges`` edges come (one more if even), hold, and open the same way."""

    pin: int
    edges: Annotated[int, msgspec.Meta(ge=3, le=199)] = 9
    hold_s: _Hold = 0.1


class Stick(Request, frozen=True, kw_only=True):
    """Close the contact until Release; it holds before the unit has made its button, too."""

    pin: int


class Release(Request, frozen=True, kw_only=True):
    """Open the contact, whatever holds it."""

    pin: int


class Watch(Request, frozen=True, kw_only=True):
    """Send the level of each output pin now, and a line for each change until the connection is closed."""


class Moved(msgspec.Struct, frozen=True, kw_only=True, tag_field="say", tag=str.lower):
    """The contact moved; its first edge was at the wall time ``first_edge_ns``."""

    first_edge_ns: int


class Refused(msgspec.Struct, frozen=True, kw_only=True, tag_field="say", tag=str.lower):
    """Nothing was done; ``text`` says why."""

    text: str


class Output(msgspec.Struct, frozen=True, kw_only=True, tag_field="say", tag=str.lower):
    """An output pin has this level since the wall time ``at_ns``; a lamp lights when it is high."""

    pin: int
    high: bool
    at_ns: int


Move = Press | Chatter | Stick | Release
Asked = Move | Watch
Said = Moved | Refused | Output

read_request = msgspec.json.Decoder(Asked).decode
read_said = msgspec.json.Decoder(Said).decode


def line(words: msgspec.Struct) -> bytes:
    """Return the words as they go over the socket."""
    return msgspec.json.encode(words) + b"\n"


def movements(request: Move) -> list[tuple[float, bool]]:
    """Return when, in seconds from now, the contact closes (True) and opens (False)."""
    match request:
        case Press():
            return [(0.0, True), (request.hold_s, False)]
        case Chatter():
            edges = request.edges | 1
            step_s = BOUNCE_S / edges
            closing = [(n * step_s, n % 2 == 0) for n in range(edges)]
            release_s = closing[-1][0] + request.hold_s
            return closing + [(release_s + n * step_s, n % 2 == 1) for n in range(edges)]
        case _:
            return [(0.0, isinstance(request, Stick))]
