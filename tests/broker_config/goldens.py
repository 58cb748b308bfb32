# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Files for Mosquitto that were read and found good; ``CHERHA_RENEW=1`` writes them anew, to be read again."""

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def assert_golden(made: str, name: str) -> None:
    """Hold a text against the golden file of a name."""
    golden = GOLDEN / name
    if os.environ.get("CHERHA_RENEW"):
        golden.write_text(made, encoding="utf-8")
    renew = f"{name} is not what was found good. Read the difference; if it is right, renew: CHERHA_RENEW=1 pytest ..."
    assert made == golden.read_text(encoding="utf-8"), renew
