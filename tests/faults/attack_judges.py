# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who judges what became of hurt things that come in from outside: each returns what is wrong, "" if nothing is."""

import logging
import re
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Self

import msgspec

from broker_config import acl
from centre.appointment_list import BadList
from centre.appointment_list import read as read_list
from centre.centre_file import load
from centre.config import CentreFile
from centre.config_alarms import SignalTopic
from centre.config_check import warn
from centre.errors import BadConfig, BadMessage
from centre.messages import Refusal, decode, encode
from dispatcher.batch import Batch
from dispatcher.rules.queue import Queue
from siren import local_topic
from siren.report import Answer
from tests.centre.test_appointment_list import DAY
from tests.conftest import SMALL
from tests.fakes import HandClock

NOW = HandClock().now.utc
TOPICS = (SignalTopic(topic="air/red", level="red"), SignalTopic(topic="air/yellow", level="yellow"))
PRIVATE = ("Шевченко", "+380501234567")
"""What stands in the columns of a list that nobody reads: no error may repeat it."""


@cache
def small() -> CentreFile:
    """Return the small centre."""
    return load(SMALL)


def message(said: tuple[str, Any]) -> str:
    """Hold that a payload is a message, or a BadMessage with a sentence."""
    row, tree = said
    payload = tree if isinstance(tree, bytes) else msgspec.json.encode(tree)
    try:
        decode(row, payload)
    except BadMessage as bad:
        return "" if str(bad).startswith(f"{row}: ") else f"a sentence that does not name its row: {bad}"
    return ""


def request(said: list[tuple[str, Any]]) -> str:
    """Hold that the dispatcher answers each request, so that it can be sent, and that none is its own fault."""
    batch = Batch(
        queue=Queue.start(small()), answers={}, windows={"desk-1": 1, "desk-2": 2}, clock=HandClock().reading()
    )
    with _Loud("dispatcher.batch") as loud:
        batch.tick()
        for row, tree in said:
            batch.take(row, "desk-1", tree if isinstance(tree, bytes) else msgspec.json.encode(tree), retained=False)
    replies = batch.replies + batch.standing
    if len(replies) != len(said):
        return f"{len(said)} requests have {len(replies)} replies"
    mute = [reply for _, reply in replies if isinstance(reply, Refusal) and not reply.text]
    for _, reply in replies:
        encode(reply)
    return f"a refusal without a sentence: {mute[0]}" if mute else " ".join(loud.said)


def centre_file(text: bytes) -> str:
    """Hold that a centre.toml is a centre of which all else can be made, or a BadConfig with places."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "centre.toml"
        path.write_bytes(text)
        try:
            centre = load(path)
        except BadConfig as bad:
            mute = [line for line in str(bad).splitlines() if ": " not in line]
            return f"an error without a place: {mute[0]}" if mute or not str(bad) else ""
    warn(centre)
    return "" if list(acl.units(centre)) else "a centre of nobody"


def feed(read: Callable[..., Any], said: Any) -> str:
    """Hold that a feed's answer is an alert, none, or unreadable with a sentence; mere bytes are no all-clear."""
    body = said if isinstance(said, bytes) else msgspec.json.encode(said)
    report = read(Answer(200, {}, body), ["31"], NOW)
    if report.says == "clear" and isinstance(said, bytes):
        return f"bytes are taken for an all-clear: {body!r}"
    return "unreadable without a sentence" if report.says == "unreadable" and not report.why else ""


def topics(payloads: dict[str, bytes]) -> str:
    """Hold that the topics of a local broker are calm only if each says so."""
    report = local_topic.read(payloads, TOPICS)
    calm = all(payloads.get(one.topic, b"").strip().lower() in {b"off", b"false", b"0"} for one in TOPICS)
    return f"an all-clear of {payloads}" if (report.says == "clear") != calm else ""


def bookings(data: bytes) -> str:
    """Hold that a list is bookings and sentences, or a BadList; no sentence repeats a name or a telephone number."""
    try:
        broken = read_list(data, "list.csv", DAY, small()).broken
    except BadList as bad:
        broken = (f": line 1: {bad}",)
    lines = re.split(r"\r\n|\r|\n", data.decode("utf-8-sig", "replace"))
    for said in broken:
        own = lines[int(said.split(": line ")[1].split(":")[0]) - 1]
        # A word that was moved into another column, every other staying in its own, is that column's.
        if own.count(";") != lines[0].count(";") and (word := next((word for word in PRIVATE if word in said), "")):
            return f"it repeats {word}: {said}"
    return ""


class _Loud(logging.Handler):
    """Hears what a service logs as an error of its own."""

    def __init__(self, name: str) -> None:
        super().__init__(logging.ERROR)
        self._log, self.said = logging.getLogger(name), list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.getMessage()}: {record.exc_info and record.exc_info[1]!r}")

    def __enter__(self) -> Self:
        self._log.addHandler(self)
        self._log.propagate = False
        return self

    def __exit__(self, *_: object) -> None:
        self._log.removeHandler(self)
        self._log.propagate = True
