# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a bundle says of itself, and why one is not installed: pure. image/bundle.py makes bundles by the same words."""

import json
import re
from typing import NamedTuple

from centre.errors import Unavailable
from centre.journal_lines import SCHEMA

COMPATIBLE = "cherha-arm64"
"""What machines a bundle is for, as /etc/rauc/system.conf has it."""

SUFFIX = ".raucb"

MB = 1_000_000

_JOURNAL = re.compile(r"\bjournal=(\d+)\b")


class Refusal(Unavailable):
    """A bundle is not installed, and nothing was changed; the text says why and what to do.

    ``quiet``: what a stick that was left in says at each start; nobody need be troubled with it.
    """

    def __init__(self, text: str, *, quiet: bool = False) -> None:
        super().__init__(text)
        self.quiet = quiet


class Bundle(NamedTuple):
    """What is asked of it. ``size``: of its system, in bytes.

    ``journal``: in which schema its Cherha writes journals (centre/journal_lines.py).
    """

    version: str
    compatible: str
    journal: int
    size: int = 0


class Installed(NamedTuple):
    """What this Pi has: the version that runs, the other slot's, "" if there is none, and what became of that.

    ``other``: *waiting* for the next start, *returned* from because it did not come up, or merely *there*.
    ``room``: how much that slot holds, in bytes.
    """

    version: str
    other_version: str = ""
    other: str = "there"
    room: int = 0


def described(journal: int = SCHEMA) -> str:
    """Return the description that a bundle carries: RAUC hands on no field of ours."""
    return f"journal={journal}"


def read(answer: str) -> Bundle:
    """Return what ``rauc info --output-format=json`` said; it is said of a bundle whose signature is right."""
    said = json.loads(answer)
    journal = _JOURNAL.search(said.get("description") or "")
    return Bundle(
        said.get("version") or "",
        said.get("compatible") or "",
        int(journal[1]) if journal else SCHEMA,
        max((part["size"] for image in said.get("images", []) for part in image.values()), default=0),
    )


def check(place: str, bundle: Bundle, installed: Installed, *, again: bool = False) -> None:
    """Raise Refusal for what must not be installed, or, unless it is meant ``again``, need not be."""
    if bundle.compatible != COMPATIBLE:
        raise Refusal(f"{place} is for another machine: '{bundle.compatible}', and this Pi is '{COMPATIBLE}'.")
    if bundle.journal > SCHEMA:
        raise Refusal(
            f"{place}: version {bundle.version} writes journals that this version could not read if it had to return "
            f"(schema {bundle.journal}, this one reads {SCHEMA}). Install a version between the two first."
        )
    if bundle.size > installed.room:
        large, room = bundle.size // MB, installed.room // MB
        raise Refusal(
            f"{place}: version {bundle.version} has {large} MB, and a system of this card {room} MB at most. "
            "Flash its image onto a new card, and copy this card's folder onto it."
        )
    if again:
        return
    if bundle.version == installed.version:
        raise Refusal(
            f"{place} has version {bundle.version}, which runs here already. To install it: --again", quiet=True
        )
    if age(bundle.version) < age(installed.version):
        raise Refusal(
            f"{place} has version {bundle.version}, which is older than this Pi's {installed.version}. "
            "To go back to it: --again",
            quiet=True,
        )
    if bundle.version != installed.other_version:
        return
    if installed.other == "waiting":
        raise Refusal(
            f"Version {bundle.version} is installed, and takes effect at the next start of this Pi.", quiet=True
        )
    if installed.other == "returned":
        raise Refusal(
            f"Version {bundle.version} was tried on this Pi and did not come up, so it went back to "
            f"{installed.version}. To try it once more: --again",
            quiet=True,
        )


def age(version: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared: its digits, in their order, as 0.1.0+20261126 has them."""
    return tuple(int(number) for number in re.findall(r"\d+", version))
