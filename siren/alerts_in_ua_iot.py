# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Reads the one letter that alerts.in.ua gives to small devices: 2 bytes over a mobile link; pure."""

from collections.abc import Sequence
from datetime import datetime

from centre.facts_base import Threat
from siren.report import ALERT, CLEAR, Answer, Report, raised, understood, unreadable

ALERTS = {"A": ALERT, "P": f"{ALERT} в частині регіону"}
"""In the whole region, or in a part of it, which counts as an alert: the letter does not say in which."""


def read(answer: Answer, _regions: Sequence[str], _utc: datetime) -> Report:
    """Return what the letter says of the region that was asked for: A, P or N."""
    return understood(answer, str, _meaning)


def _meaning(letter: str) -> Report:
    if letter in ALERTS:
        return raised([Threat(level="unknown", reason=ALERTS[letter])])
    if letter == "N":
        return CLEAR
    return unreadable(f"The feed answers {letter[:8]!r} where A, P or N was expected. Compare regions.")
