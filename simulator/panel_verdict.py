# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Holds what the panels over windows showed against what was called: every call was on each panel of its window."""

from collections.abc import Sequence
from typing import Any

from centre.config import CentreFile
from centre.letters import fold
from simulator.seen import facts, made_ns
from simulator.timeline import Entry


def faults(entries: Sequence[Entry], centre: CentreFile) -> list[str]:
    """Return, a sentence each, the calls that were not to be seen on a panel of their window after they were made."""
    told = [(name, fact) for kind, name in _CALLS for fact in facts(entries, kind)]
    return [
        f"the {name} of {fact['ticket']} to window {fact['window']} was on no panel over it ({line} of {unit})"
        for name, fact in told
        for unit, line in _panels(centre, fact["window"])
        if not _was_seen(fact, [e for e in entries if e["what"] == "panel" and (e["unit"], e["line"]) == (unit, line)])
    ]


_CALLS = (("ticket_called", "call"), ("ticket_recalled", "recall"))


def _panels(centre: CentreFile, window: int) -> list[tuple[str, str]]:
    """Return the unit and the line of each panel over a window."""
    return [
        (display.id, line.device.rpartition("/")[2])
        for display in centre.displays
        for line in display.panel_lines
        if any(panel.window == window for panel in line.panels)
    ]


def _was_seen(fact: dict[str, Any], shown: Sequence[Entry]) -> bool:
    """Return whether the number came to the panel after the fact, or stood there and stayed."""
    at_ns = made_ns(fact)
    here = [entry for entry in shown if entry["window"] == fact["window"]]
    before = [entry for entry in here if entry["at_ns"] < at_ns]
    after = [entry for entry in here if entry["at_ns"] >= at_ns]
    return any(_is(entry["text"], fact["ticket"]) for entry in (*before[-1:], *after))


def _is(text: str, ticket: str) -> bool:
    """Return whether a panel's text is the number, in whatever letters, or its digits."""
    return bool(text) and (fold(text) == ticket or text == "".join(filter(str.isdigit, ticket)))
