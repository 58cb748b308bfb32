# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a head of centre reads: the whole text, of days that are known to the second."""

from msgspec.structs import replace

from dispatcher.rehearsal import report
from dispatcher.rehearsal.variant import with_window
from tests.dispatcher.rehearsal.one_window import ONE_WINDOW, comes, ordinary_day, played

ONE = """\
ЦНАП: simulated, 2026-11-23. Waits are from the ticket to the first call.

Service       tickets  median  mean    9 of 10  longest  served  in range  turned away
                a day     min   min  under min      min                          a day
Паспорт             7       5    10         40       40    71 %     100 %            2
All services        7       5    10         40       40    71 %     100 %            2

Turned away, 1.0 a day: the reception had not begun.
Turned away, 1.0 a day: the reception was over.
Left waiting at closing: 1.0 a day.
Windows busy 45 % of their time (1: 45 %)."""

TWO = """\
ЦНАП: simulated, 2026-11-23. Waits are from the ticket to the first call.

Service       median        9 of 10 under        served         turned away
                 now  then            now  then     now   then          now  then
Паспорт           29     9             57    18   100 %  100 %            0     0
All services      29     9             57    18   100 %  100 %            0     0

Now:  Windows busy 17 % of their time (1: 17 %).
Then: Windows busy 8 % of their time (1: 8 %, 2: 8 %)."""

NOTHING = """\
ЦНАП: simulated, 2026-11-23. Waits are from the ticket to the first call.
The file has no [hours]: 09:00 to 18:00 was taken, without lunches, and nobody is turned away.

Service       tickets  median  mean    9 of 10  longest  served  in range  turned away
                a day     min   min  under min      min                          a day
Паспорт             0       -     -          -        -       -         -            0
All services        0       -     -          -        -       -         -            0

Nobody was turned away.
Left waiting at closing: 0.0 a day.
Windows busy 0 % of their time (1: 0 %)."""

RUSH = tuple(comes(f"09:0{minute}", 20) for minute in range(4))
WIDER = with_window(ONE_WINDOW, "passport")


def test_a_day_is_reported() -> None:
    """Waits by service with its Ukrainian name, all together, who was turned away and why, and how busy it was."""
    assert report.one(ONE_WINDOW, [ordinary_day()]) == ONE


def test_a_day_on_which_nobody_comes_is_reported() -> None:
    """There is no wait then, and no number is made up; what the file leaves open is said."""
    centre = replace(ONE_WINDOW, hours=None)
    assert report.one(centre, [played(centre)]) == NOTHING


def test_two_variants_stand_side_by_side() -> None:
    """Each number now and then, and how busy the windows are in both."""
    assert report.two(ONE_WINDOW, [played(ONE_WINDOW, *RUSH)], [played(WIDER, *RUSH)]) == TWO


def test_the_answer_is_one_sentence() -> None:
    """What the change does to the waits, and to those who are not served at all."""
    now, then = played(ONE_WINDOW, *RUSH), played(WIDER, *RUSH)
    assert report.answer("A further window for Паспорт", ["passport"], [now], [then]) == (
        "A further window for Паспорт: median wait 29 -> 9 min, 90 % wait under 18 instead of 57 min;"
        " as many a day turned away or left at closing."
    )


def test_the_answer_counts_who_is_not_served() -> None:
    """Turned away and left at closing are one thing to a citizen: in vain."""
    now, then = ordinary_day(), played(ONE_WINDOW, comes("09:00", 5))
    for days, gone in (([now], [then]), "3 fewer"), (([then], [now]), "3 more"):
        said = report.answer("Without window 2", ["passport"], *days)
        assert said.endswith(f"; {gone} a day turned away or left at closing.")


def test_of_many_windows_the_ends_are_named() -> None:
    """The five busiest and the five that are least busy."""
    centre = ONE_WINDOW
    for _ in range(10):
        centre = with_window(centre, "passport")
    said = report.one(centre, [played(centre)]).splitlines()[-1]
    assert said == (
        "Windows busy 0 % of their time (1: 0 %, 2: 0 %, 3: 0 %, 4: 0 %, 5: 0 %, …,"
        " 7: 0 %, 8: 0 %, 9: 0 %, 10: 0 %, 11: 0 %)."
    )
