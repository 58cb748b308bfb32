# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Moves a centre onto this machine: its broker and printers come to loopback, everything else stays as it is."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from centre.config import Broker, CentreFile, Printer

LOOPBACK = "127.0.0.1"


def rehome(centre: CentreFile, broker_port: int, printer_ports: Mapping[str, int]) -> CentreFile:
    """Return the centre with its broker, and each kiosk's printer (by kiosk id), at ports of this machine."""
    replace = msgspec.structs.replace
    kiosks = tuple(replace(kiosk, printer=_local(kiosk.printer, printer_ports[kiosk.id])) for kiosk in centre.kiosks)
    return replace(centre, broker=Broker(host=LOOPBACK, port=broker_port), kiosks=kiosks)


def write(centre: CentreFile, path: Path) -> None:
    """Write a centre.toml."""
    path.write_text(tomli_w.dumps(_without_none(msgspec.to_builtins(centre))), encoding="utf-8")


def _local(printer: Printer, port: int) -> Printer:
    """Return a network printer of the same width: the one door that can be simulated whole."""
    return Printer(connection="network", host=LOOPBACK, port=port, width_dots=printer.width_dots)


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_without_none(item) for item in value]
    return value
