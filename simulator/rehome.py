# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Moves a centre onto this machine: its broker, printers, pads, panels and feeds come here, all else stays as it is."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from centre.config import CentreFile
from centre.config_alarms import Siren
from centre.config_cards import Broker
from centre.config_kiosks import Printer
from centre.feed_limits import USUAL_POLL_S
from centre.toml_writer import text_of
from simulator import town_panels

LOOPBACK = "127.0.0.1"


def rehome(
    centre: CentreFile,
    broker_port: int,
    printers: Mapping[str, Printer],
    feed_url: str = "",
    pads: Mapping[str, str] | None = None,
    panels: Mapping[str, tuple[str, ...]] | None = None,
    host: str = LOOPBACK,
) -> CentreFile:
    """Return the centre with its broker, printers, pads, lines of panels (by their units' ids) and all feeds here.

    ``host`` is the address of this machine at which the broker is found.
    """
    replace = msgspec.structs.replace
    kiosks = tuple(replace(kiosk, printer=printers[kiosk.id]) for kiosk in centre.kiosks)
    sirens = tuple(_local_siren(siren, feed_url) for siren in centre.sirens)
    desks = tuple(
        replace(desk, pad=replace(desk.pad, device=(pads or {})[desk.id])) if desk.pad else desk
        for desk in centre.desks
    )
    displays = town_panels.moved(centre.displays, panels or {})
    broker = Broker(host=host, port=broker_port)
    moved = replace(centre, desks=desks, broker=broker, kiosks=kiosks, sirens=sirens, displays=displays)
    return replace(moved, cards=())  # here is one machine, whose address is nobody's card's


def write(centre: CentreFile, path: Path) -> None:
    """Write a centre.toml."""
    path.write_text(text_of(centre), encoding="utf-8")


def _local_siren(siren: Siren, feed_url: str) -> Siren:
    """Return a feed at the simulated server, which wants no key, and a contact that is open while there is no alarm."""
    if siren.source in USUAL_POLL_S:
        return msgspec.structs.replace(siren, url=feed_url, key_file="")
    return msgspec.structs.replace(siren, alarm_when_open=False)
