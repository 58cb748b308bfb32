# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The bookkeeping of open questions: when to say one again, and when to give it up."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from centre.asking import AT_ONCE, RESEND_S, Asked, Questions, expiry_s
from centre.messages import GiveUp, Request, TicketRequest
from centre.time import Now


def at(steady_s: float) -> Now:
    """Return a moment."""
    return Now(utc=datetime(2026, 11, 22, 8, tzinfo=UTC), steady_s=steady_s)


def press(number: int) -> TicketRequest:
    """Return some press."""
    return TicketRequest(request_id=UUID(int=number), service="passport")


def requests(asked: list[Asked]) -> list[Request]:
    """Return what was asked."""
    return [each.request for each in asked]


@pytest.fixture
def questions() -> Questions:
    """Return a bookkeeping with one press, asked at second 100 and given up 5 s later."""
    new = Questions()
    new.ask(press(1), at(100), give_up_after_s=5)
    return new


def test_nobody_asks_nobody_waits() -> None:
    """Without a question there is no deadline."""
    assert Questions().deadline_s() is None


def test_question_is_said_again_every_second(questions: Questions) -> None:
    """Not before its time, then once, then a second later again, always the same request."""
    assert questions.deadline_s() == 100 + RESEND_S
    assert questions.to_resend(at(100.9)) == []
    assert requests(questions.to_resend(at(101))) == [press(1)]
    assert questions.to_resend(at(101.5)) == []
    assert questions.deadline_s() == 102
    assert requests(questions.to_resend(at(102))) == [press(1)]


def test_question_is_given_up_once(questions: Questions) -> None:
    """At its time it is handed over, and then it is nobody's any more."""
    assert questions.given_up(at(104.9)) == []
    assert questions.given_up(at(105)) == [press(1)]
    assert questions.given_up(at(105)) == []
    assert questions.deadline_s() is None


def test_question_to_be_given_up_is_not_said_again(questions: Questions) -> None:
    """When its citizen has gone it must not reach the dispatcher, not even on a new connection."""
    assert questions.to_resend(at(105)) == []
    assert questions.to_resend(at(105), everything=True) == []


def test_hundreds_are_not_said_again_at_once() -> None:
    """First those for whom somebody waits, then the reports in their order: a share each second."""
    questions = Questions()
    reports = [GiveUp(request_id=UUID(int=n), given_up=UUID(int=n)) for n in range(2 * AT_ONCE)]
    for report in reports:
        questions.ask(report, at(100))
    questions.ask(press(1000), at(100), give_up_after_s=60)
    said = list[list[Request]]()
    for second in (100, 101, 102):
        said.append(requests(questions.to_resend(at(second), everything=second == 100)))
        for one in said[-1]:
            questions.settle(one.request_id)
    assert [len(share) for share in said] == [AT_ONCE, AT_ONCE, 1]
    assert [one for share in said for one in share] == [press(1000), *reports]
    assert questions.deadline_s() is None


def test_deadline_is_the_next_thing_to_do(questions: Questions) -> None:
    """Giving up counts as well as saying again, and of several questions the first."""
    questions.to_resend(at(104.5))
    assert questions.deadline_s() == 105
    questions.ask(press(2), at(103))
    assert questions.deadline_s() == 104


def test_report_is_never_given_up() -> None:
    """What must arrive whenever it can is said until it is answered."""
    questions = Questions()
    report = GiveUp(request_id=UUID(int=3), given_up=UUID(int=1))
    asked = questions.ask(report, at(0))
    assert questions.given_up(at(1e9)) == []
    assert requests(questions.to_resend(at(1e9))) == [report]
    assert expiry_s(asked, at(1e9)) is None


def test_questions_can_be_given_up_before_their_time(questions: Questions) -> None:
    """Those of a kind that somebody has no more hope for; all others stay."""
    report = GiveUp(request_id=UUID(int=3), given_up=UUID(int=1))
    questions.ask(press(2), at(100))
    questions.ask(report, at(100))
    assert questions.abandon(TicketRequest, lambda request: request.request_id == UUID(int=2)) == [press(2)]
    assert questions.abandon(TicketRequest, lambda _: False) == []
    assert requests(questions.to_resend(at(102), everything=True)) == [press(1), report]


def test_answer_settles_its_question_once(questions: Questions) -> None:
    """The first answer gets its request; a second one, a stranger's and one without an id get nothing."""
    assert questions.deadline_s() is not None
    assert questions.settle(UUID(int=9)) is None
    assert questions.settle(None) is None
    assert questions.settle(UUID(int=1)) == press(1)
    assert questions.settle(UUID(int=1)) is None
    assert questions.to_resend(at(200), everything=True) == []


def test_new_connection_says_everything_again(questions: Questions) -> None:
    """All open questions, in the order in which they were asked; their next second counts from now."""
    questions.ask(press(2), at(100.5))
    assert requests(questions.to_resend(at(100.6), everything=True)) == [press(1), press(2)]
    assert questions.deadline_s() == 100.6 + RESEND_S


def test_expiry_shrinks_with_the_patience_that_is_left(questions: Questions) -> None:
    """The broker may deliver a question only as long as its citizen waits."""
    asked = questions.to_resend(at(102))[0]
    assert expiry_s(asked, at(102)) == 3
