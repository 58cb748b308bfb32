# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whether the image of this source has been tried: a committed file with the hash of what decides how it comes up.

`python -m image.trial.proof` exits 0 if so, else 1 and says why. See docs/decisions/038-the-image-tried.md.
"""

import hashlib
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from centre.errors import Unavailable
from image.trial.checks import SCENES

SOURCE = Path(__file__).parents[2]

PROOF = Path("image/proof.json")

INPUTS = ("image", "systemd", "broker_config", "card", "pyproject.toml", "constraints.txt")
"""What decides how an image is put together, how it comes up and how it is tried. What runs then, `make test` tries."""

SUITE_ONLY = (".md",)


def files(source: Path) -> list[Path]:
    """Return the inputs that git knows, by their names in the source."""
    words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *INPUTS]
    done = subprocess.run(words, cwd=source, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"{source} is not a git clone, so nothing says what the image is made of.")
    named = (Path(name) for name in done.stdout.split("\0") if name)
    return sorted(
        path for path in named if path != PROOF and path.suffix not in SUITE_ONLY and (source / path).is_file()
    )


def _deciding(file: Path) -> bytes:
    """Return what of a file decides: all of it, but of the project's own what is packed, not how it is tested."""
    if file.name != "pyproject.toml":
        return file.read_bytes()
    whole = tomllib.loads(file.read_text())
    extras = whole["project"].pop("optional-dependencies", {})
    packed = (whole["project"], extras.get("pi"), whole.get("build-system"), whole.get("tool", {}).get("setuptools"))
    return msgspec.json.encode(packed, order="sorted")


def digest(source: Path, paths: Iterable[Path]) -> str:
    """Return a hash of these files, their names and whether they can be run."""
    whole = hashlib.sha256()
    for path in paths:
        file = source / path
        runs = "x" if file.stat().st_mode & 0o100 else "-"
        whole.update(f"{path.as_posix()} {runs} {hashlib.sha256(_deciding(file)).hexdigest()}\n".encode())
    return whole.hexdigest()


def inputs(source: Path) -> str:
    """Return the hash of what decides; "" where no git knows what that is."""
    try:
        return digest(source, files(source))
    except Unavailable:
        return ""


def made_of(image: Path) -> str:
    """Return the hash of what an image was made of, as the manifest beside it says; "" if it does not."""
    try:
        return str(msgspec.json.decode(image.with_suffix(".json").read_bytes())["source"]["inputs_sha256"])
    except (OSError, msgspec.DecodeError, KeyError, TypeError):
        return ""


def record(source: Path, scenes: Sequence[str], checks: Mapping[str, bool], figures: Mapping[str, Any]) -> Path:
    """Write the proof: which inputs, what was seen. It is to be committed with them."""
    path = source / PROOF
    said = {"inputs_sha256": digest(source, files(source)), "scenes": scenes, "checks": checks, "figures": figures}
    path.write_bytes(msgspec.json.format(msgspec.json.encode(said)) + b"\n")
    return path


def lacks(source: Path, scenes: Iterable[str]) -> str:
    """Return why the image of this source still has to be tried, "" if it has been."""
    path = source / PROOF
    if not path.exists():
        return f"{PROOF} is not there: no image of this source has been tried."
    try:
        proof = msgspec.json.decode(path.read_bytes())
        known, tried, checks = proof["inputs_sha256"], proof["scenes"], proof["checks"]
    except (msgspec.DecodeError, KeyError, TypeError) as wrong:
        return f"{PROOF} cannot be read ({wrong})."
    if missing := [scene for scene in scenes if scene not in tried]:
        return f"{PROOF} is of a trial without: {', '.join(missing)}."
    if broken := [name for name, held in checks.items() if not held]:
        return f"{PROOF} is of a trial in which did not hold: {', '.join(broken)}."
    if known != digest(source, files(source)):
        return f"What decides how the image comes up ({', '.join(INPUTS)}) is another than in {PROOF}."
    return ""


def main() -> int:
    """Say why a trial is due; exit 0 if none is."""
    why = lacks(SOURCE, SCENES)
    print(why or f"The image of this source was tried: {PROOF}.")
    return int(bool(why))


if __name__ == "__main__":
    sys.exit(main())
