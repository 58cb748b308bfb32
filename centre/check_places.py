# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check against the world outside the file: printers that can be reached by one kiosk, time zone, shelter."""

import zoneinfo
from collections.abc import Iterator

from centre.check_names import Use, called, used_twice
from centre.config import CentreFile
from centre.config_kiosks import Printer
from centre.hints import did_you_mean, shown
from centre.toml_reader import Slip, was_read

_NEEDS = {"network": "host", "serial": "device", "usb": "device"}
_EXAMPLES = {"network": "192.168.10.50", "serial": "/dev/ttyAMA0", "usb": "/dev/usb/lp0"}


def printers(centre: CentreFile) -> Iterator[Slip]:
    """Yield printers without the address that their connection needs, with what only another one uses, or shared."""
    yield from used_twice(_network_printers(centre))
    for i, kiosk in enumerate(centre.kiosks):
        printer, path = kiosk.printer, f"kiosks[{i}].printer"
        if not was_read(printer.connection):
            continue
        yield from _address(printer, path)
        if printer.code_page is not None and printer.connection != "serial":
            why = f"a {printer.connection} printer is fast enough for pictures"
            yield Slip(f"{path}.code_page", f'only for connection = "serial", {why}; remove it')


def _network_printers(centre: CentreFile) -> Iterator[Use]:
    """Yield the network addresses; a device is of one kiosk's own Pi, so two kiosks may name theirs alike."""
    for i, kiosk in enumerate(centre.kiosks):
        host, port = kiosk.printer.host, kiosk.printer.port
        if kiosk.printer.connection == "network" and was_read(host) and was_read(port) and host:
            holder = called("kiosk", kiosk.id)
            yield Use(f"kiosks[{i}].printer.host", (host.lower(), port), f"{host}:{port}", holder)


def _address(printer: Printer, path: str) -> Iterator[Slip]:
    needed = _NEEDS[printer.connection]
    if was_read(getattr(printer, needed)) and not getattr(printer, needed):
        example = _EXAMPLES[printer.connection]
        yield Slip(f"{path}.{needed}", f'missing; connection = "{printer.connection}" needs it, as "{example}"')
    for other in {"host", "device"} - {needed}:
        value = getattr(printer, other)
        if was_read(value) and value:
            text = f'{shown(value)}: not used with connection = "{printer.connection}"; remove it'
            yield Slip(f"{path}.{other}", text)


def shelter(centre: CentreFile) -> Iterator[Slip]:
    """Yield an English name of a shelter that Ukrainian does not name: it would send people to the nearest."""
    who = centre.centre
    if was_read(who.shelter) and was_read(who.shelter_en) and who.shelter_en and not who.shelter:
        text = f"{shown(who.shelter_en)}: there is no shelter of which this is the English name; add shelter"
        yield Slip("centre.shelter_en", text)


def time_zone(centre: CentreFile) -> Iterator[Slip]:
    """Yield a time zone that the IANA data base does not know."""
    name = centre.centre.time_zone
    if not was_read(name):
        return
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        near = did_you_mean(name, zoneinfo.available_timezones())
        yield Slip("centre.time_zone", f'{shown(name)}: no such time zone; expected one such as "Europe/Kyiv".{near}')
