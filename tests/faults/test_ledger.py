# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The judge of all experiments finds each kind of wrong in what is left of a day, and in a good day none."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from centre.facts import TicketCalled, TicketIssued, TicketNoShow, TicketPrinted, TicketTakenOver, TicketVoided
from centre.facts_day import DayStarted
from kiosk.facts import GivenUp, IssuedAlone, KioskStarted, OwnTicket, Pressed, PrintEnded, PrintStarted
from tests.faults.ledger import Judgement, Ledger, judge

AT, DAY = datetime(2026, 11, 26, 9, tzinfo=UTC), date(2026, 11, 26)
PRESS, OTHER_PRESS = UUID(int=1), UUID(int=2)

ISSUED = TicketIssued(at=AT, ticket="А001", service="passport", kiosk="hall", request=f"hall/{PRESS}", ahead=0)
PRINTED = TicketPrinted(at=AT, ticket="А001", outcome="printed")
UNKNOWN = TicketPrinted(at=AT, ticket="А001", outcome="unknown")
CALLED = TicketCalled(at=AT, ticket="А001", window=1)
NO_SHOW = TicketNoShow(at=AT, ticket="А001", window=1)
VOIDED = TicketVoided(at=AT, ticket="А001", reason="not_printed")
DAY_BEGINS = DayStarted(at=AT, day=DAY)
QUEUE = (DAY_BEGINS, ISSUED, PRINTED, CALLED)

BEGIN, PRESSED = KioskStarted(at=AT), Pressed(at=AT, request_id=PRESS, service="passport")
STARTED = PrintStarted(at=AT, request_id=PRESS, ticket="А001", day=DAY)
ENDED = PrintEnded(at=AT, request_id=PRESS, ticket="А001", day=DAY, outcome="printed", told=True)
IN_DOUBT = PrintEnded(at=AT, request_id=PRESS, ticket="А001", day=DAY, outcome="unknown", told=True)
KIOSK = (BEGIN, PRESSED, STARTED, ENDED)


def judged(
    queue: Sequence[Any] = QUEUE,
    kiosk: Sequence[Any] = KIOSK,
    *,
    papers: Sequence[str] = ("А001",),
    copies: Sequence[str] = (),
    told: Sequence[str] = ("А001",),
    board: Sequence[tuple[str, int]] = (("А001", 1),),
    served: bool = True,
) -> Judgement:
    """Judge a day on which one citizen pressed, got А001 and was called; what is named was otherwise."""
    return judge(
        Ledger(
            queue=queue,
            kiosks={"hall": kiosk},
            papers=Counter(papers),
            copies=Counter(copies),
            replies=[{"ticket": ticket} for ticket in told] + [{"reason": "service_closed"}],
            boards=[{"calls": [{"ticket": ticket, "window": window} for ticket, window in board]}],
            served=served,
        )
    )


def test_a_day_that_went_well_has_nothing_wrong() -> None:
    """The judge finds nothing, and nothing that nobody knows."""
    assert judged() == Judgement((), (), frozenset(), frozenset())


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ({"told": ("А001", "А002")}, "А002: was acknowledged, and is not in the journal"),
        ({"papers": ("А001", "А002")}, "А002: is on paper, and nobody's ticket"),
        ({"papers": ()}, "А001: reported as printed, and is on no paper"),
        ({"queue": (*QUEUE, VOIDED)}, "А001: reported as printed, and was taken back"),
        ({"queue": (DAY_BEGINS, ISSUED, PRINTED)}, "А001: was never called"),
        ({"kiosk": (BEGIN, PRESSED, STARTED)}, f"hall: press {PRESS} has come to no end"),
        ({"queue": (DAY_BEGINS, ISSUED, UNKNOWN, VOIDED)}, "А001: unknown whether it is on paper, and was taken back"),
        (
            {"queue": (DAY_BEGINS, ISSUED, CALLED)},
            "А001: its kiosk remembers the press, and never said how it came out",
        ),
    ],
)
def test_what_is_lost_is_found(day: dict[str, Any], sentence: str) -> None:
    """Each way in which somebody can lose a ticket or a place has its sentence, and comes alone."""
    assert judged(**day).broken == judged(**day).lost == (sentence,)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ({"queue": (*QUEUE, ISSUED)}, "А001: was given twice in a day"),
        ({"papers": ("А001", "А001")}, "А001: was printed 2 times and does not say so"),
        ({"papers": ("А001", "А001"), "copies": ("А001",)}, "А001: a copy of a ticket that had come out"),
        ({"queue": (*QUEUE, CALLED)}, "А001: was called 2 times"),
        ({"board": (("А001", 1), ("А001", 2))}, "ticket А001 stands twice on a board"),
        ({"board": (("А001", 1), ("А002", 1))}, "window 1 stands twice on a board"),
    ],
)
def test_what_comes_twice_is_found(day: dict[str, Any], sentence: str) -> None:
    """Each way in which a number can come twice has its sentence, and comes alone."""
    assert judged(**day).broken == judged(**day).twice == (sentence,)


def test_a_number_given_by_both_is_given_twice() -> None:
    """What the dispatcher took over from a kiosk counts as what it gave itself."""
    taken = TicketTakenOver(
        at=AT, ticket="А001", service="passport", kiosk="hall", request=f"hall/{OTHER_PRESS}", day=DAY, issued_at=AT
    )
    assert judged(queue=(*QUEUE, taken)).twice == ("А001: was given twice in a day",)


def test_a_number_may_be_given_again_on_another_day() -> None:
    """Numbers begin anew each day."""
    again = TicketIssued(at=AT, ticket="А001", service="passport", kiosk="hall", request="hall/other", ahead=0)
    tomorrow = DayStarted(at=AT, day=date(2026, 11, 27))
    assert not judged(queue=(*QUEUE, tomorrow, again, PRINTED)).broken


@pytest.mark.parametrize(
    "kiosk",
    [
        (BEGIN, PRESSED, STARTED, BEGIN, PRESSED, STARTED, ENDED),
        (BEGIN, PRESSED, STARTED, IN_DOUBT, STARTED, ENDED),
        (BEGIN, PRESSED, STARTED, STARTED, ENDED),
    ],
    ids=["killed", "in doubt", "printer ill"],
)
def test_a_copy_of_what_was_broken_off_is_right(kiosk: Sequence[Any]) -> None:
    """Nobody can say whether the first came out: the kiosk died, or its printer never said."""
    assert not judged(kiosk=kiosk, papers=("А001", "А001"), copies=("А001",)).broken


def test_who_did_not_come_may_be_called_again() -> None:
    """A second call after a no-show is none too many."""
    assert not judged(queue=(*QUEUE, NO_SHOW, CALLED)).broken


def test_who_was_not_called_is_lost_only_when_all_were_served() -> None:
    """A day that was broken off says nothing of those who wait."""
    assert not judged(queue=(DAY_BEGINS, ISSUED, PRINTED), served=False).broken


def test_a_kiosks_own_number_is_somebodys() -> None:
    """It is on paper before the dispatcher knows of it."""
    ticket = OwnTicket(request_id=OTHER_PRESS, ticket="А801", day=DAY, service="passport", issued_at=AT, windows=(1,))
    alone = IssuedAlone(at=AT, request_id=OTHER_PRESS, ticket=ticket)
    assert not judged(kiosk=(*KIOSK, alone), papers=("А001", "А801")).broken


def test_a_press_that_was_given_up_has_come_to_an_end_when_the_dispatcher_knows() -> None:
    """Until it does, the press may still become a ticket of nobody."""
    pressed = Pressed(at=AT, request_id=OTHER_PRESS, service="passport")
    given_up = [GivenUp(at=AT, request_id=OTHER_PRESS, told=told) for told in (False, True)]
    assert not judged(kiosk=(*KIOSK, pressed, *given_up)).broken
    assert judged(kiosk=(*KIOSK, pressed, given_up[0])).lost == (f"hall: press {OTHER_PRESS} has come to no end",)


def test_what_is_unknown_and_kept_is_named() -> None:
    """Nobody knows whether it is on paper, so it is called, be it in vain."""
    unknown = judged(queue=(DAY_BEGINS, ISSUED, UNKNOWN, CALLED), kiosk=(BEGIN, PRESSED, STARTED, IN_DOUBT), papers=())
    assert unknown == Judgement((), (), frozenset({"А001"}), frozenset())


def test_a_place_whose_kiosk_has_forgotten_the_press_is_named() -> None:
    """The kiosk died in the moment before its journal had it, so the place is called in vain."""
    vain = judged(queue=(DAY_BEGINS, ISSUED, CALLED), kiosk=(BEGIN,), papers=())
    assert vain == Judgement((), (), frozenset(), frozenset({"А001"}))


def test_a_place_that_was_given_up_too_late_is_named() -> None:
    """The kiosk could tell that nobody waits for the ticket only when it had been called."""
    given_up = GivenUp(at=AT, request_id=PRESS, told=True)
    vain = judged(queue=(DAY_BEGINS, ISSUED, CALLED), kiosk=(BEGIN, PRESSED, given_up), papers=())
    assert vain == Judgement((), (), frozenset(), frozenset({"А001"}))
