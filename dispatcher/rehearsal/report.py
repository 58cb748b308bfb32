# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What simulated days say to a head of centre, as tables and a sentence of plain English; it simulates nothing."""

from collections.abc import Collection, Sequence

from centre.config import CentreFile
from dispatcher.rehearsal.figures import Days, Waits, left_over, loads, turned_away, waits

Row = Sequence[str]

HEAD = ("Service", "tickets", "median", "mean", "9 of 10", "longest", "served", "in range", "turned away")
UNITS = ("", "a day", "min", "min", "under min", "min", "", "", "a day")
TWO_HEAD = ("Service", "median", "", "9 of 10 under", "", "served", "", "turned away", "")
TWO_UNITS = ("", "now", "then", "now", "then", "now", "then", "now", "then")
ALL = "All services"
SHOWN = 10
"""Windows in the line of loads, the busiest and the least busy ones."""

NO_HOURS = "The file has no [hours]: 09:00 to 18:00 was taken, without lunches, and nobody is turned away."

REASONS = {
    "full": "who waited already filled the time until closing",
    "over": "the reception was over",
    "day_off": "the centre was closed",
    "not_yet": "the reception had not begun",
}


def one(centre: CentreFile, days: Days) -> str:
    """Return the report of a centre as it is."""
    services = [service.id for service in centre.services]
    rows = [(service.name, *_cells(waits(days, [service.id]))) for service in centre.services]
    rows.append((ALL, *_cells(waits(days, services))))
    lines = [_title(centre, days), "", *_table([HEAD, UNITS, *rows]), "", *_ends(days, services), _windows(days)]
    return "\n".join(lines)


def two(centre: CentreFile, now: Days, then: Days) -> str:
    """Return the two variants side by side, each service a line."""
    rows = [(service.name, *_pairs(now, then, [service.id])) for service in centre.services]
    rows.append((ALL, *_pairs(now, then, [service.id for service in centre.services])))
    lines = [_title(centre, now), "", *_table([TWO_HEAD, TWO_UNITS, *rows]), "", f"Now:  {_windows(now)}"]
    return "\n".join([*lines, f"Then: {_windows(then)}"])


def answer(change: str, services: Collection[str], now: Days, then: Days) -> str:
    """Return one sentence: what the change does to those who come for the services of the changed windows."""
    before, after = waits(now, services), waits(then, services)
    fewer = round(before.turned_away + left_over(now, services) - after.turned_away - left_over(then, services))
    gone = f"{abs(fewer)} {'fewer' if fewer > 0 else 'more'}" if fewer else "as many"
    return (
        f"{change}: median wait {_minutes(before.median)} -> {_minutes(after.median)} min,"
        f" 90 % wait under {_minutes(after.tenth)} instead of {_minutes(before.tenth)} min;"
        f" {gone} a day turned away or left at closing."
    )


def _title(centre: CentreFile, days: Days) -> str:
    first, last = days[0].timetable.day, days[-1].timetable.day
    when = f"{first}" if first == last else f"{len(days)} working days, {first} to {last}"
    said = f"{centre.centre.name}: simulated, {when}. Waits are from the ticket to the first call."
    return said if centre.hours is not None else f"{said}\n{NO_HOURS}"


def _cells(numbers: Waits) -> Row:
    times = (numbers.median, numbers.mean, numbers.tenth, numbers.longest)
    shares = (numbers.served, numbers.kept)
    return (
        f"{numbers.tickets:.0f}",
        *map(_minutes, times),
        *map(_percent, shares),
        f"{numbers.turned_away:.0f}",
    )


def _pairs(now: Days, then: Days, services: Collection[str]) -> Row:
    a, b = waits(now, services), waits(then, services)
    return (
        *(_minutes(x) for x in (a.median, b.median, a.tenth, b.tenth)),
        *(_percent(x) for x in (a.served, b.served)),
        *(f"{x.turned_away:.0f}" for x in (a, b)),
    )


def _ends(days: Days, services: Collection[str]) -> list[str]:
    """Return who was not served, each with the reason, on an average day."""
    reasons = turned_away(days, services)
    away = [
        f"Turned away, {number:.1f} a day: {REASONS.get(reason, f'{reason} had failed')}."
        for reason, number in reasons.items()
    ]
    return [*(away or ["Nobody was turned away."]), f"Left waiting at closing: {left_over(days, services):.1f} a day."]


def _windows(days: Days) -> str:
    """Return how busy the windows were, the busiest first; of many only the ends."""
    ordered = sorted(loads(days).items(), key=lambda item: (-item[1], item[0]))
    said = [f"{window}: {_percent(load)}" for window, load in ordered]
    few = said if len(said) <= SHOWN else [*said[: SHOWN // 2], "…", *said[-SHOWN // 2 :]]
    mean = sum(load for _, load in ordered) / max(len(ordered), 1)
    return f"Windows busy {_percent(mean)} of their time ({', '.join(few)})."


def _minutes(minutes: float | None) -> str:
    return "-" if minutes is None else f"{minutes:.0f}"


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}".replace("%", " %")


def _table(rows: Sequence[Row]) -> list[str]:
    """Return the rows as lines, the first column on the left, the others on the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    cells = ([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])] for row in rows)
    return ["  ".join(line).rstrip() for line in cells]
