# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A day's list of bookings, from the file to the sentence printed, through a real broker."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from centre import config
from centre.messages import BookAppointments, OfficeReply, Refusal
from centre.time import day_of, read_clocks
from cherha.__main__ import EXPECTED_FAULT, main
from simulator.rehome import write
from tests.cherha.conftest import OfficeFriend
from tests.conftest import Broker

EXAMPLE = Path(config.__file__).parent / "examples" / "appointments.csv"
KYIV = "Europe/Kyiv"


def taken(request: BookAppointments, *, less: int = 0, but: tuple[str, ...] = ()) -> list[Any]:
    """Return the answer of a dispatcher that books all, except ``less`` which it knows, and ``but``."""
    booked = len(request.appointments) - less - len(but)
    return [OfficeReply(request_id=request.request_id, booked=booked, not_booked=but)]


def bookings(folder: Path, *lines: str) -> str:
    """Return the path of a list."""
    path = folder / "list.csv"
    path.write_text("\n".join(("time,code,service,name", *lines)), encoding="utf-8")
    return str(path)


def test_a_good_list_is_booked_whole(dispatcher: OfficeFriend, said: Any) -> None:
    """The example is handed in for the day that was named, in UTC; one sentence, exit code 0."""
    dispatcher.answer = taken
    assert said("appointments", str(EXAMPLE), "--date", "2026-11-23") == (0, "2026-11-23: 5 bookings taken.\n", "")
    (asked,) = dispatcher.heard
    first = asked.appointments[0]
    assert (first.due, first.code, first.service) == (datetime(2026, 11, 23, 6, 30, tzinfo=UTC), "4071", "passport")


def test_a_broken_list_is_booked_as_far_as_it_goes(dispatcher: OfficeFriend, said: Any, tmp_path: Path) -> None:
    """Every broken line is named, the rest is loaded, the exit code is 1; nobody's name is said."""
    dispatcher.answer = taken
    path = bookings(
        tmp_path,
        "09:00,0411,passport,Шевченко",
        "25:00,0412,passport,Франко",
        "09:30,0413,pasport,Косач",
        "10:00,0414,civil,Сковорода",
    )
    code, out, err = said("appointments", path, "--date", "2026-11-23")
    assert (code, err) == (1, "")
    assert out == (
        "2026-11-23: 2 bookings taken, 2 lines not:\n"
        f'{path}: line 3: time "25:00": expected hours and minutes, as 09:30\n'
        f"{path}: line 4: service \"pasport\": no such service. Did you mean 'passport'?\n"
    )
    assert [[a.code for a in asked.appointments] for asked in dispatcher.heard] == [["0411", "0414"]]


def test_what_the_dispatcher_does_not_book_is_said(dispatcher: OfficeFriend, said: Any, tmp_path: Path) -> None:
    """Its own reasons are printed as they stand, what it knows already is counted."""
    dispatcher.answer = lambda asked: taken(asked, less=1, but=("code 0411: its day is over",))
    path = bookings(tmp_path, "09:00,0411,passport,", "09:30,0412,passport,", "10:00,0413,civil,")
    assert said("appointments", path, "--date", "2026-11-23") == (
        1,
        "2026-11-23: 1 booking taken, 1 known already, 1 line not:\ncode 0411: its day is over\n",
        "",
    )


def test_a_list_is_for_today_by_itself(dispatcher: OfficeFriend, said: Any) -> None:
    """Today on the centre's calendar, whatever the computer's zone is."""
    dispatcher.answer = taken
    before = day_of(read_clocks().utc, KYIV)
    said("appointments", str(EXAMPLE))
    days = {day_of(a.due, KYIV) for a in dispatcher.heard[0].appointments}
    assert days <= {before, day_of(read_clocks().utc, KYIV)}
    assert len(days) == 1


def test_a_long_list_goes_in_parts(dispatcher: OfficeFriend, said: Any, tmp_path: Path) -> None:
    """200 bookings a request, so that no payload is too large for the broker; none twice, none lost."""
    dispatcher.answer = taken
    path = bookings(tmp_path, *(f"09:00,{code:04},passport," for code in range(450)))
    assert said("appointments", path, "--date", "2026-11-23") == (0, "2026-11-23: 450 bookings taken.\n", "")
    assert [len(asked.appointments) for asked in dispatcher.heard] == [200, 200, 50]
    assert [a.code for asked in dispatcher.heard for a in asked.appointments] == [f"{c:04}" for c in range(450)]


def test_what_was_taken_before_a_refusal_is_said(dispatcher: OfficeFriend, said: Any, tmp_path: Path) -> None:
    """The first part is booked, the second refused: both are told."""
    dispatcher.answer = lambda asked: (
        taken(asked)
        if len(dispatcher.heard) == 1
        else [Refusal(request_id=asked.request_id, reason="journal_failed", text="the disk is full. Make room.")]
    )
    path = bookings(tmp_path, *(f"09:00,{code:04},passport," for code in range(201)))
    assert said("appointments", path, "--date", "2026-11-23") == (
        EXPECTED_FAULT,
        "2026-11-23: 200 bookings taken.\n",
        "The dispatcher refused: the disk is full. Make room.\n",
    )


def test_a_list_that_nobody_heard_has_no_outcome(
    said: Any, tmp_path: Path, dispatcher: OfficeFriend, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the office's identity nothing is counted, and it is said where that lies."""
    monkeypatch.setenv("CHERHA_KEYS", str(tmp_path))
    code, out, err = said("appointments", bookings(tmp_path, "09:00,0411,passport,"), "--date", "2026-11-23")
    assert (code, out, dispatcher.heard) == (EXPECTED_FAULT, "", [])
    assert err == (
        f"{tmp_path}/office-main.pem: the identity cannot be read: No such file or directory. It lies in the folder"
        " office of `cherha provision`, on the head's computer. Beside that folder begin the command with:"
        " CHERHA_KEYS=office cherha\n"
    )


def test_a_list_with_no_good_line_asks_nobody(said: Any, tmp_path: Path, dispatcher: OfficeFriend) -> None:
    """There is nothing to hand in."""
    path = bookings(tmp_path, "09:00,0411,,")
    code, out, err = said("appointments", path, "--date", "2026-11-23")
    assert (code, err) == (1, "")
    assert out == (
        "2026-11-23: 0 bookings taken, 1 line not:\n"
        f'{path}: line 2: service "": no such service. Expected passport, property, benefits or civil\n'
    )
    assert dispatcher.heard == []


def test_a_list_that_cannot_be_opened_is_one_sentence(said: Any, tmp_path: Path) -> None:
    """Not there, a folder, far too long, or no list at all."""
    none, huge, photo = tmp_path / "none.csv", tmp_path / "huge.csv", tmp_path / "photo.jpg"
    huge.write_bytes(b"x" * (1024 * 1024 + 1))
    photo.write_bytes(b"\xff\xd8\xff\xe0")
    complaints = [said("appointments", str(path)) for path in (none, tmp_path, huge, photo)]
    assert complaints == [
        (1, "", f"{none}: No such file or directory; expected a list of bookings (CSV)\n"),
        (1, "", f"{tmp_path}: Is a directory; expected a list of bookings (CSV)\n"),
        (1, "", f"{huge}: longer than 1048576 bytes; expected the bookings of one day (CSV)\n"),
        (1, "", f"{photo}: line 1: byte 0xFF is not UTF-8. Save the list anew, with the file type CSV UTF-8\n"),
    ]


def test_a_list_that_nobody_can_check_in_is_said(
    dispatcher: OfficeFriend, broker: Broker, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Bookings are taken where no kiosk has digits, and the office is told what is missing."""
    dispatcher.answer = taken
    small = tmp_path / "small.toml"
    write(broker.centre, small)
    assert main(["appointments", str(EXAMPLE), "--date", "2026-11-23", "--centre", str(small)]) == 0
    note = f"No kiosk of {small} has digit buttons, so nobody can key a code in yet: add them."
    assert capsys.readouterr().out.splitlines()[1] == note
