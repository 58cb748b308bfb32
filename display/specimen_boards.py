# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A believable Monday of a centre, as boards that its dispatcher could have sent; pure: no screen, no clock.

Whatever may be chosen in centre.toml and changes the picture is set here, so that a specimen is the same tomorrow.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from centre.config import CentreFile, Language
from centre.config_alarms import Alerts
from centre.messages import Alert, Board, Call, ClosedReason, ServiceLine

AT = datetime(2026, 11, 23, 8, 42, 13, tzinfo=UTC)
"""A quarter to eleven in Kyiv, on a Monday."""

COMES_S = 100
"""Older calls are being served: their clerks have pressed "serve"."""

BETWEEN_S = 8
"""Seconds between two calls of a large centre, 8 a minute."""

FIRST = 31
"""About so many tickets of a letter have been called by now."""


def plain(centre: CentreFile, languages: tuple[Language, ...] = ("uk",)) -> CentreFile:
    """Return the centre with these languages, and with alerts that stop everything."""
    return replace(centre, centre=replace(centre.centre, languages=languages), alerts=Alerts())


def in_shelter(centre: CentreFile) -> CentreFile:
    """Return the centre with its first two windows in the shelter, or the first one of two."""
    windows = tuple(window.number for window in centre.windows[: min(2, len(centre.windows) - 1)])
    return replace(centre, alerts=Alerts(mode="continue_in_shelter", shelter_windows=windows))


def board(centre: CentreFile, calls: tuple[Call, ...] = (), *, idle: bool = False) -> Board:
    """Return the board of this moment, newest call first; ``idle``: nobody waits."""
    lines = tuple(
        ServiceLine(service=service.id, waiting=0 if idle else (7 * i + 2) % 11, open=True)
        for i, service in enumerate(centre.services)
    )
    return Board(number=417, at=AT, day=AT.date(), calls=calls, services=lines)


def calls(centre: CentreFile, ages_s: tuple[float, ...], *, times: int = 1) -> tuple[Call, ...]:
    """Return a call so many seconds old at each window, in an order that looks like chance; the newest ``times`` so."""
    windows, services = centre.windows, {service.id: service for service in centre.services}
    called: dict[str, int] = {}
    made = []
    for i, age_s in enumerate(ages_s):
        window = windows[_stride(len(windows)) * (i + 1) % len(windows)]
        letter = services[window.services[i % len(window.services)]].letter
        called[letter] = called.get(letter, 0) + 1
        number = FIRST + 5 * (sorted(s.letter for s in centre.services).index(letter) % 4) - called[letter]
        made.append(
            Call(
                ticket=f"{letter}{number:03}", window=window.number, called_at=AT - timedelta(seconds=age_s),
                times=times if i == 0 else 1, serving=age_s > COMES_S,
            )
        )  # fmt: skip
    return tuple(made)


def rush(centre: CentreFile, newest_s: tuple[float, ...] = (20.0,)) -> tuple[Call, ...]:
    """Return a call at two windows of three, the newest so many seconds old."""
    older = len(centre.windows) * 2 // 3 - len(newest_s)
    return calls(centre, (*newest_s, *(newest_s[-1] + BETWEEN_S * i for i in range(1, older + 1))))


def closed(shown: Board, reasons: Mapping[str, ClosedReason], *, booked: bool = False) -> Board:
    """Return the board with these services closed; ``booked``: whoever has an appointment gets a ticket."""
    lines = tuple(
        replace(line, closed=reason, booked=booked) if (reason := reasons.get(line.service)) else line
        for line in shown.services
    )
    return replace(shown, services=lines)


def all_closed(shown: Board, reason: ClosedReason) -> Board:
    """Return the board with every service closed for the same reason."""
    return closed(shown, dict.fromkeys((line.service for line in shown.services), reason))


def raised(shown: Board, level: str, *, suspends: bool = True) -> Board:
    """Return the board in an alert that began five minutes ago."""
    return replace(shown, alert=Alert(level=level, since=AT - timedelta(minutes=5), suspends=suspends))  # type: ignore[arg-type]


def _stride(windows: int) -> int:
    """Return a step that visits every window: 7, or 1 where 7 would not."""
    return 7 if windows % 7 else 1
