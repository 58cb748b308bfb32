# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The invariants of docs/invariants.md about alerts and power, held against the notebook."""

from datetime import datetime, timedelta
from typing import Any

from centre import facts, facts_alarms, facts_day
from dispatcher.rules import commands, commands_alarms
from tests.dispatcher.rules.any_day import reading
from tests.dispatcher.rules.any_day.notebook import Notebook
from tests.dispatcher.rules.any_day.sirens import HAND
from tests.dispatcher.rules.any_day.wall import KYIV, edges

SAID_AGAIN = (
    *(facts_alarms.SourceHeard, facts_alarms.AlertRaised, facts_alarms.AlertCleared, facts_alarms.PowerHeard),
    *(facts_day.AppointmentBooked, facts_day.ResourceLost),
)
"""What may stand behind DayStarted before all that outlived the midnight has been said."""

BY_CLERK = (commands.Serve, commands.Finish, commands.Postpone, commands.Transfer)
BY_KIOSK = (commands.Void, commands.ReportPrint)


def judge(book: Notebook, command: commands.Command, fact: Any) -> None:
    """Hold a fact that is about to happen against what the notebook says until now."""
    if not isinstance(fact, SAID_AGAIN):
        night_is_over(book)
    alert_touches_nobody(book, fact)
    called_come_first(book, command, fact)
    match fact:
        case facts_alarms.SourceHeard():
            heard_as_said(book, command, fact)
        case facts_alarms.AlertRaised() if book.outlived is None:
            raised_as_heard(book, fact)
        case facts_alarms.AlertCleared() if book.outlived is None:
            every_source_agrees(book, command, fact)
        case facts_alarms.CallingResumed():
            people_are_back(book, fact)
        case facts_alarms.DayMoved():
            alert_keeps_over_a_moved_day(book, fact)
        case facts.TicketIssued():
            expected = book.sirens.alert is not None and not reading.helps(book, fact.service)
            assert fact.after_alert == expected, "15. marked as good after the alert"
        case facts_day.WindowPaused(reason="lunch"):
            assert not book.sirens.stops(fact.window), "18. nobody goes to lunch from the shelter"
            assert book.before_doubt is None, "14. nor by a doubted clock"


def alert_touches_nobody(book: Notebook, fact: Any) -> None:
    """15. Where windows stand still nobody is called, called again, given up or taken to have come."""
    window = getattr(fact, "window", None)
    if window is None or not book.sirens.stops(window):
        return
    assert not isinstance(fact, facts.TicketNoShow), "15. an alert makes no no-show"
    assert not isinstance(fact, facts.TicketCalled), "15. in an alert nobody is called"
    assert not isinstance(fact, facts.TicketRecalled), "15. in an alert nobody is called again"
    assert not getattr(fact, "assumed", False), "15. in an alert nobody is taken to have come"
    assert not isinstance(fact, facts.CallResumed), "15. in an alert no call begins anew"


def called_come_first(book: Notebook, command: commands.Command, fact: Any) -> None:
    """17. Who was called when the windows stopped is called until a clerk or the kiosk says else, and anew first."""
    anew = isinstance(fact, facts.CallResumed)
    assert not book.sirens.anew or (anew and fact.ticket in book.sirens.anew), "17. first they are called anew"
    assert book.sirens.anew or not anew or isinstance(command, commands_alarms.Resume), "17. no other call begins anew"
    if getattr(fact, "ticket", None) in book.sirens.standing and type(fact) not in (
        facts.TicketPrinted,
        facts.TicketKept,
    ):
        assert isinstance(command, (*BY_CLERK, *BY_KIOSK)), "17. who was called when the alert began is still called"


def heard_as_said(book: Notebook, command: commands.Command, fact: facts_alarms.SourceHeard) -> None:
    """16. The journal has what was said, and only an all-clear by hand overrules it, until the source says news."""
    sirens = book.sirens
    if book.outlived is not None:
        return
    if fact.source == HAND:
        says = "raise" if isinstance(command, commands_alarms.SwitchAlert) and command.raised else "clear"
        assert (isinstance(command, commands_alarms.SwitchAlert), fact.says) == (True, says), "16. by hand, as pressed"
        assert not fact.overruled, "16. a hand is not overruled"
    elif isinstance(command, commands_alarms.SwitchAlert):
        assert not command.raised, "16. an alert by hand overrules nobody"
        assert fact.overruled, "16. an all-clear by hand leaves what was said"
        assert (fact.says, fact.threats) == ("raise", sirens.raised.get(fact.source)), "16. and changes nothing of it"
    else:
        assert isinstance(command, commands_alarms.HearSource), "16. nobody said so"
        assert (fact.source, fact.says) == (command.source, command.says), "16. as it was said"
        assert fact.threats == command.threats, "16. in the source's words"
        silenced = fact.says == "raise" and fact.source in sirens.overruled
        old = silenced and not sirens.is_news(fact.source, fact.threats)
        assert fact.overruled == old, "16. overruled by hand, until news"


def raised_as_heard(book: Notebook, fact: facts_alarms.AlertRaised) -> None:
    """16. An alert is as grave as the gravest word of any source; an unknown one, and none, stops like red."""
    sirens = book.sirens
    assert fact.level == sirens.level(), "16. never yellow if any word is unknown"
    assert fact.suspends == sirens.suspends(), "15. red stops the windows, and yellow unless it only warns"
    if sirens.alert is not None:
        assert fact.since == sirens.alert.since, "16. one alert has one beginning"
    eased = sirens.alert is not None and sirens.alert.suspends and not fact.suspends
    expected = grace(book, fact.since, fact.at)[0] if eased else None
    assert fact.resumes_at == expected, "17. when it only warns, the people come back"


def every_source_agrees(book: Notebook, command: commands.Command, fact: facts_alarms.AlertCleared) -> None:
    """16. All-clear: each source that had raised has said so since, or somebody by hand."""
    sirens = book.sirens
    by_hand = command == commands_alarms.SwitchAlert(raised=False)
    by_source = isinstance(command, commands_alarms.HearSource) and command.says == "clear"
    assert by_hand or by_source, "16. silence is no all-clear"
    assert not sirens.raised.keys() - sirens.overruled, "16. somebody has not said clear"
    assert sirens.alert is not None
    if sirens.stopped is not None:
        way_back = sirens.resumes_at, sirens.late_opening
        expected = way_back if sirens.resumes_at else grace(book, sirens.alert.since, fact.at)
        assert (fact.resumes_at, fact.late_opening) == expected, "17. people need time to walk back"


def grace(book: Notebook, since: datetime, now: datetime) -> tuple[datetime, bool]:
    """Return when windows call after an all-clear, and whether the doors open later for it."""
    alerts = book.centre.alerts
    back, late = (now + timedelta(minutes=minutes) for minutes in (alerts.grace_min, alerts.opening_delay_min))
    times = edges(book.centre.hours, now.astimezone(KYIV).date())
    begun = book.sirens.stopped or since
    opened = any(moment < begun for moment in book.opened.values())
    covers = times is not None and not opened and begun < times[0] < late
    return (max(back, late), True) if covers else (back, False)


def people_are_back(book: Notebook, fact: facts_alarms.CallingResumed) -> None:
    """15. Windows call again when the alert said so, and not before."""
    sirens = book.sirens
    assert sirens.resumes_at is not None, "15. no window calls in an alert"
    assert sirens.are_over(fact.at), "15. not before the people are back"


def night_is_over(book: Notebook) -> None:
    """20. Alert, sources, the way back and the power are after midnight what they were before."""
    if book.outlived is not None:
        assert book.sirens.all_of_it() == book.outlived.all_of_it(), "20. an alarm outlives midnight"
        book.outlived = None


def alert_keeps_over_a_moved_day(book: Notebook, fact: facts_alarms.DayMoved) -> None:
    """20. Who waited when an alert covered closing is kept when the doubted day ends, as at a midnight."""
    assert book.day is not None
    if fact.day > book.day and fact.day not in book.moved_from and book.kept_by_alert():
        old = (slip for slip in book.left() if slip.number in (book.before_doubt or ()))
        assert all(slip.kept or slip.window for slip in old), "20. nobody loses a place to an alert"


def nothing_left_undone(book: Notebook, command: commands.Command, did: tuple[Any, ...], now: datetime) -> None:
    """15, 16, 17, 20, 21. What was said counts, who is to be called anew is, and the hall knows its alert."""
    night_is_over(book)
    sirens, kinds = book.sirens, {type(fact) for fact in did}
    assert not sirens.anew, "17. all are called anew"
    assert (sirens.alert and sirens.alert.level) == sirens.level(), "16. the alert is what the sources say"
    match command:
        case commands_alarms.HearSource(says="raise"):
            assert sirens.raised[command.source] == command.threats, "16. what is raised counts"
        case commands_alarms.HearSource(says="clear"):
            assert command.source not in sirens.raised, "16. an all-clear counts"
        case commands_alarms.HearSource():
            assert command.source in sirens.lost, "16. who is silent is known"
        case commands_alarms.SwitchAlert():
            assert (sirens.alert is not None) == command.raised, "16. by hand, both ways"
        case commands_alarms.HearPower() if facts_alarms.PowerHeard in kinds:
            power_is_known(book)
        case commands_alarms.Tick():
            assert not sirens.are_over(now), "15. windows should call again"


def power_is_known(book: Notebook) -> None:
    """21. When the mains goes what needs power closes; when it is back that is open again by itself."""
    if book.sirens.on_battery() and not book.sirens.was_on_battery:
        assert "power" in book.outages, "21. on battery"
    elif book.sirens.was_on_battery and not book.sirens.on_battery():
        assert "power" not in book.outages, "21. the mains is back"


def refusal_is_true(book: Notebook, command: commands.Command, refused: commands.Refused) -> None:
    """15. Only a window that stands still refuses for an alert."""
    window = getattr(command, "window", None)
    if refused.reason == "alert":
        assert window is not None, "15. only a window stands still"
        assert book.sirens.stops(window), "15. this window goes on"
