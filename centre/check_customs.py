# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Warnings of what is allowed but seldom meant: in choices, lunches, days, reports of outages, and English names."""

from collections import defaultdict
from collections.abc import Iterator

from centre import serial_line
from centre.check_hours import days, ends
from centre.config import Centre, CentreFile, Service, Sphere
from centre.facts_base import Resource
from centre.hints import listed, shown
from centre.toml_reader import Slip, was_read

LONGEST_NAME = 40
"""Characters of a name that the hall screen still shows in two lines, 58 mm paper in three: Cherha's own figure."""

MOST_CHOICES = 7
"""Easy-to-read rules: at most so many choices at once."""

PICTURE_BYTES, SECOND_LANGUAGE_BYTES = 16_000, 7_000
"""A ticket as a picture on a serial line, in coarse dots, as docs/tickets.md shows them."""

PATIENCE_S = 3.0
"""The longest that a large centre can wait for a ticket: 120 people in the first ten minutes, two ticket machines."""


def choices(centre: CentreFile) -> Iterator[Slip]:
    """Yield kiosks with more choices than a citizen surveys; a screen that is touched shows them in parts."""
    for i, kiosk in enumerate(centre.kiosks):
        if kiosk.touch:
            continue
        count = sum(bool(button.service or button.sphere) for button in kiosk.buttons)
        if count > MOST_CHOICES:
            text = f"{count} services and spheres to choose from; at most {MOST_CHOICES} are surveyed at a glance"
            yield Slip(f"kiosks[{i}].buttons", f"{text}; join services into spheres, or move some to another kiosk")


def unreachable(centre: CentreFile) -> Iterator[Slip]:
    """Yield services for which no kiosk has a button, its own or its sphere's and purpose's, or a screen to touch."""
    if any(kiosk.touch for kiosk in centre.kiosks):
        return
    buttons = [button for kiosk in centre.kiosks for button in kiosk.buttons]
    spheres = {button.sphere for button in buttons if button.sphere}
    for i, service in enumerate(centre.services):
        has_own = any(button.service == service.id for button in buttons)
        if buttons and not has_own and service.sphere not in spheres:
            yield Slip(f"services[{i}].id", f"{shown(service.id)}: no kiosk has a button for it")


def long_names(centre: CentreFile) -> Iterator[Slip]:
    """Yield names that become small on the screen and long on the paper."""
    for part in ("services", "spheres"):
        for i, one in enumerate(getattr(centre, part)):
            if was_read(one.name) and len(one.name) > LONGEST_NAME:
                text = f"{len(one.name)} characters; over {LONGEST_NAME} are small on the screen and long on paper"
                yield Slip(f"{part}[{i}].name", f"{text}; two or three short words are read at a glance")


def lunches(centre: CentreFile) -> Iterator[Slip]:
    """Yield services all of whose windows, if there are several, are at lunch at one time."""
    for i, service in enumerate(centre.services):
        windows = [window for window in centre.windows if service.id in window.services and was_read(service.id)]
        lunch = [ends(window.lunch) for window in windows if window.lunch and was_read(window.number)]
        if len(windows) < 2 or len(lunch) < len(windows):  # noqa: PLR2004  (one alone can take no turns)
            continue
        start, end = max(start for start, _ in lunch), min(end for _, end in lunch)
        if start < end:
            numbers = listed(str(window.number) for window in windows)
            text = f"{shown(service.id)}: its windows {numbers} are all at lunch from {start} to {end}"
            yield Slip(f"services[{i}].id", f"{text}; let them take turns")


def short_days(centre: CentreFile) -> Iterator[Slip]:
    """Yield days that close so soon after opening that the reception has ended when it begins."""
    if centre.hours is None:
        return
    ends_min = centre.hours.reception_ends_min
    for path, day in days(centre.hours):
        if not day:
            continue
        opens, closes = min(ends(interval)[0] for interval in day), max(ends(interval)[1] for interval in day)
        if _minutes(closes) - _minutes(opens) <= ends_min:
            text = f"open from {opens} to {closes}, but the reception ends {ends_min} minutes before closing"
            advice = "no ticket is given after opening; open longer, or make hours.reception_ends_min less"
            yield Slip(path, f"{text}: {advice}")


def slow_pictures(centre: CentreFile) -> Iterator[Slip]:
    """Yield printers on a serial line on which a ticket as a picture takes longer than a citizen expects."""
    for i, kiosk in enumerate(centre.kiosks):
        printer = kiosk.printer
        if not (was_read(printer.connection) and was_read(printer.baud) and was_read(printer.code_page)):
            continue
        both = "en" in centre.centre.languages and not kiosk.language_can_be_chosen
        seconds = serial_line.seconds(PICTURE_BYTES + both * SECOND_LANGUAGE_BYTES, printer.baud)
        if printer.connection == "serial" and printer.code_page is None and seconds > PATIENCE_S:
            text = f"a ticket as a picture takes about {seconds:.0f} s at {printer.baud} baud"
            yield Slip(f"kiosks[{i}].printer", f"{text}; add code_page, or set printer and baud to 115200")


def _minutes(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)


def languages(centre: CentreFile) -> Iterator[Slip]:
    """Yield one warning that names all that English is shown of and that has no English name."""
    named: tuple[tuple[str, Centre | Sphere | Service], ...] = (
        ("the centre", centre.centre),
        *((f"sphere '{sphere.id}'", sphere) for sphere in centre.spheres),
        *((f"service '{service.id}'", service) for service in centre.services),
    )
    lacking = [who for who, what in named if not what.name_en]
    if "en" in centre.centre.languages and lacking:
        text = f'"en" is shown, but there is no name_en of {listed(lacking)}'
        yield Slip("centre.languages", f"{text}; add it, else Ukrainian stands alone")


def outages(centre: CentreFile) -> Iterator[Slip]:
    """Yield what services need and no desk can report as failed."""
    reported = {key.resource for desk in centre.desks for key in desk.keys if key.action == "outage"}
    needing: dict[Resource, list[int]] = defaultdict(list)
    for i, service in enumerate(centre.services):
        for resource in service.needs:
            needing[resource].append(i)
    for resource, places in needing.items():
        if was_read(resource) and resource not in reported:
            who = listed(f"'{centre.services[i].id}'" for i in places)
            text = f"{shown(resource)} is needed by {who}, but no desk has a key to report its outage"
            advice = f'add one with action = "outage", or let the office report it with `cherha outage {resource}`'
            yield Slip(f"services[{places[0]}].needs", f"{text}; {advice}")
