# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The broker's pulse: systemd hears of a broker that answers, and of no other."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest

from broker_config import pulse
from centre.credentials import client_tls
from tests import identities
from tests.conftest import PATIENCE_S

if TYPE_CHECKING:
    from tests.conftest import Broker

SILENT_S = 0.2


@pytest.fixture
def systemd(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Listen as systemd does."""
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as ear:
        ear.bind(f"\0cherha-pulse-{os.getpid()}")
        ear.settimeout(PATIENCE_S)
        monkeypatch.setenv("NOTIFY_SOCKET", f"@cherha-pulse-{os.getpid()}")
        yield ear


def door(broker: "Broker") -> tuple[str, str, str]:
    """Return how the pulse comes to a broker."""
    return broker.host, str(broker.port), identities.BROKER


def test_each_answer_is_told(broker: "Broker", systemd: socket.socket) -> None:
    """Once in a period, until the broker has gone."""
    periods: list[float] = []

    def pause(period_s: float) -> None:
        periods.append(period_s)
        if len(periods) == 2:
            broker.kill()

    with pytest.raises(ConnectionError):
        pulse.beat(door(broker), PATIENCE_S, pause)
    assert periods == [PATIENCE_S] * 2
    assert [systemd.recv(100), systemd.recv(100)] == [b"WATCHDOG=1", b"WATCHDOG=1"]


def test_of_a_silent_broker_nothing_is_told(broker: "Broker", systemd: socket.socket) -> None:
    """One that hangs still has its port, and its kernel still accepts."""
    broker.process.send_signal(signal.SIGSTOP)
    try:
        with pytest.raises(TimeoutError):
            pulse.beat(door(broker), SILENT_S)
    finally:
        broker.process.send_signal(signal.SIGCONT)
    systemd.settimeout(0)
    with pytest.raises(BlockingIOError):
        systemd.recv(100)


def test_nobody_silences_the_pulse_by_its_client_id(broker: "Broker") -> None:
    """Of two with one client id the broker ends the older, and systemd would end the broker: so it makes one up."""
    tls = client_tls(identities.BROKER)
    with ExitStack() as both:
        wires = []
        for _ in range(2):
            wire = socket.create_connection((broker.host, broker.port), PATIENCE_S)
            wires.append(both.enter_context(closing(tls.wrap_socket(wire, server_hostname=broker.host))))
            pulse._ask(wires[-1], pulse.CONNECT, pulse.CONNACK)
        for wire in wires:
            pulse._ask(wire, pulse.PINGREQ, pulse.PINGRESP)


def test_a_broker_that_is_gone_ends_the_beat(broker: "Broker") -> None:
    """It is for main to try again."""
    broker.kill()
    with pytest.raises(ConnectionRefusedError):
        pulse.beat(door(broker), SILENT_S)


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [(b"\x20\x02\x00\x05", "the broker answers 20020005"), (b"", "the broker has closed the connection")],
)
def test_another_answer_is_none(answer: bytes, complaint: str) -> None:
    """A broker that refuses us does not prove that it serves."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(answer)
        theirs.shutdown(socket.SHUT_WR)
        with pytest.raises(ConnectionResetError) as fault:
            pulse._ask(ours, pulse.CONNECT, pulse.CONNACK)
    assert str(fault.value) == complaint


@pytest.mark.parametrize("missing", ["NOTIFY_SOCKET", "WATCHDOG_USEC"])
def test_without_systemd_nobody_beats(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor where it watches nothing: no process is started."""
    monkeypatch.setenv("NOTIFY_SOCKET", "@nobody")
    monkeypatch.setenv("WATCHDOG_USEC", "30000000")
    monkeypatch.delenv(missing)
    monkeypatch.setattr(sys, "executable", "/nonexistent")
    pulse.start("127.0.0.1", "1", identities.BROKER)
