# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Sirens as processes of their own: a feed that is calm and a contact that closes, on a real broker."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from centre.config import CentreFile
from centre.config_alarms import Siren
from simulator.town import Town
from tests.conftest import PATIENCE_S

SIRENS = (
    Siren(id="feed", source="alerts_in_ua", regions=("36", "4"), key_file="/etc/cherha/keys/feed"),
    Siren(id="siren-roof", source="contact", alert_pin=20, alarm_when_open=True),
    Siren(id="battery", source="ups", mains_lost_pin=16),
)


@pytest.fixture
def sounding(tmp_path: Path, runtime: Path, movable_centre: CentreFile) -> Iterator[Town]:
    """Return the small centre with three sirens, running."""
    centre = msgspec.structs.replace(movable_centre, sirens=SIRENS)
    with Town(centre, out=tmp_path / "out", runtime=runtime, port=centre.broker.port, frames=False) as running:
        yield running


def said(unit: str, **content: Any) -> Any:
    """Return the claim that a siren has told the dispatcher this."""

    def claim(entries: Any) -> bool:
        requests = [e["payload"] for e in entries if e.get("topic") == f"cherha/1/siren/{unit}/request"]
        return any(content.items() <= request.items() for request in requests)

    return claim


def test_each_siren_tells_its_own_truth(sounding: Town) -> None:
    """What it hears at the start, and what changes then."""
    assert sounding.wait_for(said("feed", message="alert_request", says="clear"), PATIENCE_S)
    assert sounding.wait_for(said("siren-roof", message="alert_request", says="clear"), PATIENCE_S)
    assert sounding.wait_for(said("battery", message="power_request", mains=True, battery_low=False), PATIENCE_S)
    sounding.press("siren-roof", "alert", hold_s=1.0)
    assert sounding.wait_for(said("siren-roof", says="raise"), PATIENCE_S)
    sounding.press("battery", "mains_lost", hold_s=1.0)
    assert sounding.wait_for(said("battery", mains=False), PATIENCE_S)
    assert sounding.feed is not None
    assert [asked.path for asked in sounding.feed.asked][:1] == ["/v1/alerts/active.json"]
