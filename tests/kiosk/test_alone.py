# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk on its own gives: numbers of its block, each once a day, whatever its clock does."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from centre.config import CentreFile
from centre.facts_day import JournalMended
from centre.messages import Board, ClosedReason, ServiceLine
from kiosk.alone import Alone
from kiosk.facts import CentreRemembered, IssuedAlone, KioskFact
from tests.fakes import HandClock

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
DAY_S = 86_400.0
NOWHEN = datetime(1970, 1, 1, 0, 1, tzinfo=UTC)


class Lonely:
    """A kiosk's own numbers, and a clock moved by hand."""

    def __init__(self, centre: CentreFile, *facts: KioskFact, block: range = range(801, 850)) -> None:
        self.clock = HandClock()
        self._centre, self._block = centre, block
        self.again(*facts)

    def again(self, *facts: KioskFact) -> None:
        """Start, or start again as after a cut, on these facts."""
        offered = {service.id for service in self._centre.services}
        self.alone = Alone(centre=self._centre, block=self._block, offered=offered, now=self.clock.now)
        self.alone.recall(facts, self.clock.now)

    def hear(self, day: date | None = MONDAY, at: datetime | None = None, **closed: ClosedReason) -> bool:
        """Hear a board, after a look at the clock."""
        self.alone.look(self.clock.now)
        lines = tuple(ServiceLine(service=name, waiting=0, open=True, closed=why) for name, why in closed.items())
        board = Board(number=1, at=at or self.clock.now.utc, day=day, calls=(), services=lines)
        return self.alone.hear(board, self.clock.now)

    def give(self, service: str = "passport") -> str:
        """Give a number, after a look whether a day has begun."""
        return self.issue(service).ticket.ticket

    def issue(self, service: str = "passport") -> IssuedAlone:
        """Give a number likewise; return the fact."""
        self.alone.turn(self.clock.now)
        return self.alone.issue(service, self.clock.now)

    def cut(self, *given: IssuedAlone) -> None:
        """Start again as after a cut, with what was remembered and these tickets, unless they were handed over."""
        self.again(self.alone.known, *given)


@pytest.fixture
def lonely(small_centre: CentreFile) -> Lonely:
    """Return a kiosk that has heard the centre this morning."""
    kiosk = Lonely(small_centre)
    kiosk.hear()
    return kiosk


def test_numbers_count_from_the_first_of_the_block_under_each_letter(lonely: Lonely) -> None:
    """As the centre counts from 001."""
    assert [lonely.give(name) for name in ("passport", "civil", "passport")] == ["А801", "Ш801", "А802"]


def test_a_ticket_says_where_to_go_and_when_it_was_given(lonely: Lonely) -> None:
    """The windows are those of centre.toml, as nobody knows which of them are open."""
    ticket = lonely.alone.issue("benefits", lonely.clock.now, priority=True).ticket
    assert (ticket.windows, ticket.issued_at, ticket.day) == ((1, 2), lonely.clock.now.utc, MONDAY)
    assert (ticket.priority, ticket.timed, ticket.wait) == (True, True, None)


def test_a_block_that_is_used_up_is_closed(small_centre: CentreFile) -> None:
    """Letter by letter; then the kiosk has nothing to give."""
    lonely = Lonely(small_centre, block=range(801, 803))
    assert [lonely.give(), lonely.give()] == ["А801", "А802"]
    assert lonely.alone.closed() == {"passport": "full"}
    assert lonely.alone.has_numbers()
    for service in small_centre.services[1:]:
        lonely.give(service.id)
        lonely.give(service.id)
    assert not lonely.alone.has_numbers()


def test_a_kiosk_without_a_block_has_nothing_to_give(small_centre: CentreFile) -> None:
    """Every service is closed, and a technician reads why."""
    lonely = Lonely(small_centre, block=range(0))
    assert not lonely.alone.has_numbers()
    assert set(lonely.alone.closed()) == {service.id for service in small_centre.services}


def test_a_service_that_centre_toml_has_lost_has_no_numbers(lonely: Lonely) -> None:
    """Its button was pressed before a restart with another file."""
    assert lonely.alone.gives("passport")
    assert not lonely.alone.gives("moon")


def test_another_block_begins_at_its_first_number(small_centre: CentreFile) -> None:
    """A technician moved the block at noon: what was given of the old one stays given."""
    old = Lonely(small_centre)
    given = [old.alone.issue("passport", old.clock.now)]
    assert Lonely(small_centre, *given, block=range(901, 950)).give() == "А901"
    assert Lonely(small_centre, *given, block=range(701, 750)).alone.closed() == {"passport": "full"}


def test_the_technician_reads_what_is_left(lonely: Lonely) -> None:
    """Under each letter that the kiosk's buttons lead to."""
    lonely.give()
    lonely.give("civil")
    lonely.give("civil")
    assert lonely.alone.problem().text == (
        "The centre is out of reach: look at network, broker and dispatcher. Tickets are given from the kiosk's own"
        " numbers; left: А 48, М 49, П 49, Ш 47."
    )


@pytest.mark.parametrize("reason", ["power", "internet", "registry", "biometrics"])
def test_what_an_outage_closed_stays_closed(lonely: Lonely, reason: ClosedReason) -> None:
    """The registry does not come back because the network has gone."""
    assert lonely.hear(civil=reason)
    assert lonely.alone.closed() == {"civil": reason}


@pytest.mark.parametrize("reason", ["not_yet", "over", "full", "alert"])
def test_what_was_true_for_a_moment_does_not_bind(lonely: Lonely, reason: ClosedReason) -> None:
    """Hours, capacity and alerts go on without us; whoever stands there gets a place (decision 014)."""
    assert not lonely.hear(civil=reason)
    assert lonely.alone.closed() == {}


def test_only_what_changes_is_written(lonely: Lonely) -> None:
    """A board comes with each call; the card is not worn by that."""
    assert not lonely.hear()
    assert lonely.hear(civil="registry")
    assert not lonely.hear(civil="registry")
    assert lonely.hear(civil="power")
    assert lonely.hear()
    assert lonely.hear(TUESDAY)


def test_the_centres_new_day_restarts_the_count(lonely: Lonely) -> None:
    """It knows the day."""
    lonely.give()
    lonely.clock.pass_s(DAY_S)
    lonely.hear(TUESDAY)
    assert lonely.give() == "А801"


def test_the_own_clock_restarts_the_count_at_the_centres_midnight(lonely: Lonely) -> None:
    """Kyiv is two hours ahead in November."""
    lonely.give()
    lonely.clock.set(datetime(2026, 11, 23, 21, 59, 59, tzinfo=UTC))
    assert not lonely.alone.turn(lonely.clock.now)
    lonely.clock.pass_s(1)
    assert lonely.alone.turn(lonely.clock.now)
    assert not lonely.alone.turn(lonely.clock.now)
    assert lonely.give() == "А801"


def test_a_day_that_passed_on_both_clocks_restarts_the_count(lonely: Lonely) -> None:
    """Alone overnight: the first of Tuesday has the first number again."""
    lonely.give()
    lonely.clock.pass_s(DAY_S)
    assert lonely.give() == "А801"
    assert lonely.alone.known.day == TUESDAY


@pytest.mark.parametrize("set_to", [NOWHEN, datetime(2026, 11, 22, 10, tzinfo=UTC)])
def test_a_clock_that_went_back_restarts_nothing(lonely: Lonely, set_to: datetime) -> None:
    """Nor does its way forward again."""
    right = lonely.clock.now.utc
    assert lonely.give() == "А801"
    lonely.clock.set(set_to)
    assert lonely.give() == "А802"
    lonely.clock.set(right + timedelta(minutes=1))
    assert lonely.give() == "А803"


def test_a_clock_that_wakes_up_restarts_nothing_that_was_given_today(lonely: Lonely) -> None:
    """It stood at yesterday when it gave a number; the number is a minute old, so it is of today."""
    known = lonely.alone.known
    lonely.clock.pass_s(DAY_S)
    lonely.clock.set(lonely.clock.now.utc - timedelta(days=1))
    lonely.again(known)
    assert [lonely.give(), lonely.give("civil")] == ["А801", "Ш801"]
    lonely.clock.pass_s(60)
    lonely.clock.set(lonely.clock.now.utc + timedelta(days=1))
    assert [lonely.give(), lonely.give("civil")] == ["А802", "Ш802"]
    assert lonely.alone.known.day == TUESDAY


def test_a_kiosk_that_never_heard_a_day_counts_on_into_the_first(small_centre: CentreFile) -> None:
    """It booted in 1970 and gave numbers; set right, and when the centre names the day, none is given again."""
    lonely = Lonely(small_centre)
    lonely.clock.set(NOWHEN)
    first = lonely.alone.issue("passport", lonely.clock.now).ticket
    assert (first.ticket, first.timed) == ("А801", False)
    lonely.clock.set(datetime(2026, 11, 23, 10, tzinfo=UTC))
    assert lonely.give() == "А802"
    lonely.hear(MONDAY)
    assert lonely.give() == "А803"


def test_a_clock_that_ran_ahead_is_mended_by_the_centre(lonely: Lonely) -> None:
    """It showed 2030 for a while: numbers go on on the true day, and begin again on the next."""
    right = lonely.clock.now.utc
    lonely.clock.set(right.replace(year=2030))
    lonely.clock.pass_s(DAY_S)
    assert lonely.give() == "А801"
    lonely.clock.set(right + timedelta(days=1, minutes=5))
    assert lonely.hear(TUESDAY)
    assert lonely.give() == "А802"
    lonely.clock.pass_s(DAY_S)
    assert lonely.give() == "А801"


def test_an_old_board_that_is_heard_again_takes_no_day_back(lonely: Lonely) -> None:
    """The broker keeps the board of a dispatcher that died on Monday; on Thursday it is no news."""
    lonely.clock.pass_s(3 * DAY_S)
    assert lonely.give() == "А801"
    assert not lonely.hear(MONDAY, HandClock().now.utc)
    assert lonely.give() == "А802"


def test_without_a_clock_the_day_is_the_centres(lonely: Lonely) -> None:
    """The last one that it named; the paper bears no time that nobody believes."""
    lonely.clock.set(NOWHEN)
    ticket = lonely.alone.issue("passport", lonely.clock.now).ticket
    assert (ticket.day, ticket.timed) == (MONDAY, False)


def test_a_midnight_that_the_clock_missed_does_not_repeat_numbers(lonely: Lonely) -> None:
    """The clock stands at 1970 overnight; the centre is back in the morning, five minutes after a number was given."""
    lonely.give()
    lonely.clock.pass_s(DAY_S)
    right = lonely.clock.now.utc
    lonely.clock.set(NOWHEN)
    assert lonely.give() == "А802"
    lonely.clock.pass_s(300)
    lonely.hear(TUESDAY, right + timedelta(seconds=300))
    assert lonely.give() == "А803"


@pytest.mark.parametrize("is_open", [True, False], ids=["not told yet", "handed over"])
@pytest.mark.parametrize("woke", [NOWHEN, datetime(2026, 11, 23, 16, tzinfo=UTC)], ids=["in 1970", "at a kept time"])
def test_a_number_of_no_sure_day_is_not_given_on_the_next(lonely: Lonely, woke: datetime, *, is_open: bool) -> None:
    """Nothing proved the clock that gave it, so the centre may hold it today; the day after, its number is free."""
    right = lonely.clock.now.utc
    lonely.clock.set(woke, proven=False)
    given = lonely.issue()
    lonely.cut(given)
    lonely.clock.set(right + timedelta(days=1))
    assert lonely.hear(TUESDAY)
    lonely.cut(*[given] * is_open)
    assert lonely.give() == "А802"
    lonely.clock.pass_s(DAY_S)
    lonely.cut()
    assert lonely.give() == ("А803" if is_open else "А801")


@pytest.mark.parametrize(("before_midnight", "number"), [(timedelta(minutes=1), "А802"), (timedelta(hours=2), "А801")])
def test_a_number_of_the_last_hour_may_be_the_next_days(
    lonely: Lonely, before_midnight: timedelta, number: str
) -> None:
    """Handed over after midnight to a dispatcher whose clock is a little ahead, it counts as given then."""
    lonely.clock.set(datetime(2026, 11, 23, 22, tzinfo=UTC) - before_midnight)
    given = lonely.issue()
    lonely.clock.pass_s(before_midnight.total_seconds() + 60)
    lonely.cut(given)
    lonely.hear(TUESDAY)
    assert lonely.give() == number


def test_a_number_that_was_handed_over_by_a_doubted_clock_may_be_the_next_days(lonely: Lonely) -> None:
    """Given on Monday for sure; on Tuesday morning both woke up in doubt, and the centre keeps who was told then."""
    given = lonely.issue()
    lonely.clock.pass_s(DAY_S)
    right = lonely.clock.now.utc
    lonely.clock.set(right - timedelta(hours=20), proven=False)
    lonely.cut(given)
    assert lonely.alone.handed_over(lonely.clock.now)
    assert not lonely.alone.handed_over(lonely.clock.now)
    lonely.clock.set(right)
    lonely.cut()
    lonely.hear(TUESDAY)
    assert lonely.give() == "А802"


def test_a_midnight_of_a_clock_that_nothing_proves_restarts_nothing(lonely: Lonely) -> None:
    """It may have been any hour; the centre's midnight is one."""
    lonely.cut(lonely.issue())
    lonely.clock.set(datetime(2026, 11, 30, tzinfo=UTC), proven=False)
    assert lonely.give() == "А802"
    lonely.clock.set(datetime(2026, 11, 23, 11, tzinfo=UTC))
    assert lonely.hear()
    assert lonely.give() == "А803"
    lonely.clock.pass_s(DAY_S)
    assert lonely.give() == "А801"


@pytest.mark.parametrize(("set_back_s", "number"), [(0, "А801"), (120, "А802")])
def test_a_clock_that_was_proven_stays_so_until_it_jumps(lonely: Lonely, set_back_s: int, number: str) -> None:
    """The kernel takes its word back when the Internet is gone for hours, and the kiosk is alone because of that."""
    lonely.clock.set(lonely.clock.now.utc - timedelta(seconds=set_back_s), proven=False)
    lonely.issue()
    lonely.clock.pass_s(DAY_S)
    assert lonely.give() == number


def test_numbers_go_on_after_a_cut(lonely: Lonely) -> None:
    """From what was remembered, and each number given since."""
    known = lonely.alone.known
    given = [lonely.alone.issue(name, lonely.clock.now) for name in ("passport", "passport", "civil")]
    lonely.again(known, *given)
    assert [lonely.give(), lonely.give("civil")] == ["А803", "Ш802"]


def test_a_ticket_of_yesterday_that_is_still_open_counts_for_nothing_today(lonely: Lonely) -> None:
    """It is written again at each start until the dispatcher knows it."""
    old = lonely.alone.issue("passport", lonely.clock.now)
    lonely.clock.pass_s(DAY_S)
    lonely.alone.turn(lonely.clock.now)
    lonely.again(lonely.alone.known, old)
    assert lonely.give() == "А801"


def test_after_damage_no_number_is_left_today(lonely: Lonely) -> None:
    """Those of the lost lines are on paper."""
    lonely.again(lonely.alone.known, JournalMended(at=lonely.clock.now.utc, kept=1))
    assert not lonely.alone.has_numbers()
    lonely.clock.pass_s(DAY_S)
    assert lonely.give() == "А801"


def test_what_is_remembered_survives_the_journal() -> None:
    """It is read as it was written."""
    fact = CentreRemembered(at=NOWHEN, day=MONDAY, heard_at=NOWHEN, closed={"civil": "registry"}, last={"А": 803})
    assert msgspec.json.decode(msgspec.json.encode(fact), type=CentreRemembered) == fact
