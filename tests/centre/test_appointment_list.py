# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The list of bookings: whatever a spreadsheet makes of it is read, or named line by line."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centre import appointment_list, config
from centre.appointment_list import AppointmentList, BadList, moment, read
from centre.config import CentreFile
from centre.messages import Appointment

EXAMPLE = Path(config.__file__).parent / "examples" / "appointments.csv"
DAY = date(2026, 11, 23)
KYIV = ZoneInfo("Europe/Kyiv")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
SERVICES = ("passport", "property", "benefits", "civil")
"""Those of small.toml."""

HEADER = "time,code,service"


def booking(hour: int, minute: int, code: str, service: str = "passport") -> Appointment:
    """Return a booking of the day; the hour is UTC, two behind Kyiv's in November."""
    return Appointment(due=datetime(2026, 11, 23, hour, minute, tzinfo=UTC), code=code, service=service)


def listed(centre: CentreFile, *lines: str) -> AppointmentList:
    """Read a list of these lines."""
    return read("\n".join(lines).encode(), "list.csv", DAY, centre)


def test_the_example_is_read_whole(small_centre: CentreFile) -> None:
    """All its lines are bookings of the small centre's services, on the wall clock of Kyiv."""
    example = read(EXAMPLE.read_bytes(), EXAMPLE.name, DAY, small_centre)
    assert example.broken == ()
    assert example.bookings == (
        booking(6, 30, "4071"),
        booking(6, 45, "0412", "property"),
        booking(7, 0, "7755", "civil"),
        booking(7, 0, "2038"),
        booking(7, 30, "6194", "benefits"),
    )


@pytest.mark.parametrize(
    "data",
    [
        b"time,code,service\n09:30,0412,passport\n",
        b"\xef\xbb\xbftime,code,service\r\n09:30,0412,passport\r\n",
        b"time;code;service\r09:30;0412;passport",
        b"Time; CODE ;service\n 9:30 ; 0412 ; passport \n;;\n\n",
        b'"time","code","service"\n"09:30","0412","passport"',
    ],
)
def test_what_spreadsheets_make_of_a_list_is_read(data: bytes, small_centre: CentreFile) -> None:
    """Comma or semicolon, byte order mark or none, any line end, blanks, quotes, empty lines at the end."""
    assert read(data, "list.csv", DAY, small_centre) == ((booking(7, 30, "0412"),), ())


def test_other_columns_are_left_alone(small_centre: CentreFile) -> None:
    """The order is free; a name, whatever quotation marks it has, reaches neither a booking nor an error."""
    taken = listed(
        small_centre,
        "name,service,phone,code,time",
        '"Шевченко, Тарас",passport,+380000000000,0412,09:30',
        'ТОВ "Ромашка",passport,,0413,09:45',
        '"Котляревський,passport,,0414,10:00',
        "Леся Українка,,+380000000000,12,морозиво",
    )
    assert taken.bookings == (booking(7, 30, "0412"), booking(7, 45, "0413"))
    unpaired, broken = taken.broken
    assert unpaired == "list.csv: line 4: a quotation mark has no second one; expected them in pairs"
    assert broken == (
        'list.csv: line 5: time "морозиво": expected hours and minutes, as 09:30; code "12": expected 4 digits (a'
        ' spreadsheet drops zeros in front: format the column as text); service "": no such service. Expected'
        " passport, property, benefits or civil"
    )


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("9.30,0412,passport", 'time "9.30": expected hours and minutes, as 09:30'),
        ("24:00,0412,passport", 'time "24:00": expected hours and minutes, as 09:30'),
        ("09:60,0412,passport", 'time "09:60": expected hours and minutes, as 09:30'),
        ("٠٩:٣٠,0412,passport", 'time "٠٩:٣٠": expected hours and minutes, as 09:30'),
        ("09:30,04121,passport", 'code "04121": expected 4 digits'),
        ("09:30,04I2,passport", 'code "04I2": expected 4 digits'),
        ("09:30,٠٤١٢,passport", 'code "٠٤١٢": expected 4 digits'),
        (
            "09:30,412,passport",
            'code "412": expected 4 digits (a spreadsheet drops zeros in front: format the column as text)',
        ),
        ("09:30,0412,pasport", "service \"pasport\": no such service. Did you mean 'passport'?"),
        (
            "09:30,0412,Паспорт",
            'service "Паспорт": no such service. Expected passport, property, benefits or civil',
        ),
        ("09:30,0412", 'service "": no such service. Expected passport, property, benefits or civil'),
        ('"09:30,0412,passport', "a quotation mark has no second one; expected them in pairs"),
        ("09:30,0411,passport", 'code "0411": line 2 has it already; expected a code of its own for each booking'),
    ],
)
def test_a_broken_line_is_named_and_costs_no_other(line: str, faults: str, small_centre: CentreFile) -> None:
    """Its number, each wrong value, what was expected; the lines before and after it are bookings."""
    taken = listed(small_centre, HEADER, "09:00,0411,passport", line, "10:00,0413,civil")
    assert taken.bookings == (booking(7, 0, "0411"), booking(8, 0, "0413", "civil"))
    assert taken.broken == (f"list.csv: line 3: {faults}",)


def test_a_code_of_a_broken_line_is_taken_too(small_centre: CentreFile) -> None:
    """When the first line is mended, the second would be refused: better to say so now."""
    taken = listed(small_centre, HEADER, "9,0412,passport", "10:00,0412,passport")
    assert taken.bookings == ()
    assert taken.broken == (
        'list.csv: line 2: time "9": expected hours and minutes, as 09:30',
        'list.csv: line 3: code "0412": line 2 has it already; expected a code of its own for each booking',
    )


def test_a_value_of_another_column_is_not_repeated(small_centre: CentreFile) -> None:
    """A separator too many, or too few, moves a telephone number to where the service stands."""
    taken = listed(small_centre, "name;time;code;service;phone", "Шевченко;09:00;0411;+380501234567")
    assert taken.broken == ("list.csv: line 2: 4 values; expected one for each of the header's 5 columns",)


def test_a_line_of_any_length_is_only_a_broken_line(small_centre: CentreFile) -> None:
    """The csv module of Python gives up at 131,072 characters of one value; the list goes on."""
    taken = listed(small_centre, HEADER, "x" * 200_000, "09:30,0412,passport")
    assert taken.bookings == (booking(7, 30, "0412"),)
    assert [line.split(": time", 1)[0] for line in taken.broken] == ["list.csv: line 2"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "there is no column 'time'"),
        (b"09:30,0412,passport", "there is no column 'time'"),
        (b"time\tcode\tservice", "there is no column 'time'"),
        (b"time,code,servise", "there is no column 'service' (is 'servise' meant for it?)"),
        (b"time,code,service,code", "column 'code' is there twice"),
    ],
)
def test_a_list_without_its_header_is_refused(data: bytes, sentence: str, small_centre: CentreFile) -> None:
    """Nobody guesses which column is the code."""
    with pytest.raises(BadList) as refused:
        read(data, "list.csv", DAY, small_centre)
    assert str(refused.value) == (
        f"list.csv: line 1: {sentence}; expected the columns time, code and service, with commas or semicolons"
        " between them"
    )


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("time,code,service,name\r\n09:30,0412,passport,Леся".encode("cp1251"), "line 2: byte 0xCB"),
        ("time,code,service".encode("utf-16"), "line 1: byte 0xFF"),
    ],
)
def test_a_list_in_another_encoding_is_refused(data: bytes, place: str, small_centre: CentreFile) -> None:
    """Guessing Windows-1251 would be right until it is wrong; the spreadsheet can save it properly."""
    with pytest.raises(BadList) as refused:
        read(data, "list.csv", DAY, small_centre)
    assert str(refused.value) == (f"list.csv: {place} is not UTF-8. Save the list anew, with the file type CSV UTF-8")


@pytest.mark.parametrize(
    ("day", "text", "utc"),
    [
        (SPRING, "02:59", (0, 59)),
        (SPRING, "04:00", (1, 0)),
        (SPRING, "09:30", (6, 30)),
        (AUTUMN, "02:59", (23, 59)),
        (AUTUMN, "04:00", (2, 0)),
        (AUTUMN, "09:30", (7, 30)),
    ],
)
def test_a_time_is_that_of_the_wall_on_both_days_of_the_clock_change(
    day: date, text: str, utc: tuple[int, int]
) -> None:
    """Kyiv goes forward at 03:00 on 29 March and back at 04:00 on 25 October 2026."""
    shown = moment(text, day, KYIV)
    assert (shown.hour, shown.minute) == utc
    assert f"{shown.astimezone(KYIV):%Y-%m-%d %H:%M}" == f"{day} {text}"


@pytest.mark.parametrize(
    ("day", "text", "sentence"),
    [
        (SPRING, "03:00", "on 2026-03-29 the clocks go forward and leave it out; expected a time that is there"),
        (SPRING, "03:59", "on 2026-03-29 the clocks go forward and leave it out; expected a time that is there"),
        (AUTUMN, "03:00", "on 2026-10-25 the clocks go back and show it twice; expected a time that is there once"),
        (AUTUMN, "03:59", "on 2026-10-25 the clocks go back and show it twice; expected a time that is there once"),
    ],
)
def test_a_time_that_a_day_lacks_or_has_twice_is_refused(day: date, text: str, sentence: str) -> None:
    """Nobody can say when that citizen is due."""
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        moment(text, day, KYIV)


@given(
    st.lists(
        st.tuples(st.times(), st.from_regex(r"[0-9]{4}", fullmatch=True), st.sampled_from(SERVICES)),
        unique_by=lambda line: line[1],
    )
)
def test_every_booking_of_a_good_list_comes_through(small_centre: CentreFile, lines: list[tuple[object, ...]]) -> None:
    """In its order, at the wall's time, and nothing beside it."""
    text = "\n".join([HEADER, *(f"{time:%H:%M},{code},{service}" for time, code, service in lines)])
    taken = listed(small_centre, text)
    assert taken.broken == ()
    back = [(f"{b.due.astimezone(KYIV):%H:%M}", b.code, b.service) for b in taken.bookings]
    assert back == [(f"{time:%H:%M}", code, service) for time, code, service in lines]


@given(st.binary())
def test_no_file_breaks_the_reader(small_centre: CentreFile, data: bytes) -> None:
    """Below a good header any bytes are a list with broken lines, or no list; never another error."""
    try:
        taken = appointment_list.read(b"time,code,service\n" + data, "list.csv", DAY, small_centre)
    except BadList:
        return
    assert len(taken.bookings) + len(taken.broken) <= data.count(b"\n") + data.count(b"\r") + 1
