# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A hall that hears sirens: how tests raise and end an alert, and what they then look at."""

from typing import Any

from centre.config_alarms import Alerts, Siren
from centre.config_desks import Desk, Key
from centre.config_rules import Calls
from centre.facts import QueueFact
from centre.facts_base import AlertLevel, Threat
from dispatcher.rules.commands import CallNext, IssueTicket
from dispatcher.rules.commands_alarms import HearSource
from tests.dispatcher.rules.hall import Hall

CONFIRMS = (Desk(id="desk-2", window=2, keys=(Key(action="next", pin=4), Key(action="serve", pin=5))),)
"""Window 2 can say that a citizen came, so its calls end as no-shows by the clock."""

SIRENS = (Siren(id="feed", source="ukrainealarm", regions=("36",)), Siren(id="roof", source="contact", alert_pin=20))


def alarm_hall(**changes: Any) -> Hall:
    """Return a hall with two sirens and the usual times; ``alerts`` are given as they stand in centre.toml."""
    alerts = Alerts(**changes.pop("alerts", {}))
    return Hall(**{"sirens": SIRENS, "calls": Calls(), "desks": CONFIRMS, "alerts": alerts, **changes})


def raised(hall: Hall, *levels: AlertLevel, source: str = "feed", after_s: float = 0) -> tuple[QueueFact, ...]:
    """Let a source raise an alert of these levels; return what happens."""
    threats = tuple(Threat(level=level) for level in levels)
    return hall.do(HearSource(source, "raise", threats), after_s=after_s)


def cleared(hall: Hall, source: str = "feed", after_s: float = 0) -> tuple[QueueFact, ...]:
    """Let a source say that there is none; return what happens."""
    return hall.do(HearSource(source, "clear"), after_s=after_s)


def lost(hall: Hall, source: str = "feed") -> tuple[QueueFact, ...]:
    """Let a source fall silent; return what happens."""
    return hall.do(HearSource(source, "lost"), after_s=0)


def called(hall: Hall, service: str = "property", window: int = 2) -> str:
    """Take a ticket and call it; return its number."""
    ticket = hall.issue(service)
    hall.do(CallNext(window), after_s=20)
    return ticket


def press(hall: Hall, service: str = "property", **more: Any) -> IssueTicket:
    """Return a press that nobody made before."""
    return IssueTicket(service, "hall", f"hall/{hall.now.isoformat()}", **more)


def kinds(facts: tuple[QueueFact, ...]) -> list[str]:
    """Return what happened by its names."""
    return [type(fact).__name__ for fact in facts]
