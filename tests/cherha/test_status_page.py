# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The page of ``cherha status``: all of it, word for word, and what may never be on it."""

from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.link import LinkDown, LinkUp, Received
from centre.messages import Alert, Board, Call, ClosedReason, DeviceState, Problem, ServiceLine, WindowState, encode
from cherha.status_devices import all_ready
from cherha.status_page import CLOSED, page
from cherha.status_rows import WIDTH
from cherha.told import HOME, Told

AT = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
OUT_OF_PAPER = Problem(code="printer", text="Printer 192.168.10.50:9100 is out of paper. Load a roll. 1 ticket waits.")
DOUBTED = Problem(code="clock_not_trusted", text="Nothing proves this clock.")
BOARD = Board(
    number=9,
    at=AT,
    day=AT.date(),
    calls=(),
    services=(
        ServiceLine(service="passport", waiting=3, open=True),
        ServiceLine(service="property", waiting=1, open=True, closed="registry"),
        ServiceLine(service="benefits", waiting=0, open=False),
    ),
)
CALL = Call(ticket="А012", window=1, called_at=AT - timedelta(minutes=2), times=2, serving=False)
WINDOWS = (
    WindowState(number=9, window=1, state="open", waiting=3, ready=1, call=CALL, priority=True),
    WindowState(number=9, window=2, state="paused", waiting=1),
)
DEVICES: dict[tuple[str, str], DeviceState] = {
    HOME: DeviceState(state="ready", version="1"),
    ("kiosk", "kiosk-hall"): DeviceState(state="degraded", version="1", since=AT, problems=(OUT_OF_PAPER,)),
    ("desk", "desk-1"): DeviceState(state="ready", version="1"),
    ("desk", "desk-2"): DeviceState(state="offline", version="1"),
    ("rating", "rating-exit"): DeviceState(state="ready", version="1"),
}


def told(
    board: Board | None = BOARD,
    windows: tuple[WindowState, ...] = WINDOWS,
    devices: dict[tuple[str, str], DeviceState] = DEVICES,
    then: tuple[object, ...] = (),
) -> Told:
    """Return what was told: devices, board and windows, then the link that stands, then more."""
    said: list[Any] = [
        Received("state", {"role": role, "id": unit}, encode(state), retained=True)
        for (role, unit), state in devices.items()
    ]
    said += [Received("board", {}, encode(board), retained=True)] if board else []
    said += [Received("window", {"window": str(w.window)}, encode(w), retained=True) for w in windows]
    made = Told()
    for item in (*said, LinkUp(), *then):
        made.take(item, AT)
    return made


def text(centre: CentreFile, made: Told) -> str:
    """Return the page at 10:42 in Kyiv, two hours later."""
    return "\n".join(row.text for row in page(centre, made, datetime(2026, 11, 23, 8, 42, tzinfo=UTC)))


def test_the_centre_at_a_glance(small_centre: CentreFile) -> None:
    """All of it; one that has priority looks like all others."""
    assert text(small_centre, told()) == PAGE


PAGE = """\
ЦНАП Вербівської громади                                    Mon 2026-11-23 10:42
Day         2026-11-23
Alert       none
Power       mains
Clock       trusted

DEVICES     6: 1 offline, 1 never heard, 1 degraded, 3 ready
  OFFLINE     desk-2
  NEVER HEARD hall
  DEGRADED    kiosk-hall, since 2026-11-23 10:05
                Printer 192.168.10.50:9100 is out of paper. Load a roll. 1
                ticket waits.
  ready       dispatcher, desk-1, rating-exit

SERVICES    4 waiting
  passport     Паспорт                  3 waiting
  property     Реєстрація майна         1 waiting  CLOSED: the registry failed
  benefits     Пільги та допомоги       0 waiting  no window is open
  civil        Шлюб, народження       unknown to the dispatcher

WINDOWS     1 open, 1 paused
    1  open    А012 called 10:03, 2 times        3 waiting, 1 ready
    2  paused  nobody at it                      1 waiting, 0 ready"""


def test_priority_is_never_shown(small_centre: CentreFile) -> None:
    """The same page, to the letter, whoever is called."""
    plain = tuple(replace(window, priority=False) for window in WINDOWS)
    assert text(small_centre, told()) == text(small_centre, told(windows=plain))


def test_a_lost_broker_makes_everything_old(small_centre: CentreFile) -> None:
    """Said at the top, and over each part."""
    said = text(small_centre, told(then=(LinkDown("broker 127.0.0.1:8883: refused"),))).splitlines()
    assert said[2] == "NO CONNECTION since 10:05: broker 127.0.0.1:8883: refused"
    assert said[3] == "Day         2026-11-23 (as it was at 10:05)"
    assert "Clock       not known" in said
    assert "DEVICES     6: 1 offline, 1 never heard, 1 degraded, 3 ready (OLD)" in said
    assert "SERVICES    4 waiting (OLD, of 10:05)" in said
    assert "WINDOWS     1 open, 1 paused (OLD, of 10:05)" in said


def test_a_dispatcher_that_went_makes_the_queue_old(small_centre: CentreFile) -> None:
    """What devices say of themselves is as new as ever."""
    gone = Received(
        "state", {"role": "dispatcher", "id": "main"}, encode(DeviceState(state="offline", version="1")), retained=False
    )
    said = text(small_centre, told(then=(gone,)))
    assert "NO DISPATCHER since 10:05: offline" in said
    assert "SERVICES    4 waiting (OLD, of 10:05)" in said
    assert "DEVICES     6: 2 offline, 1 never heard, 1 degraded, 2 ready\n" in said


def test_before_the_first_word_nothing_is_said_of_anybody(small_centre: CentreFile) -> None:
    """Neither while it connects, nor when nobody is there."""
    assert text(small_centre, Told()).splitlines()[1:] == ["Connecting to broker 127.0.0.1:8883 …"]
    nobody = Told()
    nobody.take(LinkDown("broker 127.0.0.1:8883: refused"), AT)
    assert text(small_centre, nobody).splitlines()[1:] == ["", "NO CONNECTION at 10:05: broker 127.0.0.1:8883: refused"]


@pytest.mark.parametrize(
    ("board", "line"),
    [
        (replace(BOARD, alert=Alert(level="red", since=AT, suspends=True)), "Alert       RED since 10:05, no calls"),
        (
            replace(BOARD, alert=Alert(level="yellow", since=AT, suspends=False)),
            "Alert       YELLOW since 10:05, calls go on",
        ),
        (replace(BOARD, resumes_at=AT), "Alert       all-clear; calls go on at 10:05"),
        (replace(BOARD, alerts_unheard=True), "            NO SOURCE OF ALERTS IS HEARD: listen for the siren"),
        (replace(BOARD, power="battery"), "Power       ON BATTERY"),
        (replace(BOARD, power="battery_low"), "Power       BATTERY NEARLY EMPTY"),
        (replace(BOARD, day=None), "Day         none yet"),
    ],
)
def test_alert_power_and_day(small_centre: CentreFile, board: Board, line: str) -> None:
    """What the board says of them, in capitals what is wrong."""
    assert line in text(small_centre, told(board)).splitlines()


def test_a_clock_that_nothing_proves(small_centre: CentreFile) -> None:
    """By the dispatcher's own problem."""
    devices = {HOME: DeviceState(state="degraded", version="1", problems=(DOUBTED,))}
    assert "Clock       NOT TRUSTED; see cherha clock" in text(small_centre, told(devices=devices))


def test_a_window_that_an_alert_suspends_and_one_at_work(small_centre: CentreFile) -> None:
    """What they do is said in a word."""
    windows = (
        replace(WINDOWS[0], suspended=True),
        replace(WINDOWS[1], call=replace(CALL, serving=True, times=1)),
    )
    said = text(small_centre, told(windows=windows))
    assert "    1  open    SUSPENDED  А012 called 10:03, 2 times" in said
    assert "    2  paused  А012 served, called 10:03" in said


def test_every_reason_has_its_words() -> None:
    """A new one in the contract must not break the page."""
    assert set(CLOSED) == set(get_args(ClosedReason))


def test_no_line_is_wider_than_the_page(small_centre: CentreFile) -> None:
    """Long names and problems are cut or broken."""
    long = replace(small_centre.centre, name="Центр надання адміністративних послуг " * 3)
    services = tuple(replace(service, name="Пільги та допомоги " * 4) for service in small_centre.services)
    rows = page(replace(small_centre, centre=long, services=services), told(), AT)
    assert max(len(row.text) for row in rows) <= WIDTH
    assert rows[0].text.endswith("2026-11-23 10:05")


def test_ready_is_only_what_says_so(small_centre: CentreFile) -> None:
    """Every device of the file and the dispatcher, and over a connection that stands."""
    ready = DeviceState(state="ready", version="1")
    desks = [("desk", "desk-1"), ("desk", "desk-2")]
    units = [HOME, ("kiosk", "kiosk-hall"), *desks, ("display", "hall"), ("rating", "rating-exit")]
    devices = dict.fromkeys(units, ready)
    assert all_ready(small_centre, told(devices=devices))
    assert not all_ready(small_centre, told())
    assert not all_ready(small_centre, told(devices=devices, then=(LinkDown("gone"),)))
    for unit in units:
        assert not all_ready(small_centre, told(devices={k: v for k, v in devices.items() if k != unit}))
