# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where a kiosk's choices are on its touch screen now: read off its log, left for whoever wants to touch one."""

import re
from pathlib import Path

import msgspec

from centre.errors import Unavailable

_SHOWN = re.compile(
    r"(?P<at>[0-9.]+) INFO kiosk\.\w+: page shown: (?P<kind>\w+) language=(?P<language>[\w+]+) targets=(?P<targets>\S*)"
)
"""A kiosk's one line about each page; its targets are ``passport@40,120,300,90;more@…``, in pixels."""


_DRAWN = re.compile(r"(?P<at>[0-9.]+) INFO centre\.screen_thread: drawn_ms=")
"""The line of its screen's thread, behind it: only now the page can be seen."""


class Target(msgspec.Struct, frozen=True, array_like=True):
    """What can be touched: left, top, width and height in pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        """Return where a finger aims."""
        return self.left + self.width // 2, self.top + self.height // 2


class TouchPage(msgspec.Struct, frozen=True, kw_only=True):
    """The page on a kiosk's screen, seen since ``at_s`` of the wall clock, on the simulating X server ``display``."""

    at_s: float
    display: str
    kind: str
    language: str
    targets: dict[str, Target]


def shown(line: str, display: str) -> TouchPage | None:
    """Return the page that a line of a kiosk's log tells of, None for any other line."""
    if not (found := _SHOWN.search(line)):
        return None
    named = (target.split("@") for target in found["targets"].split(";") if target)
    return TouchPage(
        at_s=float(found["at"]),
        display=display,
        kind=found["kind"],
        language=found["language"],
        targets={name: Target(*map(int, place.split(","))) for name, place in named},
    )


def drawn_at_s(line: str) -> float | None:
    """Return when a screen was drawn, as a line of a kiosk's log tells; None for any other line."""
    found = _DRAWN.search(line)
    return float(found["at"]) if found else None


def leave(path: Path, page: TouchPage) -> None:
    """Leave word of the page, whole at any moment."""
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(msgspec.json.encode(page))
    new.replace(path)


def page_with(path: Path, unit: str, choice: str) -> TouchPage:
    """Return the page, on which there is the choice; raise Unavailable if it is not on the page now."""
    try:
        page = msgspec.json.decode(path.read_bytes(), type=TouchPage)
    except FileNotFoundError:
        raise Unavailable(f"'{unit}' shows no page of a simulated touch screen now.") from None
    if choice not in page.targets:
        there = ", ".join(page.targets) or "nothing to touch"
        raise Unavailable(f"'{choice}' is not on the page '{page.kind}' of '{unit}' now. There is: {there}.")
    return page
