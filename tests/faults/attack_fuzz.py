# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Everything that comes in from outside, hurt by hypothesis: whoever reads it understands it or says what is wrong."""

import logging
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from centre.messages import WIRE, encode
from siren import alerts_in_ua, alerts_in_ua_iot, ukrainealarm
from tests.centre.test_messages import SAID
from tests.conftest import SMALL
from tests.faults.attack_judges import PRIVATE, TOPICS, bookings, centre_file, feed, message, request, topics
from tests.faults.attack_mutants import anything, hurt_bytes, hurt_toml, hurt_tree
from tests.faults.attack_wires import any_keys, any_reply, hear_keys, hear_printer
from tests.siren.test_alerts_in_ua import LUHANSK, active, alert

Check = Callable[[Any], str]
"""Returns what is wrong, "" if nothing is; what it raises is wrong, too."""

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
