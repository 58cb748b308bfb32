# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The day's list of bookings, from the CSV that a booking office exports; pure: no file, no clock, no wire.

Only the columns ``time``, ``code`` and ``service`` are looked at. All others, which may hold names and telephone
numbers, are neither kept nor repeated in an error.
"""

import csv
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from centre.config import CentreFile
from centre.errors import CherhaError
from centre.hints import did_you_mean, either, nearest, shown
from centre.messages import Appointment

COLUMNS = ("time", "code", "service")
"""The words of the header, in any order, in small or capital letters."""

LONGEST_LINE = 10_000
"""Characters of a line that are read; Python's csv refuses far more with an error of its own."""

_EXPECTED_HEADER = "expected the columns time, code and service, with commas or semicolons between them"
_LINE_END = re.compile(r"\r\n|\r|\n")


class BadList(CherhaError):
    """No line of the list can be read; the text says what kind of file was expected."""


class AppointmentList(NamedTuple):
    """What of a list can be booked, and a sentence for each line that cannot, naming file and line."""

    bookings: tuple[Appointment, ...]
    broken: tuple[str, ...]


def read(data: bytes, name: str, day: date, centre: CentreFile) -> AppointmentList:
    """Return what the file called ``name`` says of ``day``; raise BadList if it is no such list at all.

    The file is UTF-8, with or without a byte order mark. A broken line costs itself and no other; of two lines with
    one code the first counts. Each line is read by itself, so a quotation mark that nobody closed swallows no bookings.
    """
    header, *lines = _LINE_END.split(_text(data, name))
    separator = ";" if ";" in header else ","
    columns = _values(header, separator)
    places = _places(columns, name)
    reader = _Reader(day, centre)
    for number, line in enumerate(lines, start=2):
        values = _values(line, separator)
        if any(values):
            row = {column: values[place] if place < len(values) else "" for column, place in places.items()}
            reader.take(row, number, _misplaced(line, len(values), len(columns)))
    broken = tuple(f"{name}: line {number}: {faults}" for number, faults in reader.broken)
    return AppointmentList(tuple(reader.bookings), broken)


def moment(text: str, day: date, zone: ZoneInfo) -> datetime:
    """Return the moment (UTC) when the wall clock of ``zone`` shows ``text``, as 09:30, on ``day``.

    Raise ValueError, saying what was expected, for what is no time, and for one that this day lacks, or has twice.
    """
    match = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", text)
    if match is None:
        raise ValueError("expected hours and minutes, as 09:30")
    wall = datetime.combine(day, time(int(match[1]), int(match[2])))
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return first
    if first.astimezone(zone).replace(tzinfo=None) == wall:
        raise ValueError(f"on {day} the clocks go back and show it twice; expected a time that is there once")
    raise ValueError(f"on {day} the clocks go forward and leave it out; expected a time that is there")


class _Reader:
    """Takes line by line; ``bookings`` and ``broken`` (line number, its faults) are the result."""

    def __init__(self, day: date, centre: CentreFile) -> None:
        self.bookings: list[Appointment] = []
        self.broken: list[tuple[int, str]] = []
        self._day, self._zone = day, ZoneInfo(centre.centre.time_zone)
        self._digits = centre.appointments.code_digits
        self._services = [service.id for service in centre.services]
        self._line_of: dict[str, int] = {}

    def take(self, row: Mapping[str, str], number: int, misplaced: str) -> None:
        """Take the three values of a line; ``misplaced`` says why they may be of other columns, "" if they are not."""
        faults = [self._code_fault(row["code"], number), self._service_fault(row["service"])]
        try:
            due = moment(row["time"], self._day, self._zone)
        except ValueError as wrong:
            faults.insert(0, f"time {shown(row['time'])}: {wrong}")
        if any(faults) and misplaced:
            # A value may be of another column, or hold the rest of the line, names and all: it is not repeated.
            self.broken.append((number, misplaced))
        elif any(faults):
            self.broken.append((number, "; ".join(filter(None, faults))))
        else:
            self.bookings.append(Appointment(due=due, code=row["code"], service=row["service"]))

    def _code_fault(self, code: str, number: int) -> str:
        if not re.fullmatch(rf"[0-9]{{{self._digits}}}", code):
            cut = re.fullmatch(r"[0-9]+", code) and len(code) < self._digits
            advice = " (a spreadsheet drops zeros in front: format the column as text)" if cut else ""
            return f"code {shown(code)}: expected {self._digits} digits{advice}"
        first = self._line_of.setdefault(code, number)
        if first != number:
            return f"code {shown(code)}: line {first} has it already; expected a code of its own for each booking"
        return ""

    def _service_fault(self, service: str) -> str:
        if service in self._services:
            return ""
        near = did_you_mean(service, self._services) or f" Expected {either(self._services)}"
        return f"service {shown(service)}: no such service.{near}"


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = len(_LINE_END.findall(data[: wrong.start].decode("utf-8", "replace"))) + 1
        raise BadList(
            f"{name}: line {line}: byte 0x{data[wrong.start]:02X} is not UTF-8. Save the list anew, with the file"
            " type CSV UTF-8"
        ) from wrong


def _misplaced(line: str, values: int, columns: int) -> str:
    """Return what makes the values of a line stand in the places of others, "" if nothing does.

    A list with no columns but ours has none to be afraid of: there a missing value is called by its column's name.
    """
    if line.count('"') % 2 == 1:
        return "a quotation mark has no second one; expected them in pairs"
    if values == columns or columns == len(COLUMNS):
        return ""
    return f"{values} values; expected one for each of the header's {columns} columns"


def _values(line: str, separator: str) -> list[str]:
    """Return the values of one line, without the blanks around them."""
    rows = csv.reader([line[:LONGEST_LINE]], delimiter=separator)
    return [value.strip() for value in next(rows, [])]


def _places(header: list[str], name: str) -> dict[str, int]:
    """Return where in a line each column stands."""
    words = [word.casefold() for word in header]
    for column in COLUMNS:
        if column not in words:
            near = nearest(column, words)
            meant = f" (is '{near}' meant for it?)" if near else ""
            raise BadList(f"{name}: line 1: there is no column '{column}'{meant}; {_EXPECTED_HEADER}")
        if words.count(column) > 1:
            raise BadList(f"{name}: line 1: column '{column}' is there twice; {_EXPECTED_HEADER}")
    return {column: words.index(column) for column in COLUMNS}
