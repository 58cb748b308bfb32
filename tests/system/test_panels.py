# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Panels over the windows of a real town: they blink, stand, go dark; a pulled plug, an alert, a lost centre."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_displays import Panel, PanelLine
from simulator import panel_verdict
from simulator.morning import Morning
from simulator.seen import facts
from simulator.timeline import Entry
from simulator.town import Town
from tests.system.conftest import given

EFFECT_S = 60.0
LINE = PanelLine(
    device="/dev/ttyUSB0",
    driver="qsystem",
    letters="cp1251",
    width=5,
    panels=(Panel(window=1, address=1), Panel(window=2, address=7)),
)
"""One line over both windows; the second panel has the number that ends a frame for its address."""

OTHER_SIDE = PanelLine(device="/dev/ttyUSB1", driver="ascii", panels=(Panel(window=1),))
"""A panel alone, over the other side of window 1."""


@pytest.fixture
def hung(tmp_path: Path, runtime: Path, movable_centre: CentreFile) -> Iterator[Town]:
    """Yield a town with panels on two lines, both windows open, and a ticket for each."""
    display = replace(movable_centre.displays[0], panel_lines=(LINE, OTHER_SIDE), voice=None)
    order = replace(movable_centre.order, minimum_age_s=0)
    alerts = replace(movable_centre.alerts, grace_min=0.0)
    centre = replace(movable_centre, displays=(display,), order=order, alerts=alerts)
    with Town(centre, out=tmp_path / "out", runtime=runtime, port=centre.broker.port, frames=False) as town:
        Morning(town).open_windows()
        for service in ("passport", "property"):
            town.press("kiosk-hall", service)
            assert town.wait_for(partial(given, service), EFFECT_S)
        yield town


def texts(entries: list[Entry], window: int, line: int = 0, since: int = 0) -> list[str]:
    """Return what the panel over a window has shown, one after the other."""
    name = f"hall.panels-{line}"
    told = (e for e in entries[since:] if e["what"] == "panel" and e["line"] == name and e["window"] == window)
    return [entry["text"] for entry in told]


def shows(town: Town, window: int, *wanted: str, line: int = 0, since: int = 0) -> bool:
    """Wait until a panel has shown these texts, one directly after the other."""

    def claim(entries: list[Entry]) -> bool:
        told = texts(entries, window, line, since)
        return any(tuple(told[i : i + len(wanted)]) == wanted for i in range(len(told)))

    return town.wait_for(claim, EFFECT_S)


def problems(entries: list[Entry]) -> list[str]:
    """Return what the display says of itself now."""
    states = [e for e in entries if e["what"] == "message" and e["topic"].endswith("display/hall/state")]
    return [problem["code"] for problem in states[-1]["payload"].get("problems", ())]


def here(town: Town) -> int:
    """Return where the timeline has come to."""
    return len(town.timeline.entries)


def alert(town: Town, *options: str) -> None:
    """Raise an alert from the office, or end it."""
    command = [sys.executable, "-m", "cherha", "alert", *options, "--centre", str(town.runtime.centre_file)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def test_a_call_blinks_over_its_window_and_stands_while_it_is_served(hung: Town) -> None:
    """On both sides of it, as the panels have letters, and nothing over the other; then all goes dark."""
    hung.press("desk-1", "next")
    assert shows(hung, 1, "А001", "", "А001", "")
    assert shows(hung, 1, "A001", "", "A001", line=1)
    assert texts(hung.timeline.entries, 2) == []
    hung.press("desk-1", "recall")
    assert hung.wait_for(lambda e: bool(facts(e, "ticket_recalled")), EFFECT_S)
    assert shows(hung, 1, "А001", "", since=here(hung))
    hung.press("desk-1", "serve")
    assert hung.wait_for(lambda e: bool(facts(e, "serving_started")), EFFECT_S)
    hung.press("desk-2", "next")
    assert shows(hung, 2, "М001", "")
    since = here(hung)
    assert shows(hung, 2, "М001", "", "М001", since=since)
    assert texts(hung.timeline.entries, 1, since=since) == []
    assert texts(hung.timeline.entries, 1)[-1] == "А001"
    hung.press("desk-1", "next")
    assert hung.wait_for(lambda e: texts(e, 1)[-1] == "", EFFECT_S)
    assert facts(hung.timeline.entries, "ticket_finished")
    hung.shut_down()
    assert [panels.text(address) for panels in hung.panels["hall"] for address in panels._texts] == ["", "", ""]
    assert panel_verdict.faults(hung.timeline.entries, hung.centre) == []


def test_a_line_that_is_pulled_out_shows_the_truth_when_it_is_back(hung: Town) -> None:
    """The other goes on meanwhile; the technician is told; a call that was made and ended meanwhile is not shown."""
    lone, both = hung.panels["hall"][1], hung.panels["hall"][0]
    both.unplug()
    assert hung.wait_for(lambda e: problems(e) == ["panel_away"], EFFECT_S)
    hung.press("desk-1", "next")
    assert shows(hung, 1, "A001", "", line=1)
    hung.press("desk-2", "next")
    assert hung.wait_for(lambda e: len(facts(e, "ticket_called")) == 2, EFFECT_S)
    hung.press("desk-1", "no_show")
    assert hung.wait_for(lambda e: bool(facts(e, "ticket_no_show")), EFFECT_S)
    both.plug()
    assert shows(hung, 2, "М001", "", "М001")
    assert hung.wait_for(lambda e: problems(e) == [], EFFECT_S)
    assert texts(hung.timeline.entries, 1) == []
    assert lone.text(None) == ""


def test_in_an_alert_nobody_is_held_at_a_window(hung: Town) -> None:
    """Blank from the alert on, who is served as well as who is called; after it both numbers are back as they were."""
    hung.press("desk-1", "next")
    hung.press("desk-2", "next")
    assert shows(hung, 2, "М001", "")
    hung.press("desk-1", "serve")
    assert hung.wait_for(lambda e: bool(facts(e, "serving_started")), EFFECT_S)
    assert shows(hung, 2, "М001", "", "М001")
    assert texts(hung.timeline.entries, 1)[-1] == "А001"
    alert(hung)
    assert hung.wait_for(lambda e: [texts(e, window)[-1] for window in (1, 2)] == ["", ""], EFFECT_S)
    since = here(hung)
    alert(hung, "--over")
    assert shows(hung, 1, "А001", since=since)
    assert shows(hung, 2, "М001", "", "М001", since=since)
    assert texts(hung.timeline.entries, 1, since=since) == ["А001"]


def test_without_the_centre_an_old_number_becomes_dashes(hung: Town) -> None:
    """It stands for half a minute, for somebody is on the way; back, it is what is called."""
    hung.press("desk-1", "next")
    assert shows(hung, 1, "А001", "")
    since = here(hung)
    hung.kill("dispatcher")
    assert shows(hung, 1, "-----", since=since)
    assert shows(hung, 2, "-----", since=since)
    assert shows(hung, 1, "----", line=1, since=since)
    stood = [text for text in texts(hung.timeline.entries, 1, since=since) if text]
    assert stood in (["-----"], ["А001", "-----"])
    since = here(hung)
    hung.start("dispatcher")
    assert shows(hung, 1, "А001", "", "А001", since=since)
    assert shows(hung, 2, "", since=since)
