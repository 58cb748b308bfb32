# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check against the world outside the file: printers have what their connection needs, the time zone exists."""

import zoneinfo
from collections.abc import Iterator

from centre.config import CentreFile, Printer
from centre.hints import did_you_mean, shown
from centre.toml_reader import Slip, was_read

_NEEDS = {"network": "host", "serial": "device", "usb": "device"}
_EXAMPLES = {"network": "192.168.10.50", "serial": "/dev/ttyAMA0", "usb": "/dev/usb/lp0"}


def printers(centre: CentreFile) -> Iterator[Slip]:
    """Yield printers without the address that their connection needs, or with what only another connection uses."""
    for i, kiosk in enumerate(centre.kiosks):
        printer, path = kiosk.printer, f"kiosks[{i}].printer"
        if not was_read(printer.connection):
            continue
        yield from _address(printer, path)
        if printer.code_page is not None and printer.connection != "serial":
            why = f"a {printer.connection} printer is fast enough for pictures"
            yield Slip(f"{path}.code_page", f'only for connection = "serial", {why}; remove it')


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
