# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Reads what the topics of a local broker say, as Home Assistant's binary sensors put it; pure."""

from collections.abc import Mapping, Sequence

from centre.config_alarms import SignalTopic
from centre.facts_base import Threat
from siren.report import ALERT, CLEAR, Report, raised, unreadable

MEANINGS = {b"on": True, b"true": True, b"1": True, b"off": False, b"false": False, b"0": False}
"""Of a payload in small letters; *unavailable*, *unknown*, an empty one and all others mean neither."""


def read(payloads: Mapping[str, bytes], topics: Sequence[SignalTopic], availability_topic: str = "") -> Report:
    """Return what the newest payloads say together; a clear needs an *off* of every topic.

    Where a topic tells whether their publisher is there, they say nothing unless it says *online*.
    """
    if availability_topic and payloads.get(availability_topic, b"").strip().lower() != b"online":
        return _mute(availability_topic, payloads, "online")
    meanings = {signal: MEANINGS.get(payloads.get(signal.topic, b"").strip().lower()) for signal in topics}
    on = [Threat(level=signal.level, reason=ALERT) for signal, meaning in meanings.items() if meaning]
    if on:
        return raised(on)
    mute = [signal.topic for signal, meaning in meanings.items() if meaning is None]
    return _mute(mute[0], payloads, "on or off") if mute else CLEAR


def _mute(topic: str, payloads: Mapping[str, bytes], expected: str) -> Report:
    if topic not in payloads:
        return unreadable(f"Topic {topic} has said nothing yet. Is its name right, and are its messages retained?")
    said = payloads[topic][:20].decode(errors="replace")
    return unreadable(f"Topic {topic} says '{said}' where {expected} was expected. Look at who publishes it.")
