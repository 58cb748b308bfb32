# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the command does: the same wishes, the same answer; the same people for both variants."""

from datetime import date
from pathlib import Path

from dispatcher.rehearsal.crowd import Habits
from dispatcher.rehearsal.rehearse import Wishes, changed, days_of, rehearse
from tests.dispatcher.rehearsal import centres

MONDAY = date(2026, 11, 23)


def test_the_same_wishes_give_the_same_answer() -> None:
    """To the digit, so that two people can talk about it; another seed gives another."""
    wishes = Wishes(first=MONDAY, days=2, added=["property"])
    assert rehearse(centres.small(), wishes) == rehearse(centres.small(), wishes)
    assert rehearse(centres.small(), wishes) != rehearse(centres.small(), Wishes(first=MONDAY, days=2, seed=9))


def test_a_further_window_shortens_the_wait() -> None:
    """The head of centre's question, answered in the last line."""
    said = rehearse(centres.small(), Wishes(first=MONDAY, days=2, tickets=95, added=["passport,property"]))
    assert said.splitlines()[-1].startswith("A further window for Паспорт + Реєстрація майна: median wait ")
    assert said.splitlines()[0] == (
        "ЦНАП: simulated, 2 working days, 2026-11-23 to 2026-11-24. Waits are from the ticket to the first call."
    )


def test_several_changes_are_one_variant() -> None:
    """A window more and one less are compared with the centre as it is, on the same people."""
    centre = centres.small()
    wishes = Wishes(first=MONDAY, days=1, added=["passport", "civil"], removed=[1])
    other = changed(centre, wishes)
    assert other is not None
    assert [window.number for window in other.windows] == [2, 3, 4, 5]
    now, then = (days_of(played, centre, Habits(), wishes) for played in (centre, other))
    assert {(v.ticket, v.issued_at) for v in now[0].visits} == {(v.ticket, v.issued_at) for v in then[0].visits}
    said = rehearse(centre, wishes).splitlines()[-1]
    assert said.startswith(
        "A further window for Паспорт, a further window for Шлюб, народження, without window 1: median wait "
    )


def test_without_a_change_the_centre_is_reported(tmp_path: Path) -> None:
    """And drawn, if a picture is wanted."""
    picture = tmp_path / "days.png"
    said = rehearse(centres.small(), Wishes(first=MONDAY, days=1, picture=picture))
    assert "Left waiting at closing: " in said
    assert picture.read_bytes().startswith(b"\x89PNG")
