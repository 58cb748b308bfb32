# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whether this Pi keeps what is written on it; nothing else, since take-in, for which a boot waits, asks it too."""

from pathlib import Path

NO_DATA = Path("run/cherha-no-data")
"""The initrd of the image says here, below the root and in words, why it could not mount the data partition."""


def forgets(root: Path = Path("/")) -> bool:
    """Return whether all that is written is in memory alone, and gone with the power."""
    return (root / NO_DATA).exists()


def why(root: Path = Path("/")) -> str:
    """Return the initrd's own words; "" if it has none."""
    return (root / NO_DATA).read_text(encoding="utf-8", errors="replace").strip()
