# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An alert stops the calls and nothing else; all who raised it end it, or people do, and silence never does."""

from datetime import timedelta

import pytest

from centre.config import Service, Window
from centre.facts import CallResumed, ServingStarted, TicketCalled, TicketFinished, TicketIssued
from centre.facts_alarms import AlertCleared, AlertRaised, CallingResumed, SourceHeard
from centre.facts_base import Threat
from dispatcher.rules.commands import Call, CallNext, Finish, NoShow, Open, Recall, Serve
from dispatcher.rules.commands_alarms import HearSource, SwitchAlert
from dispatcher.rules.suspension import is_suspended
from tests.dispatcher.rules.alarm_hall import alarm_hall, called, cleared, kinds, lost, press, raised
from tests.dispatcher.rules.hall import Hall

REFUSED = "Window 2 calls nobody in an air-raid alert. It goes on by itself after {}."


def test_an_alert_is_raised_by_any_and_ends_when_all_say_so() -> None:
    """Feed and roof: the first raises, the second changes nothing, and the all-clear is the last one's."""
    hall = alarm_hall()
    raise_facts = raised(hall, "red", after_s=60)
    assert raise_facts[-1] == AlertRaised(at=hall.now, level="red", since=hall.now, suspends=True)
    assert kinds(raised(hall, "red", source="roof")) == ["SourceHeard"]
    assert kinds(cleared(hall)) == ["SourceHeard"]
    assert cleared(hall, "roof")[-1] == AlertCleared(at=hall.now, resumes_at=hall.now + timedelta(minutes=10))


def test_what_a_source_says_twice_is_no_fact() -> None:
    """A siren repeats itself at each connection; the journal does not."""
    hall = alarm_hall()
    assert kinds(cleared(hall, after_s=60))[-1:] == ["SourceHeard"]
    assert cleared(hall) == ()
    raised(hall, "yellow")
    assert raised(hall, "yellow") == ()
    lost(hall)
    assert lost(hall) == ()


@pytest.mark.parametrize(
    ("levels", "level"),
    [
        (("yellow",), "yellow"),
        (("red",), "red"),
        (("yellow", "red"), "red"),
        (("yellow", "unknown"), "unknown"),
        (("unknown", "red"), "red"),
        (("unknown",), "unknown"),
        ((), "unknown"),
    ],
)
def test_the_gravest_level_counts_and_an_unknown_one_is_grave(levels: tuple[str, ...], level: str) -> None:
    """Both levels may hold at once; a level that nobody knows, or none at all, never is yellow."""
    hall = alarm_hall()
    threats = tuple(Threat(level=one) for one in levels)  # type: ignore[arg-type]  # from the table
    facts = hall.do(HearSource("feed", "raise", threats))
    assert [(fact.level, fact.suspends) for fact in facts if isinstance(fact, AlertRaised)] == [(level, True)]


def test_the_level_changes_within_an_alert_and_its_beginning_stays() -> None:
    """Yellow, red, yellow, clear: three facts of one alert, and windows are suspended all the time."""
    hall = alarm_hall()
    raised(hall, "yellow", after_s=60)
    begun = hall.now
    for levels in (("yellow", "red"), ("yellow",)):
        facts = raised(hall, *levels, after_s=300)
        assert facts[-1] == AlertRaised(
            at=hall.now, level="red" if "red" in levels else "yellow", since=begun, suspends=True
        )
    cleared(hall, after_s=300)
    assert hall.queue.alarm.suspended_since == begun


def test_losing_the_source_is_no_all_clear() -> None:
    """Silence leaves the alert as it was; what the source says when it is back counts again."""
    hall = alarm_hall()
    raised(hall, "red", after_s=60)
    assert lost(hall) == (SourceHeard(at=hall.now, source="feed", says="lost"),)
    assert hall.queue.alarm.alert is not None
    assert kinds(cleared(hall, after_s=3600)) == ["SourceHeard", "AlertCleared"]


def test_a_lost_source_that_was_calm_raises_nothing() -> None:
    """Nobody is sent to the shelter because a feed has no Internet; the hall is told to listen for the siren."""
    hall = alarm_hall()
    cleared(hall, after_s=60)
    assert kinds(lost(hall)) == ["SourceHeard"]
    assert hall.queue.alarm.alert is None


def test_in_an_alert_nobody_is_called_recalled_or_given_up() -> None:
    """Next, by number, again, no-show: each is refused with the time at which it goes on."""
    hall = alarm_hall()
    hall.open(2)
    called(hall)
    waiting = hall.issue("property")
    raised(hall, "red")
    for command in (CallNext(2), Call(2, waiting), Recall(2), NoShow(2)):
        assert hall.refused(command) == ("alert", REFUSED.format("the all-clear"))
    cleared(hall)
    assert hall.refused(CallNext(2)) == ("alert", REFUSED.format("10:13"))


def test_whoever_is_being_served_keeps_the_window_and_may_be_finished_with() -> None:
    """The last signature before the shelter; the next one is not called."""
    hall = alarm_hall()
    hall.open(2)
    ticket = called(hall)
    hall.do(Serve(2))
    hall.issue("property")
    raised(hall, "red")
    assert hall.do(CallNext(2)) == (TicketFinished(at=hall.now, ticket=ticket, window=2),)
    assert hall.queue.at_window(2) is None


def test_after_the_grace_those_called_before_are_called_anew_and_then_the_others() -> None:
    """Called, not come, an hour's alert: the same citizen first, with the whole time, then the one who waited."""
    hall = alarm_hall()
    hall.open(2)
    first, second = called(hall), hall.issue("property")
    raised(hall, "red")
    cleared(hall, after_s=3600)
    assert hall.tick(599) == ()
    assert hall.tick(1) == (CallingResumed(at=hall.now), CallResumed(at=hall.now, ticket=first, window=2))
    assert hall.queue.tickets[first].called_at == hall.now
    hall.do(Serve(2))
    assert hall.do(CallNext(2))[-1] == TicketCalled(at=hall.now, ticket=second, window=2)


def test_an_alert_within_the_grace_is_one_suspension() -> None:
    """People who walk back turn round; nobody was called in between."""
    hall = alarm_hall()
    raised(hall, "red", after_s=60)
    begun = hall.now
    cleared(hall, after_s=600)
    raised(hall, "red", after_s=300)
    assert (hall.queue.alarm.resumes_at, hall.queue.alarm.suspended_since) == (None, begun)
    assert hall.tick(3600) == ()


def test_yellow_may_only_warn_by_order_of_the_head() -> None:
    """Windows go on; red suspends them; back to yellow they go on after the grace, though the alert is not over."""
    hall = alarm_hall(alerts={"yellow": "warn"})
    hall.do(Open(2))
    assert raised(hall, "yellow")[-1] == AlertRaised(at=hall.now, level="yellow", since=hall.now, suspends=False)
    called(hall)
    begun = hall.queue.alarm.alert
    raised(hall, "red")
    assert is_suspended(hall.queue, 2)
    resumes_at = hall.now + timedelta(seconds=300, minutes=10)
    assert begun is not None
    assert raised(hall, "yellow", after_s=300)[-1] == AlertRaised(
        at=hall.now, level="yellow", since=begun.since, suspends=False, resumes_at=resumes_at
    )
    assert kinds(hall.tick(600)) == ["CallingResumed", "CallResumed"]
    assert not is_suspended(hall.queue, 2)
    assert cleared(hall)[-1] == AlertCleared(at=hall.now, resumes_at=hall.now + timedelta(minutes=10))
    assert not is_suspended(hall.queue, 2)


def test_an_all_clear_keeps_nobody_longer_than_the_word_before_it() -> None:
    """Red turned into a warning, so people walk back; the all-clear five minutes later says the same time again."""
    hall = alarm_hall(alerts={"yellow": "warn"})
    raised(hall, "red")
    raised(hall, "yellow")
    resumes_at = hall.now + timedelta(minutes=10)
    assert cleared(hall, after_s=300)[-1] == AlertCleared(at=hall.now, resumes_at=resumes_at)
    assert kinds(hall.tick(300)) == ["CallingResumed"]


def test_the_switch_by_hand_works_without_any_source() -> None:
    """The siren is heard before the Internet; only people end what people raised."""
    hall = alarm_hall()
    assert kinds(hall.do(SwitchAlert(raised=True)))[-2:] == ["SourceHeard", "AlertRaised"]
    assert hall.do(SwitchAlert(raised=True)) == ()
    cleared(hall)
    assert hall.queue.alarm.alert is not None
    assert kinds(hall.do(SwitchAlert(raised=False))) == ["SourceHeard", "AlertCleared"]


def test_the_all_clear_by_hand_overrules_a_source_until_it_says_news() -> None:
    """A feed that hangs at yellow keeps nobody in the shelter; red, or a new alert after its own all-clear, counts."""
    hall = alarm_hall()
    raised(hall, "yellow", after_s=60)
    assert kinds(hall.do(SwitchAlert(raised=False))) == ["SourceHeard", "AlertCleared"]
    assert raised(hall, "yellow") == ()
    assert kinds(raised(hall, "yellow", "red")) == ["SourceHeard", "AlertRaised"]
    hall.do(SwitchAlert(raised=False))
    assert kinds(cleared(hall)) == ["SourceHeard"]
    assert kinds(raised(hall, "yellow")) == ["SourceHeard", "AlertRaised"]


def test_a_wish_by_hand_that_changes_nothing_is_no_fact() -> None:
    """An all-clear where there is no alert."""
    assert alarm_hall().do(SwitchAlert(raised=False))[1:] == ()


def shelter(*windows: int) -> Hall:
    """Return a centre that goes on in a shelter, at these windows."""
    return alarm_hall(alerts={"mode": "continue_in_shelter", "shelter_windows": windows})


def test_windows_in_a_shelter_go_on() -> None:
    """Window 1 calls in the alert, window 2 does not, and the clock of window 1 runs."""
    hall = shelter(1)
    hall.open(1, 2)
    raised(hall, "red")
    hall.issue("property")
    assert hall.refused(CallNext(2))[0] == "alert"
    hall.do(CallNext(1), after_s=20)
    assert hall.tick(45) == (ServingStarted(at=hall.now, ticket="А001", window=1, assumed=True),)
    assert kinds(hall.do(Finish(1))) == ["TicketFinished"]


def test_a_centre_that_is_a_shelter_suspends_nothing() -> None:
    """No window is named, so all go on; the hall is told of the alert all the same."""
    hall = shelter()
    hall.open(2)
    assert raised(hall, "red")[-1] == AlertRaised(at=hall.now, level="red", since=hall.now, suspends=False)
    called(hall)
    assert not is_suspended(hall.queue, 2)


def test_tickets_in_an_alert_are_stopped_or_marked() -> None:
    """As the head orders; what a shelter's window serves is given unmarked."""
    hall = alarm_hall()
    raised(hall, "red", after_s=60)
    assert hall.refused_as(press(hall)) == (
        "service_closed", "Service 'property' gives no tickets: there is an air-raid alert.", "alert",
    )  # fmt: skip
    marked = alarm_hall(alerts={"tickets": "marked"})
    raised(marked, "red", after_s=60)
    (fact,) = marked.do(press(marked))
    assert fact.after_alert  # type: ignore[union-attr]  # a ticket was issued
    going_on = shelter(2)
    raised(going_on, "red", after_s=60)
    (fact,) = going_on.do(press(going_on))
    assert not fact.after_alert  # type: ignore[union-attr]  # a ticket was issued
    assert going_on.refused_as(press(going_on, "land"))[2] == "alert"


def test_in_an_alert_no_wait_is_promised() -> None:
    """Nobody can tell how long it lasts; when the people are back the range is there again."""
    service = Service(id="property", letter="А", name="Нерухомість", usual_minutes=10)
    windows = (Window(number=2, services=("property",)),)
    hall = alarm_hall(alerts={"tickets": "marked"}, services=(service,), windows=windows)
    hall.open(2)
    given = [hall.do(press(hall))[-1]]
    raised(hall, "red")
    given += hall.do(press(hall))
    cleared(hall)
    given += hall.do(press(hall))
    hall.tick(600)
    given += hall.do(press(hall))
    assert [fact.wait_min is None for fact in given if isinstance(fact, TicketIssued)] == [False, True, True, False]


def test_an_alert_that_began_after_the_all_clear_by_hand_is_news() -> None:
    """The same level again, but of another hour: a feed whose own all-clear nobody heard raises a new alert."""
    hall = alarm_hall()
    old = Threat(level="red", since=hall.now)
    hall.do(HearSource("feed", "raise", (old,)))
    hall.do(SwitchAlert(raised=False))
    lost(hall)
    assert kinds(hall.do(HearSource("feed", "raise", (old,)))) == ["SourceHeard"], "it hangs, as before"
    new = Threat(level="red", since=hall.now)
    assert kinds(hall.do(HearSource("feed", "raise", (new,)))) == ["SourceHeard", "AlertRaised"]


def test_a_source_that_names_no_time_counts_again_after_it_was_lost() -> None:
    """A siren on the roof, overruled, gone and back: nobody can tell whether it is the old alert, so it is one."""
    hall = alarm_hall()
    raised(hall, "unknown", source="roof", after_s=60)
    hall.do(SwitchAlert(raised=False))
    assert raised(hall, "unknown", source="roof") == ()
    lost(hall, "roof")
    assert kinds(raised(hall, "unknown", source="roof")) == ["SourceHeard", "AlertRaised"]


def test_whoever_is_called_is_not_finished_with_in_an_alert() -> None:
    """The citizen may be on the way to the shelter; who is being served may be finished with."""
    hall = alarm_hall()
    hall.open(2)
    called(hall)
    raised(hall, "red")
    assert hall.refused(Finish(2))[0] == "alert"
    hall.do(Serve(2))
    assert kinds(hall.do(Finish(2))) == ["TicketFinished"]
