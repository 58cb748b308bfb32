# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The verdict's eye on the panels: a call counts when each panel over its window showed it after it was made."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from centre.centre_file import load
from centre.config import CentreFile
from centre.config_displays import Panel, PanelLine
from simulator.panel_verdict import faults
from simulator.timeline import Entry
from tests.conftest import SMALL

BASE_NS = 1_795_000_000_000_000_000
NOT_SEEN = "the call of А001 to window 1 was on no panel over it (hall.panels-0 of hall)"


@pytest.fixture(scope="module")
def centre() -> CentreFile:
    """Return the small centre with a panel over window 1."""
    small = load(SMALL)
    line = PanelLine(device="run/hall.panels-0", driver="ascii", panels=(Panel(window=1),))
    return replace(small, displays=(replace(small.displays[0], panel_lines=(line,)),))


def called(kind: str = "ticket_called", at_ms: int = 1000, window: int = 1) -> Entry:
    """Return a fact about А001, heard much later."""
    at = datetime.fromtimestamp((BASE_NS + at_ms * 1_000_000) / 1e9, UTC).isoformat()
    event = {"number": 1, "event": {"fact": kind, "at": at, "ticket": "А001", "window": window}}
    return {"what": "message", "topic": "cherha/1/event", "at_ns": BASE_NS * 2, "payload": event}


def panel(text: str, at_ms: int) -> Entry:
    """Return a change of the panel."""
    return {
        "what": "panel", "unit": "hall", "line": "hall.panels-0", "window": 1, "text": text,
        "at_ns": BASE_NS + at_ms * 1_000_000,
    }  # fmt: skip


@pytest.mark.parametrize("text", ["А001", "A001", "001"])
def test_a_call_is_seen_in_whatever_letters(centre: CentreFile, text: str) -> None:
    """Cyrillic, Latin ones that look alike, or none."""
    assert faults([called(), panel(text, 1300), panel("", 2000)], centre) == []


@pytest.mark.parametrize(
    "shown", [(), (panel("A002", 1200),), (panel("A001", 500), panel("", 900)), (panel("", 1100),)]
)
def test_a_call_that_no_panel_showed_is_told(centre: CentreFile, shown: tuple[Entry, ...]) -> None:
    """Another number, one that was gone before, or none."""
    assert faults([called(), *shown], centre) == [NOT_SEEN]


def test_a_recall_of_what_stands_there_needs_no_change(centre: CentreFile) -> None:
    """It blinks on."""
    assert faults([called(), panel("A001", 1100), called("ticket_recalled", 1500)], centre) == []
    assert faults([called("ticket_recalled", 1500)], centre) == [NOT_SEEN.replace("call", "recall", 1)]


def test_a_window_without_a_panel_promises_nothing(centre: CentreFile) -> None:
    """Nor a centre without any."""
    assert faults([called(window=2)], centre) == []
    assert faults([called()], load(SMALL)) == []
