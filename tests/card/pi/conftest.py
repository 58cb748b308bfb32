# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the tests of cards share."""

from pathlib import Path

import pytest

from card.taking_in import Pi
from centre.config import CentreFile
from tests.card.pi.folders import fill, pi


@pytest.fixture
def fresh(tmp_path: Path) -> Pi:
    """Return a Pi just flashed: the card's partition has no folder of ours."""
    return pi(tmp_path / "pi")


@pytest.fixture
def copied(fresh: Pi, small_centre: CentreFile) -> Pi:
    """Return a Pi onto whose partition the folder of the kiosk's card was copied."""
    fill(fresh.source, small_centre, "kiosk-hall")
    return fresh
