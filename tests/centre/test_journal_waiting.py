# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A journal that the disk does not let be opened is waited for, and everybody can read why."""

import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from centre.errors import JournalDamaged, Taken, Unavailable
from centre.facts import QueueFact
from centre.identity import TECHNICIAN
from centre.journal import Journal
from centre.journal_waiting import begun, patiently
from centre.link import Link
from centre.messages import DeviceState, topic
from centre.unit import OFFLINE
from tests.centre.damage import write
from tests.conftest import PATIENCE_S, Client

FULL = "kiosk.db: cannot be opened: the disk is full. Free it."
STATE = topic("state", role="kiosk", id="kiosk-hall")


@pytest.fixture
def link_into(broker: Any) -> Callable[..., Link]:
    """Return what makes the link of the kiosk of small.toml."""
    states = (topic("board"),)
    return partial(Link, role="kiosk", unit="kiosk-hall", broker=broker.centre.broker, offline=OFFLINE, states=states)


@pytest.fixture
def hall(broker: Any) -> Iterator[Client]:
    """Return somebody who hears what the kiosk says of itself."""
    with ExitStack() as stack:
        client = Client(broker.centre.broker.host, broker.centre.broker.port, TECHNICIAN, 60)
        stack.callback(client.close)
        client.subscribe(STATE)
        yield client


def test_what_opens_at_once_is_not_waited_for(link_into: Callable[..., Link]) -> None:
    """No link is made, nothing is shown."""
    shown: list[str] = []
    assert patiently(lambda: "open", link_into=link_into, meanwhile=lambda: shown.append("shut")) == "open"
    assert shown == []


def test_who_finds_the_journal_taken_ends() -> None:
    """Beside the one that has it: on the wire a second of its name would push it out, and call it offline."""

    def taken() -> None:
        raise Taken("kiosk.db: another process holds it.")

    def link_into(**_: object) -> Link:
        pytest.fail("it has come to the wire")

    with pytest.raises(Taken):
        patiently(taken, link_into=link_into)


def test_a_disk_that_refuses_is_waited_for_and_named(
    link_into: Callable[..., Link], hall: Client, caplog: pytest.LogCaptureFixture, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Screen, wire, log and systemd have the reason, once; the start goes on when the disk takes what is written."""
    shown, told = list[str](), list[str]()
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "systemd"))

    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd, caplog.at_level(logging.ERROR):
        systemd.bind(str(tmp_path / "systemd"))
        systemd.settimeout(PATIENCE_S)

        def open_it() -> str:
            if shown:
                told.append(systemd.recv(1000).decode())
            if hall.heard.empty():
                raise Unavailable(FULL)
            return "open"

        show = partial(shown.append, "shut")
        assert patiently(open_it, link_into=link_into, meanwhile=show, again_s=0.05) == "open"
        told.append(systemd.recv(1000).decode())
    assert (shown, caplog.messages) == (["shut"], [FULL])
    assert set(told[:-1]) == {f"EXTEND_TIMEOUT_USEC=60000000\nSTATUS={FULL}"}
    assert told[-1] == "STATUS="
    state = msgspec.json.decode(hall.next().payload, type=DeviceState)
    assert (state.state, [(one.code, one.text) for one in state.problems]) == ("offline", [("journal_failed", FULL)])
    assert msgspec.json.decode(hall.next().payload, type=DeviceState) == OFFLINE


def test_damage_is_not_waited_for(link_into: Callable[..., Link]) -> None:
    """It has been mended, and the next start goes on."""

    def damaged() -> str:
        raise JournalDamaged("mended")

    with pytest.raises(JournalDamaged):
        patiently(damaged, link_into=link_into)


def test_a_page_that_is_not_given_out_is_waited_for(link_into: Callable[..., Link], tmp_path: Path) -> None:
    """What a start reads of its journal is read anew at each try, from a file that is opened anew."""
    path, tried = tmp_path / "queue.db", list[Journal]()
    write(path, 9)

    def begin(journal: Journal) -> tuple[Journal, int]:
        tried.append(journal)
        if len(tried) < 3:
            raise Unavailable("queue.db: cannot be opened: disk I/O error. The card is worn.")
        return journal, sum(1 for _ in journal.replay())

    journal, lines = patiently(lambda: begun(path, QueueFact, begin), link_into=link_into, again_s=0.05)
    assert (journal, lines, len(set(tried))) == (tried[-1], 9, 3)
    journal.close()
