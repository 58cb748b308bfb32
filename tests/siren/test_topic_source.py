# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A topic of a local broker as a source: true while the connection holds, lost when it was gone for long."""

from zoneinfo import ZoneInfo

import pytest

from centre.config_alarms import SignalTopic
from siren.hearing import Hearing
from siren.listener import Listener, ListenerDown, TopicHeard
from siren.topic_source import TopicSource
from tests.fakes import HandClock
from tests.siren.rig import STALE_AFTER_S, SirenRig

DOWN = ListenerDown("Broker 192.168.10.60:1883 has broken off: Keep alive timeout. Is it running?")


class FakeListener(Listener):
    """A listener without a broker."""

    def __init__(self) -> None:
        self.lives, self.closed = True, False

    def alive(self) -> bool:
        """Return what the test says."""
        return self.lives

    def close(self) -> None:
        """Take note."""
        self.closed = True


@pytest.fixture
def listener() -> FakeListener:
    """Return a listener without a broker."""
    return FakeListener()


@pytest.fixture
def rig(listener: FakeListener) -> SirenRig:
    """Return a siren that hears one topic, linked."""
    clock = HandClock()
    hearing = Hearing(stale_after_s=STALE_AFTER_S, zone=ZoneInfo("Europe/Kyiv"), now=clock.now)
    started = SirenRig(TopicSource(topics=(SignalTopic(topic="a"),), listener=listener, hearing=hearing), clock)
    started.begin()
    return started


def test_on_and_off_are_told_at_once(rig: SirenRig) -> None:
    """And as long as the connection holds silence is no loss: a topic speaks only when it changes."""
    rig.handle(TopicHeard("a", b"on"))
    assert rig.says() == ["raise"]
    rig.wait(10 * STALE_AFTER_S)
    rig.handle(TopicHeard("a", b"off"))
    assert rig.says() == ["clear"]


@pytest.mark.parametrize("what", [TopicHeard("a", b"unavailable"), DOWN])
def test_what_is_unknown_for_long_is_lost_and_never_clear(rig: SirenRig, what: object) -> None:
    """Home Assistant that starts anew is waited for."""
    rig.handle(TopicHeard("a", b"on"))
    rig.handle(what)
    assert rig.says() == ["raise"]
    rig.wait(STALE_AFTER_S - 1)
    assert rig.says() == []
    rig.wait(1)
    assert rig.says() == ["lost"]
    assert rig.problems() == ["feed_stale"]
    rig.handle(TopicHeard("a", b"off"))
    assert rig.says() == ["clear"]
    assert rig.problems() == []


def test_a_publisher_that_goes_offline_is_lost(listener: FakeListener) -> None:
    """However long ago the retained off was said."""
    clock = HandClock()
    hearing = Hearing(stale_after_s=STALE_AFTER_S, zone=ZoneInfo("Europe/Kyiv"), now=clock.now)
    source = TopicSource(
        topics=(SignalTopic(topic="a"),), availability_topic="status", listener=listener, hearing=hearing
    )
    rig = SirenRig(source, clock)
    rig.begin()
    rig.handle(TopicHeard("a", b"off"))
    assert rig.says() == []
    rig.handle(TopicHeard("status", b"online"))
    assert rig.says() == ["clear"]
    rig.handle(TopicHeard("status", b"offline"))
    rig.wait(STALE_AFTER_S)
    assert rig.says() == ["lost"]
    rig.handle(TopicHeard("status", b"online"))
    assert rig.says() == ["clear"]


def test_a_broker_that_is_back_must_say_it_again(rig: SirenRig) -> None:
    """What its topics said before holds no longer."""
    rig.handle(TopicHeard("a", b"off"), DOWN)
    rig.handle(TopicHeard("b", b"off"))
    assert rig.problems() == ["feed_unreadable"]


def test_it_lives_as_long_as_its_listener(rig: SirenRig, listener: FakeListener) -> None:
    """And releases it."""
    assert rig.service.alive()
    listener.lives = False
    assert not rig.service.alive()
    rig.service.close()
    assert listener.closed
