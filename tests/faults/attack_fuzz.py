# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Everything that comes in from outside, hurt by hypothesis: whoever reads it understands it or says what is wrong."""

import logging
import random
import re
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple, Self

import msgspec
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from broker_config import acl
from centre.appointment_list import BadList
from centre.appointment_list import read as read_list
from centre.centre_file import load
from centre.config import CentreFile
from centre.config_alarms import SignalTopic
from centre.config_check import warn
from centre.errors import BadConfig, BadMessage
from centre.messages import WIRE, Refusal, decode, encode
from dispatcher.batch import Batch
from dispatcher.rules.queue import Queue
from siren import alerts_in_ua, alerts_in_ua_iot, local_topic, ukrainealarm
from siren.report import Answer
from tests.centre.test_appointment_list import DAY
from tests.centre.test_messages import SAID
from tests.conftest import SMALL
from tests.fakes import HandClock
from tests.faults.attack_mutants import anything, hurt_bytes, hurt_toml, hurt_tree
from tests.faults.attack_wires import any_keys, any_reply, hear_keys, hear_printer
from tests.siren.test_alerts_in_ua import LUHANSK, active, alert

Check = Callable[[Any], str]
"""Returns what is wrong, "" if nothing is; what it raises is wrong, too."""

NOW = HandClock().now.utc
TOPICS = (SignalTopic(topic="air/red", level="red"), SignalTopic(topic="air/yellow", level="yellow"))
PRIVATE = ("Шевченко", "+380501234567")
"""What stands in the columns of a list that nobody reads: no error may repeat it."""

UA = msgspec.json.decode((Path(__file__).parents[1] / "siren/data/kyiv_2026-09-25.json").read_bytes())


class Target(NamedTuple):
    """Something that comes in from outside, how it is hurt, and who judges what became of it.

    ``cost``: how many examples of others one takes.
    """

    name: str
    nonsense: Any
    check: Check
    cost: int = 1


def fuzz(target: Target, chance: random.Random, examples: int) -> tuple[int, str]:
    """Try so many examples; return how many there were, and a sentence with the smallest that was not understood."""
    tried = 0

    @seed(chance.randrange(2**32))
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(target.nonsense)
    def one(value: Any) -> None:
        nonlocal tried
        tried += 1
        assert not (wrong := target.check(value)), wrong

    logging.disable(logging.WARNING)
    try:
        one()
    except Exception as fault:  # noqa: BLE001  (whatever it is, it is the finding)
        smallest = " ".join(getattr(fault, "__notes__", ())).split()
        return tried, f"{target.name}: {type(fault).__name__}: {fault} {' '.join(smallest)}"[:600]
    finally:
        logging.disable(logging.NOTSET)
    return tried, ""


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
    batch = Batch(queue=Queue.start(small()), answers={}, windows={"desk-1": 1, "desk-2": 2}, now=NOW)
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


def _payloads(row: str) -> Any:
    good = [encode(one) for one in SAID[row]]
    return st.tuples(st.just(row), hurt_bytes(good) | hurt_tree([msgspec.json.decode(one) for one in good]))


def _list_lines() -> list[bytes]:
    name, phone = PRIVATE
    lines = (f"{name} {phone};09:{n:02};{1000 + n};passport;{phone}" for n in range(3))
    return ["\n".join(("name;time;code;service;phone", *lines)).encode()]


_REQUESTS = ("kiosk_request", "desk_request", "office_request", "siren_request", "rating_request")
_ALERTS = msgspec.json.decode(active(LUHANSK, alert("31")).body)

TARGETS = (
    Target("message", st.sampled_from([row.name for row in WIRE]).flatmap(_payloads), message),
    Target("request", st.lists(st.sampled_from(_REQUESTS).flatmap(_payloads), max_size=6), request, cost=8),
    Target(
        "centre.toml",
        hurt_toml([SMALL.read_text("utf-8"), SMALL.with_name("mobile.toml").read_text("utf-8")]),
        centre_file,
        cost=40,
    ),
    Target("printer", st.lists(any_reply, max_size=12), hear_printer),
    Target("pad", any_keys, hear_keys),
    Target("ukrainealarm", hurt_tree([[UA]]) | st.binary() | anything, partial(feed, ukrainealarm.read)),
    Target("alerts_in_ua", hurt_tree([_ALERTS]) | st.binary() | anything, partial(feed, alerts_in_ua.read)),
    Target("alerts_in_ua_iot", anything | st.sampled_from(["N", "A", "P"]), partial(feed, alerts_in_ua_iot.read)),
    Target(
        "topic",
        st.dictionaries(
            st.sampled_from([one.topic for one in TOPICS]), hurt_bytes([b"on", b"off", b"OFF", b"unknown"])
        ),
        topics,
    ),
    Target("bookings", hurt_bytes(_list_lines()), bookings, cost=8),
)
