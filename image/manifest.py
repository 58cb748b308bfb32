# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What went into an image: every package, wheel and file that matters, by version and SHA-256, as one JSON file.

Debian's mirrors keep no old versions, so an image cannot be built again byte for byte in a year; it can be said what is
in it, and whether one is it.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from centre.bank_index import from_json
from centre.errors import Unavailable

CHUNK = 1 << 20

Entry = dict[str, str]


def sha256(file: Path) -> str:
    """Return the SHA-256 of a file of any size."""
    told = hashlib.sha256()
    with file.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            told.update(chunk)
    return told.hexdigest()


def installed(status: str) -> list[tuple[str, str, str]]:
    """Return name, version and architecture of each package that dpkg's ``status`` file has, by name."""
    found = []
    for paragraph in status.split("\n\n"):
        fields = dict(re.findall(r"^([A-Za-z-]+): (.*)$", paragraph, flags=re.MULTILINE))
        if fields.get("Status", "").endswith(" installed"):
            found.append((fields["Package"], fields["Version"], fields["Architecture"]))
    return sorted(found)


def debian(packages: Iterable[tuple[str, str, str]], debs: Path) -> dict[str, Entry]:
    """Return version and sum of each package, whose file is in ``debs``; raise Unavailable if one is not there."""
    told = {}
    for name, version, arch in packages:
        file = debs / f"{name}_{version.replace(':', '%3a')}_{arch}.deb"
        if not file.is_file():
            raise Unavailable(f"{file}: not kept, so nothing says what {name} is. Build from new: make image FRESH=1")
        told[name] = {"version": version, "architecture": arch, "sha256": sha256(file)}
    return told


def wheels(folder: Path) -> dict[str, Entry]:
    """Return version of each Python package in ``folder``, and the sum of its RECORD, which has those of its files."""
    told = {}
    for found in sorted(distributions(path=[str(folder)]), key=lambda one: one.name):
        record = found.read_text("RECORD") or ""  # our own has none: it is this source
        told[found.name] = {"version": found.version, "record_sha256": hashlib.sha256(record.encode()).hexdigest()}
    return told


def tools(told: str) -> dict[str, str]:
    """Return the version of each package that ``dpkg-query --show`` told of."""
    return dict(sorted(line.split("\t") for line in told.splitlines()))


def voices(index: bytes) -> dict[str, Entry]:
    """Return who spoke the recordings of each language: whatever the building machine has, so it is said."""
    tongues = sorted(from_json(index).languages.items())
    return {language: {"engine": one.engine, "version": one.version, "voice": one.voice} for language, one in tongues}


def files(folder: Path, names: Iterable[str] | None = None) -> dict[str, str]:
    """Return the sum of each file in ``folder``, or of those named."""
    chosen = (
        sorted(names)
        if names is not None
        else sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
    )
    return {name: sha256(folder / name) for name in chosen}


def text(content: dict[str, Any]) -> str:
    """Return the manifest as it is written: the same content, the same bytes."""
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
