# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The story of an air-raid alert: two sources, yellow, the siren, one of them lost, the all-clear, and who is first."""

import time
from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from centre import messages
from centre.config import CentreFile
from centre.config_alarms import Alerts, Siren
from centre.config_rules import Calls
from centre.errors import Unavailable
from simulator.feed import FeedServer
from simulator.seen import calls_on_board, facts, newest_board
from simulator.story import Story
from simulator.timeline import Entry
from simulator.town import Town

FEED, ROOF = "feed", "siren-roof"

REGION = "36"

POLL_S = 20.0
"""The feed's own limit; the story waits for its next question twice."""

NO_SHOW_S = 35
"""Longer than from the call to the feed's next question, shorter than from the call to the one after it."""

GRACE_MIN = 0.1

HEARD_S = 3 * POLL_S

ON_THE_WAY, SERVED = 1, 2
"""The window whose citizen is still on the way when the siren sounds, and that whose citizen is there."""


def centre(small: CentreFile) -> CentreFile:
    """Return the small centre with a feed from the Internet and a siren on its roof, and with little patience."""
    return replace(
        small,
        sirens=(
            Siren(id=FEED, source="ukrainealarm", regions=(REGION,), key_file="/etc/cherha/keys/feed", poll_s=POLL_S),
            Siren(id=ROOF, source="contact", alert_pin=20),
        ),
        alerts=Alerts(grace_min=GRACE_MIN),
        order=replace(small.order, minimum_age_s=0),
        calls=Calls(no_show_after_s=NO_SHOW_S, arrival_after_s=5),
    )


def play(town: Town) -> None:
    """Play it; raises Unavailable naming the step whose effect did not come."""
    story = Story(town)
    _before(story)
    _drones(story)
    _missiles(story)
    _a_source_is_lost(story)
    _all_clear(story)
    _after(story)


def _before(story: Story) -> None:
    """Six people; one is called and has not come yet, one is being served."""
    story.morning.open_windows()
    story.take("passport", "property", "benefits", "civil", "property", "passport")
    story.morning.call_next(SERVED)
    story.morning.call_next(ON_THE_WAY)
    story.stage.wait("the citizen at the window", lambda e: _is_served(newest_board(e), SERVED))
    story.remember("before", "The hall before the alert: one ticket called, one being served.")


def _drones(story: Story) -> None:
    """Let the feed tell of drones: they suspend as missiles do, unless the head of the centre ordered otherwise."""
    _feed(story).raise_in(REGION, "Yellow")
    story.see("the yellow page", lambda board: _level(board) == "yellow", HEARD_S)
    story.remember("yellow-alert", "The feed tells of drones: the yellow page, where to go, tickets are kept.")


def _missiles(story: Story) -> None:
    """Let the siren on the roof sound; nobody can be called, and whoever presses at the kiosk reads why."""
    story.watch_lamp(ON_THE_WAY)
    story.town.hold(ROOF, "alert", closed=True)
    story.see("the red page", lambda board: _level(board) == "unknown")
    story.remember("red-alert", "The siren on the roof sounds, and names no level: the red page.")
    story.take("civil")
    story.remember("alert-slip", "A press at the kiosk: a slip says why there is no ticket, and where to go.", "ticket")
    since = story.stage.mark()
    story.stage.press_key(ON_THE_WAY, "next")
    story.stage.wait("the refusal", lambda e: refusals(e[since:], story.stage.desks[ON_THE_WAY].id) == ["alert"])


def _a_source_is_lost(story: Story) -> None:
    """Take the power from the siren's unit, let the feed say the all-clear and the call's time pass: nothing ends."""
    story.town.kill(ROOF)
    story.stage.wait("the loss of the siren", lambda e: says(e, ROOF)[-1:] == ["lost"])
    _feed(story).alert()
    story.stage.wait("the feed's all-clear", lambda e: says(e, FEED)[-1:] == ["clear"], HEARD_S)
    called_at = datetime.fromisoformat(facts(story.timeline.entries, "ticket_called")[-1]["at"]).timestamp()
    time.sleep(max(called_at + NO_SHOW_S + 1.0 - time.time(), 0.0))
    story.remember("source-lost", "The siren's unit is dead and the feed says all-clear: still red, nothing ends.")


def _all_clear(story: Story) -> None:
    """Let the siren's unit come back and find its contact open: the hall says when it goes on."""
    story.town.start(ROOF)
    story.see("the all-clear", lambda board: _level(board) is None and board["resumes_at"] is not None)
    story.remember("all-clear", "All-clear: the hall says when the queue goes on, and that the called come first.")
    story.take("civil")
    story.see("the calls again", lambda board: not board["alert"] and board["resumes_at"] is None)
    story.remember("called-again", "The people are back: who was called before the alert is called anew, first of all.")


def _after(story: Story) -> None:
    """Let the citizen come, and serve everybody."""
    story.stage.press_key(ON_THE_WAY, "serve")
    story.stage.wait("the citizen", lambda e: _is_served(newest_board(e), ON_THE_WAY))
    story.morning.serve_everybody()
    story.stage.wait("empty windows", lambda e: not calls_on_board(e))
    story.remember("all-served", "Everybody is served.")
    story.stage.hear_out()


def says(entries: list[Entry], siren: str) -> list[str]:
    """Return what the dispatcher heard of a siren, oldest first."""
    return [fact["says"] for fact in facts(entries, "source_heard") if fact["source"] == siren]


def refusals(entries: Iterable[Entry], desk: str) -> list[str]:
    """Return why the keys of a desk were refused, oldest first."""
    topic = messages.topic("desk_reply", id=desk)
    told = (e["payload"] for e in entries if e["what"] == "message" and e["topic"] == topic)
    return [payload["reason"] for payload in told if payload["message"] == "refusal"]


def _feed(story: Story) -> FeedServer:
    if story.town.feed is None:
        raise Unavailable("This scene needs the simulated feed of alerts, and the centre has no siren that asks it.")
    return story.town.feed


def _level(board: dict[str, object]) -> object:
    alert = board.get("alert")
    return alert["level"] if isinstance(alert, dict) else None


def _is_served(board: dict[str, list[dict[str, object]]], window: int) -> bool:
    return any(call["window"] == window and call["serving"] for call in board["calls"])
