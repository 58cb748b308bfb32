# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The siren tells its whole truth when it changes, until it is confirmed; errors never clear, silence is told once."""

from typing import Any
from uuid import uuid4

import pytest

from centre.facts_base import Threat
from centre.link import LinkDown, LinkUp
from centre.messages import AlertRequest, Confirmation, Refusal
from simulator.feed_words import STATUS, Alert, Mode, answer
from siren.fetching import Fetched
from siren.key_file import read_key
from siren.relay import CALM_S
from siren.report import Answer
from tests.fakes import HandClock
from tests.siren.rig import POLL_S, STALE_AFTER_S, UNIT, FeedRig, contact_rig


def body(clock: HandClock, *levels: str, mode: Mode = "ok", path: str = "/api/v3/alerts/36") -> bytes:
    """Return what a feed says of alerts of these levels in our raion."""
    alerts = [Alert("36", clock.now.utc, level) for level in levels]
    return answer(path, alerts, {}, mode, clock.now.utc).body


@pytest.fixture
def rig() -> FeedRig:
    """Return a siren that hears ukrainealarm, linked."""
    started = FeedRig()
    started.begin()
    return started


def poll(rig: FeedRig, *levels: str) -> list[str]:
    """Let the feed say these levels at its next question; return what the dispatcher is told then."""
    rig.wait(POLL_S)
    rig.answer(body=body(rig.clock, *levels))
    return [request.says for request in rig.confirm() if isinstance(request, AlertRequest)]


def test_it_tells_what_changes_and_nothing_else(rig: FeedRig) -> None:
    """Calm, calm, alert, the same alert, calm."""
    assert [poll(rig, *levels) for levels in ((), (), ("Red",))] == [["clear"], [], ["raise"]]
    assert poll(rig) == ["clear"]


def test_yellow_red_yellow_clear_is_told_step_by_step(rig: FeedRig) -> None:
    """Acceptance test 3 of the domain: each step is the whole truth, with all its threats."""
    started = rig.clock.now.utc
    told = []
    for levels in (["Yellow"], ["Yellow", "Red"], ["Yellow"], []):
        alerts = [Alert("36", started, level) for level in levels]
        rig.wait(POLL_S)
        rig.answer(body=answer("/api/v3/alerts/36", alerts, {}, "ok", rig.clock.now.utc).body)
        told += rig.confirm()
    assert [[threat.level for threat in request.threats] for request in told if isinstance(request, AlertRequest)] == [
        ["yellow"], ["red", "yellow"], ["yellow"], [],
    ]  # fmt: skip


def test_an_unknown_level_is_told_as_one(rig: FeedRig) -> None:
    """The dispatcher counts it as the gravest."""
    rig.answer(body=body(rig.clock, "Purple"))
    (request,) = rig.asked()
    assert isinstance(request, AlertRequest)
    assert [threat.level for threat in request.threats] == ["unknown"]


@pytest.mark.parametrize("mode", ["invalid", "empty", "vanished", *STATUS])
def test_an_error_in_an_alert_never_clears_it(rig: FeedRig, mode: Mode) -> None:
    """Acceptance test 3: after a storm of them the source is lost, and only its own word ends the alert."""
    poll(rig, "Red")
    status = STATUS.get(mode, 200)
    said: list[str] = []
    for _ in range(40):
        rig.wait(POLL_S)
        if rig.web.take():
            rig.answer(status, b"" if status != 200 else body(rig.clock, mode=mode))
        said += [request.says for request in rig.confirm() if isinstance(request, AlertRequest)]
    assert said == ["lost"]
    assert rig.problems() == ["feed_stale"]
    assert poll(rig) == ["clear"]
    assert rig.problems() == []


def test_silence_is_told_once_and_its_end_at_once(rig: FeedRig) -> None:
    """Three minutes after the last word; back, it says its truth even if that has not changed."""
    poll(rig)
    for _ in range(20):
        rig.silence()
        rig.wait(POLL_S)
    assert rig.says() == ["lost"]
    assert poll(rig) == ["clear"]


def test_a_worker_that_never_answers_is_silence(rig: FeedRig) -> None:
    """Nothing depends on an answer: the loop counts the time itself."""
    poll(rig, "Red")
    rig.wait(STALE_AFTER_S - 1)
    assert rig.says() == []
    rig.wait(1)
    assert rig.says() == ["lost"]


def test_the_feed_is_asked_at_its_pace(rig: FeedRig) -> None:
    """Never twice before an answer, every 25 seconds after a good one, more rarely after a refusal."""
    assert len(rig.web.take()) == 1
    rig.wait(1000)
    assert rig.web.take() == []
    rig.answer(body=body(rig.clock))
    rig.wait(POLL_S - 0.1)
    assert rig.web.take() == []
    rig.wait(0.1)
    assert len(rig.web.take()) == 1
    rig.answer(429, retry_after="300")
    rig.wait(299)
    assert rig.web.take() == []
    rig.wait(1)
    assert len(rig.web.take()) == 1


def test_an_older_truth_is_taken_back_before_a_newer_is_told() -> None:
    """The dispatcher is away: when it is back it is told the alert alone, not first or later that all was calm."""
    rig = FeedRig()
    rig.answer(body=body(rig.clock))
    rig.wait(POLL_S)
    rig.answer(body=body(rig.clock, "Red"))
    rig.link.take()
    rig.handle(LinkUp())
    rig.wait(POLL_S - 1)
    assert {told.says for told in rig.link.take(AlertRequest)} == {"raise"}


def test_what_is_not_confirmed_is_told_again(rig: FeedRig) -> None:
    """The same words under the same id, more and more rarely."""
    rig.answer(body=body(rig.clock, "Red"))
    rig.wait(10)
    told = rig.link.take(AlertRequest)
    assert len(told) > 2
    assert len({request.request_id for request in told}) == 1
    rig.hear(Confirmation(request_id=told[0].request_id))
    rig.wait(10)
    assert rig.link.take(AlertRequest) == []


@pytest.mark.parametrize("again", [LinkUp(), "dispatcher"])
def test_it_tells_all_again_to_whoever_may_know_nothing(rig: FeedRig, again: Any) -> None:
    """On a new connection, and when the dispatcher is back."""
    poll(rig, "Red")
    if again == "dispatcher":
        rig.dispatcher("ready")
        assert rig.asked() == []
        rig.dispatcher("offline")
        rig.dispatcher("ready")
    else:
        rig.handle(LinkDown("the broker is away"), again)
    assert rig.says() == ["raise"]


def test_a_refusal_leaves_the_question_open_and_is_reported(rig: FeedRig) -> None:
    """A full disk may recover: until the truth is in the journal it is not told."""
    rig.answer(body=body(rig.clock, "Red"))
    (request,) = rig.asked()
    rig.hear(Refusal(reason="journal_failed", text="dispatcher.db: the disk is full.", request_id=request.request_id))
    assert rig.problems() == ["refused"]
    rig.wait(5)
    assert {one.request_id for one in rig.link.take(AlertRequest)} == {request.request_id}
    rig.hear(Confirmation(request_id=request.request_id))
    assert rig.problems() == []


def test_an_answer_to_something_else_changes_nothing(rig: FeedRig) -> None:
    """A confirmation or a refusal of what was taken back."""
    rig.answer(body=body(rig.clock, "Red"))
    rig.hear(Confirmation(request_id=uuid4()))
    rig.hear(Refusal(reason="bad_message", text="?", request_id=uuid4()))
    assert rig.problems() == []
    rig.wait(3)
    assert {told.says for told in rig.link.take(AlertRequest)} == {"raise"}


def test_a_missing_key_is_a_problem_and_no_end() -> None:
    """It is looked for again at every turn, so that a key that is put there is used without a restart."""
    there: list[str] = []

    def key(path: str) -> str:
        return there[0] if there else read_key(f"/nonexistent{path}")

    rig = FeedRig(key=key)
    rig.begin()
    assert rig.problems() == ["key_missing"]
    assert rig.web.take() == []
    there.append("key")
    rig.wait(POLL_S)
    (question,) = rig.web.take()
    assert question.headers["Authorization"] == "key"
    rig.answer(body=body(rig.clock))
    assert rig.problems() == []


@pytest.mark.parametrize(
    ("status", "code"), [(401, "feed_unauthorised"), (403, "feed_unauthorised"), (500, "feed_unreadable")]
)
def test_a_state_says_what_is_wrong(rig: FeedRig, status: int, code: str) -> None:
    """From the first error on; the end of it ends the problem."""
    rig.answer(status)
    assert rig.problems() == [code]
    rig.wait(100)
    rig.answer(body=body(rig.clock))
    assert rig.problems() == []


LIST = "/v1/alerts/active.json"


def test_unchanged_is_the_same_as_before() -> None:
    """alerts.in.ua answers 304; the alert goes on, and the source is well however long nothing changes."""
    rig = FeedRig("alerts_in_ua")
    rig.begin()
    rig.answer(body=body(rig.clock, "Red", path=LIST), last_modified="Mon, 23 Nov 2026 10:00:00 GMT")
    rig.confirm()
    conditions = []
    for _ in range(30):
        rig.wait(POLL_S)
        for question in rig.web.take():
            conditions.append(question.headers.get("If-Modified-Since"))
            if conditions[-1]:
                rig.answer(304)
            else:
                rig.answer(body=body(rig.clock, "Red", path=LIST), last_modified="Mon, 23 Nov 2026 10:10:00 GMT")
    assert "lost" not in rig.says()
    assert rig.problems() == []
    # The whole is asked for again every ten minutes, or a server that only says "unchanged" were never found out.
    assert conditions.count(None) == 1 + (30 * POLL_S > 600)


def test_unchanged_without_a_question_for_changes_is_nothing() -> None:
    """Whoever has not said since when cannot be told that nothing changed."""
    rig = FeedRig("alerts_in_ua")
    rig.begin()
    rig.answer(304)
    assert rig.says() == []
    assert rig.problems() == ["feed_unreadable"]


def test_the_question_goes_to_its_own_topic(rig: FeedRig) -> None:
    """Who speaks is in the topic, and the answer comes to the asker; it never expires."""
    rig.answer(body=body(rig.clock))
    (said,) = rig.link.said
    assert (said.topic, said.answer_to) == (f"cherha/1/siren/{UNIT}/request", f"cherha/1/siren/{UNIT}/reply")
    assert said.expiry_s is None
    assert not said.retain


def test_it_lives_as_long_as_its_parts_and_releases_them(rig: FeedRig) -> None:
    """A worker or a network thread that has died ends the process."""
    assert rig.service.alive()
    rig.web.lives = False
    assert not rig.service.alive()
    rig.web.lives, rig.link.lives = True, False
    assert not rig.service.alive()
    rig.service.close()
    assert rig.web.closed
    assert rig.link.closed


def test_what_is_none_of_its_business_is_passed_over(rig: FeedRig) -> None:
    """An item of another source."""
    rig.handle("anything")
    contacts = contact_rig()
    contacts.handle(Fetched(Answer(200, {}, b"")))
    assert rig.says() == []


def test_an_idle_siren_sleeps() -> None:
    """With a contact there is nothing to do until an edge comes."""
    rig = contact_rig()
    rig.begin()
    rig.wait(CALM_S)
    rig.confirm()
    assert rig.service.deadline_s() is None


def test_the_threat_of_a_feed_is_told_in_its_own_words(rig: FeedRig) -> None:
    """Level, reason and since."""
    began = rig.clock.now.utc
    rig.answer(body=body(rig.clock, "Yellow"))
    (request,) = rig.asked()
    assert isinstance(request, AlertRequest)
    assert request.threats == (Threat(level="yellow", reason="Дронова загроза (жовтий рівень)", since=began),)
