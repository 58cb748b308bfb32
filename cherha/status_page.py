# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The page of ``cherha status``: what a centre says of itself, as lines of a terminal. Pure; it knows no wire.

What is wrong stands in capitals too, so colour is never the only cue. That somebody has priority is not on it.
"""

import textwrap
from collections.abc import Iterator
from datetime import datetime
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from centre.config import CentreFile
from centre.messages import Board, ClosedReason, DeviceState, ServiceLine, WindowState
from cherha.told import HOME, Device, Told

WIDTH = 80

Mood = Literal["plain", "head", "bad", "doubt"]


class Row(NamedTuple):
    """A line of the page, and how it is meant."""

    text: str
    mood: Mood = "plain"


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

LABEL = 12
"""Columns before the words of a line."""


def page(centre: CentreFile, told: Told, now: datetime) -> list[Row]:
    """Return the page at a moment; no line is wider than ``WIDTH``."""
    zone = ZoneInfo(centre.centre.time_zone)
    rows = list(_head(centre, told, now, zone))
    if told.truth.devices:
        rows += (*_devices(centre, told, zone), *_services(centre, told, zone), *_windows(centre, told, zone))
    return [row._replace(text=_cut(row.text)) for row in rows]


def all_ready(centre: CentreFile, told: Told) -> bool:
    """Return whether the broker is in reach and the dispatcher and every device of centre.toml say *ready*."""
    return not told.lost and not told.silent and all(_standing(told, device) == "ready" for device in devices(centre))


def devices(centre: CentreFile) -> list[Device]:
    """Return all that must speak, the dispatcher first."""
    return [
        HOME,
        *(("kiosk", kiosk.id) for kiosk in centre.kiosks),
        *(("desk", desk.id) for desk in centre.desks),
        *(("display", display.id) for display in centre.displays),
        *(("siren", siren.id) for siren in centre.sirens),
        *(("rating", rating.id) for rating in centre.ratings),
    ]


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
    yield from _labelled("Day", Row(f"{board.day or 'none yet'}{was}"))
    yield from _labelled("Alert", *_alert(board, zone))
    yield from _labelled("Power", POWER[board.power])
    yield from _labelled("Clock", _clock(told))


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


def _labelled(label: str, *rows: Row) -> Iterator[Row]:
    for place, row in enumerate(rows):
        yield row._replace(text=f"{'' if place else label:<{LABEL}}{row.text}")


# Devices


def _standing(told: Told, device: Device) -> str:
    state = told.truth.devices.get(device)
    return state.state if state else "never heard"


def _devices(centre: CentreFile, told: Told, zone: ZoneInfo) -> Iterator[Row]:
    """Yield who is not ready, each with its problems, then the names of the others."""
    standing = {device: _standing(told, device) for device in devices(centre)}
    counts = [(sum(one == word for one in standing.values()), word) for word in _STANDINGS]
    counted = ", ".join(f"{count} {word}" for count, word in counts if count)
    yield from _section("DEVICES", f"{len(standing)}: {counted}", told.lost is not None)
    for word in _STANDINGS[:-1]:
        for device in (one for one, found in standing.items() if found == word):
            yield from _ill(device, word, told.truth.devices.get(device), zone)
    ready = [_called(device) for device, word in standing.items() if word == "ready"]
    for place, line in enumerate(textwrap.wrap(", ".join(ready), WIDTH - 2 - LABEL, break_on_hyphens=False)):
        yield Row(f"  {'' if place else 'ready':<{LABEL}}{line}")


_STANDINGS = ("offline", "never heard", "degraded", "ready")
"""The gravest first."""


def _ill(device: Device, word: str, state: DeviceState | None, zone: ZoneInfo) -> Iterator[Row]:
    since = f", since {state.since.astimezone(zone):%Y-%m-%d %H:%M}" if state and state.since else ""
    yield Row(f"  {word.upper():<{LABEL}}{_called(device)}{since}", "doubt" if word == "degraded" else "bad")
    for problem in state.problems if state else ():
        for line in textwrap.wrap(problem.text, WIDTH - 4 - LABEL):
            yield Row(f"    {'':<{LABEL}}{line}")


def _called(device: Device) -> str:
    return "dispatcher" if device == HOME else device[1]


# Services


def _services(centre: CentreFile, told: Told, zone: ZoneInfo) -> Iterator[Row]:
    lines = {line.service: line for line in told.truth.board.services} if told.truth.board else {}
    waiting = f"{sum(line.waiting for line in lines.values())} waiting" if lines else "not known"
    yield from _section("SERVICES", waiting, _old(told), _at(told, zone))
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


# Windows


def _windows(centre: CentreFile, told: Told, zone: ZoneInfo) -> Iterator[Row]:
    known = told.truth.windows
    states = [known[window.number].state for window in centre.windows if window.number in known]
    counts = ", ".join(f"{states.count(word)} {word}" for word in ("open", "paused", "closed") if word in states)
    yield from _section("WINDOWS", counts or "not known", _old(told), _at(told, zone))
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


def _section(name: str, says: str, old: bool, at: str = "") -> Iterator[Row]:  # noqa: FBT001
    yield Row("")
    yield Row(f"{name:<{LABEL}}{says}{f' (OLD{at})' if old else ''}", "head")


def _old(told: Told) -> bool:
    return told.truth.board is not None and (told.lost is not None or told.silent is not None)


def _at(told: Told, zone: ZoneInfo) -> str:
    return f", of {told.truth.board.at.astimezone(zone):%H:%M}" if told.truth.board else ""


def _cut(text: str) -> str:
    return text.rstrip() if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"
