# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a trial leaves: image.json with each check and figure, and the same as a table for README."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

FIGURES: Mapping[str, str] = {
    "first_boot_s": "power on → the kiosk's lamp says that a ticket can be had, first boot of a fresh card, s",
    "boot_s": "the same, boot after a power cut, s",
    "press_to_ticket_s": "contact closes → the printer has cut, the slower of two, s",
    "call_to_screen_s": "desk's key closes → the call is in a picture of the screen, s",
    "waits_for_folder_s": "power on → the screen asks for a folder, s",
    "image_mb": "the image, MB (without holes)",
    "failed_units": "units of systemd that failed",
}


def write(out: Path, checks: Mapping[str, bool], figures: Mapping[str, Any]) -> Path:
    """Write ``image.json`` into ``out`` and return its path."""
    path = out / "image.json"
    path.write_bytes(msgspec.json.format(msgspec.json.encode({**figures, "checks": checks})))
    return path


def table(checks: Mapping[str, bool], figures: Mapping[str, Any]) -> str:
    """Return the figures, the slowest parts of the boot and the checks as Markdown."""
    rows = [(means, _said(figures[name])) for name, means in FIGURES.items() if name in figures]
    slow = [(f"`{unit}`", f"{took_s:.1f}") for unit, took_s in figures.get("slowest", ())]
    held = [(f"`{name}`", "yes" if well else "**no**") for name, well in checks.items()]
    parts = [_table(("figure", ""), rows), _table(("slowest of the boot", "s"), slow), _table(("check", "holds"), held)]
    return "\n\n".join(part for part in parts if part)


def _said(figure: Any) -> str:
    if isinstance(figure, list):
        return ", ".join(map(str, figure)) or "none"
    return str(figure)


def _table(head: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    if not rows:
        return ""
    return "\n".join(f"| {one} | {other} |" for one, other in (head, ("---", "---"), *rows))
