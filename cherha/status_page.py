# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The page of ``cherha status``: what a centre says of itself, as lines of a terminal. Pure; it knows no wire.

What is wrong stands in capitals too, so colour is never the only cue. That somebody has priority is not on it.
"""

import textwrap
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from centre.config import CentreFile
from centre.messages import Board, ClosedReason, ServiceLine, WindowState
from cherha import status_devices
from cherha.status_rows import WIDTH, Mood, Row, cut, labelled, section
from cherha.told import HOME, Told

CLOSED: dict[ClosedReason, str] = {
    "power": "no power",
    "internet": "the Internet failed",
    "registry": "the registry failed",
    "biometrics": "the camera failed",
    "not_yet": "reception not begun",
    "over": "reception is over",
    "day_off": "a day off",
    "full": "no room today",
    "alert": "air-raid alert",
}

POWER: dict[str, Row] = {
    "mains": Row("mains"),
    "battery": Row("ON BATTERY", "bad"),
    "battery_low": Row("BATTERY NEARLY EMPTY", "bad"),
}


def page(centre: CentreFile, told: Told, now: datetime) -> list[Row]:
    """Return the page at a moment; no line is wider than ``WIDTH``."""
    zone = ZoneInfo(centre.centre.time_zone)
    rows = list(_head(centre, told, now, zone))
    if told.truth.devices:
        rows += (
            *status_devices.rows(centre, told, zone),
            *_services(centre, told, zone),
            *_windows(centre, told, zone),
        )
    return [row._replace(text=cut(row.text)) for row in rows]


def _head(centre: CentreFile, told: Told, now: datetime, zone: ZoneInfo) -> Iterator[Row]:
    clock = f"{now.astimezone(zone):%a %Y-%m-%d %H:%M}"
    name = centre.centre.name
    room = WIDTH - len(clock) - 2
    yield Row(f"{name if len(name) <= room else name[: room - 1] + '…':<{room}}  {clock}", "head")
    if told.lost:
        yield from _gone("NO CONNECTION", told.lost.since, told.lost.known, told.lost.why, zone)
    elif not told.connected:
        yield Row(f"Connecting to broker {centre.broker.host}:{centre.broker.port} …")
    elif told.silent:
        yield from _gone("NO DISPATCHER", told.silent.since, told.silent.known, told.silent.why, zone)
    board = told.truth.board
    if board is None:
        return
    was = f" (as it was at {board.at.astimezone(zone):%H:%M})" if told.lost or told.silent else ""
    yield from labelled("Day", Row(f"{board.day or 'none yet'}{was}"))
    yield from labelled("Alert", *_alert(board, zone))
    yield from labelled("Power", POWER[board.power])
    yield from labelled("Clock", _clock(told))


def _gone(what: str, since: datetime, known: bool, why: str, zone: ZoneInfo) -> Iterator[Row]:  # noqa: FBT001
    moment = f"since {since.astimezone(zone):%H:%M}" if known else f"at {since.astimezone(zone):%H:%M}"
    yield Row("")
    for line in textwrap.wrap(f"{what} {moment}: {why}", WIDTH):
        yield Row(line, "bad")


def _alert(board: Board, zone: ZoneInfo) -> Iterator[Row]:
    if board.alert:
        effect = "no calls" if board.alert.suspends else "calls go on"
        since = f"{board.alert.since.astimezone(zone):%H:%M}"
        yield Row(f"{board.alert.level.upper()} since {since}, {effect}", "bad")
    elif board.resumes_at:
        yield Row(f"all-clear; calls go on at {board.resumes_at.astimezone(zone):%H:%M}", "doubt")
    else:
        yield Row("none")
    if board.alerts_unheard:
        yield Row("NO SOURCE OF ALERTS IS HEARD: listen for the siren", "bad")


def _clock(told: Told) -> Row:
    state = told.truth.devices.get(HOME)
    if state is None or state.state == "offline" or told.lost:
        return Row("not known", "doubt")
    doubted = any(problem.code == "clock_not_trusted" for problem in state.problems)
    return Row("NOT TRUSTED; see cherha clock", "bad") if doubted else Row("trusted")


def _services(centre: CentreFile, told: Told, zone: ZoneInfo) -> Iterator[Row]:
    lines = {line.service: line for line in told.truth.board.services} if told.truth.board else {}
    waiting = f"{sum(line.waiting for line in lines.values())} waiting" if lines else "not known"
    yield from section("SERVICES", waiting, old=_old(told), at=_at(told, zone))
    for service in centre.services if lines else ():
        line = lines.get(service.id)
        yield Row(f"  {service.id:<12.12} {service.name:<22.22} {_service(line)}", _mood(line))


def _service(line: ServiceLine | None) -> str:
    if line is None:
        return "unknown to the dispatcher"
    if line.closed:
        return f"{line.waiting:>3} waiting  CLOSED: {CLOSED[line.closed]}"
    return f"{line.waiting:>3} waiting" + ("" if line.open else "  no window is open")


def _mood(line: ServiceLine | None) -> Mood:
    return "doubt" if line is None or line.closed else "plain"


def _windows(centre: CentreFile, told: Told, zone: ZoneInfo) -> Iterator[Row]:
    known = told.truth.windows
    states = [known[window.number].state for window in centre.windows if window.number in known]
    counts = ", ".join(f"{states.count(word)} {word}" for word in ("open", "paused", "closed") if word in states)
    yield from section("WINDOWS", counts or "not known", old=_old(told), at=_at(told, zone))
    for window in centre.windows if known else ():
        state = known.get(window.number)
        yield Row(f"  {window.number:>3}  {_window(state, zone) if state else 'not known'}")


def _window(state: WindowState, zone: ZoneInfo) -> str:
    call = state.call
    at = "nobody at it"
    if call:
        doing = "served, called" if call.serving else "called"
        again = f", {call.times} times" if call.times > 1 else ""
        at = f"{call.ticket} {doing} {call.called_at.astimezone(zone):%H:%M}{again}"
    held = "SUSPENDED  " if state.suspended else ""
    return f"{state.state:<7} {held}{at:<33} {state.waiting} waiting, {state.ready} ready"


def _old(told: Told) -> bool:
    return told.truth.board is not None and (told.lost is not None or told.silent is not None)


def _at(told: Told, zone: ZoneInfo) -> str:
    return f", of {told.truth.board.at.astimezone(zone):%H:%M}" if told.truth.board else ""
