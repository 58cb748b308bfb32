# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The recorded words of the image itself, out of its first root: what the hall is to hear is held against them."""

import subprocess
from pathlib import Path

from centre.bank_index import FOLDER, INDEX
from image.trial import card


def of_image(image: Path, out: Path) -> Path:
    """Return a folder with the bank of the image; one without an index if it has none, so that espeak-ng speaks."""
    kept = out / "bank"
    if not kept.exists():
        kept.mkdir()
        root = card.partitions(image)[1]
        words = ["debugfs", "-R", f"rdump {FOLDER} {kept}", f"{image}?offset={root.offset}"]
        subprocess.run(words, capture_output=True, check=False)
    return next((found.parent for found in kept.rglob(INDEX)), kept)
