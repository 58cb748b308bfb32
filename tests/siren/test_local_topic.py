# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Topics of a local broker: one that says on is an alert, all must say off for an all-clear."""

import pytest

from centre.config_alarms import SignalTopic
from centre.facts_base import Threat
from siren.local_topic import read
from siren.report import CLEAR, raised, unreadable

RED = SignalTopic(topic="home/red")
YELLOW = SignalTopic(topic="home/yellow", level="yellow")


@pytest.mark.parametrize("on", [b"on", b"ON", b"true", b"True", b"1", b" on\n"])
def test_on_is_an_alert_of_the_topics_level(on: bytes) -> None:
    """As Home Assistant's binary sensors say it, and as most others do."""
    threat = Threat(level="yellow", reason="Повітряна тривога")
    assert read({"home/red": b"off", "home/yellow": on}, [RED, YELLOW]) == raised([threat])


@pytest.mark.parametrize("off", [b"off", b"OFF", b"false", b"0"])
def test_off_of_every_topic_is_an_all_clear(off: bytes) -> None:
    """The level that is not there is as calm as the one that is over."""
    assert read({"home/red": off, "home/yellow": b"off"}, [RED, YELLOW]) == CLEAR


def test_one_topic_that_says_on_is_enough() -> None:
    """Whatever the others do not know."""
    assert read({"home/red": b"unavailable", "home/yellow": b"on"}, [RED, YELLOW]).says == "raise"


@pytest.mark.parametrize("nothing", [b"unavailable", b"unknown", b"", b"None", b"-", b"\xff", b"2"])
def test_a_topic_that_does_not_know_is_no_all_clear(nothing: bytes) -> None:
    """Home Assistant says unavailable when its own source is lost."""
    report = read({"home/red": nothing, "home/yellow": b"off"}, [RED, YELLOW])
    said = nothing.decode(errors="replace")
    assert report == unreadable(f"Topic home/red says '{said}' where on or off was expected. Look at who publishes it.")


def test_a_topic_that_has_said_nothing_is_no_all_clear() -> None:
    """Its messages are not retained, or its name is wrong."""
    assert read({"home/red": b"off"}, [RED, YELLOW]) == unreadable(
        "Topic home/yellow has said nothing yet. Is its name right, and are its messages retained?"
    )


STATUS = "home/status"


@pytest.mark.parametrize("said", [b"on", b"off"])
@pytest.mark.parametrize("status", [b"offline", b"", b"unavailable"])
def test_what_an_absent_publisher_said_last_holds_no_longer(said: bytes, status: bytes) -> None:
    """The broker keeps an off for ever; only whoever is online stands by it."""
    assert read({"home/red": said, STATUS: status}, [RED], STATUS) == unreadable(
        f"Topic {STATUS} says '{status.decode()}' where online was expected. Look at who publishes it."
    )


def test_a_publisher_that_is_online_stands_by_what_it_said() -> None:
    """In large letters, too."""
    assert read({"home/red": b"off", STATUS: b"Online"}, [RED], STATUS) == CLEAR
    assert read({"home/red": b"on", STATUS: b"online"}, [RED], STATUS).says == "raise"


def test_a_publisher_that_has_not_said_whether_it_is_there_is_not() -> None:
    """Its birth and its will are not retained, or the name is wrong."""
    assert read({"home/red": b"off"}, [RED], STATUS) == unreadable(
        f"Topic {STATUS} has said nothing yet. Is its name right, and are its messages retained?"
    )
