# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One who hears everything and confirms nothing, and a screen that hangs, in the middle of a crowd.

The broker keeps a thousand messages for whoever is slow (broker_config/mosquitto.py) and drops what comes then. That
must cost nobody else anything, and must stand in its log: here it does, so its silence in *load-large* means something.
"""

import os
import signal
from pathlib import Path
from typing import Self

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from centre import messages
from centre.config_cards import Broker
from centre.credentials import client_tls
from centre.english import counted
from centre.identity import TECHNICIAN
from simulator.leaving import leave
from simulator.load import AT_ONCE, Load, open_windows
from simulator.timeline import Entry
from simulator.town import Town
from tests.faults import remains
from tests.faults.experiment import Experiment, Ground, Outcome, outcome
from tests.faults.ledger import judge
from tests.faults.load_broker import dropped
from tests.faults.load_town import PATIENCE_S, large, serve_everybody, settle, unheard, unseen_calls
from tests.faults.patience import see

ROOM = 1020
"""So many messages it may owe an answer to, and so many more wait for it: max_queued_ and max_inflight_messages."""

MORE = 60

WINDOWS = range(1, 21)
"""The left hall; its citizens come to the entrance's kiosk and to the low one."""

FROZEN = "hall-left"


class Deaf:
    """A technician's client that takes each message and confirms none; it lives, and says so, until the block ends."""

    id = "cherha-deaf"

    def __init__(self, broker: Broker, keys: Path) -> None:
        version = MQTTProtocolVersion.MQTTv5
        self._client = Client(CallbackAPIVersion.VERSION2, client_id=self.id, protocol=version, manual_ack=True)
        self._client.tls_set_context(client_tls(TECHNICIAN, keys))
        self._client.on_connect = lambda client, *_: client.subscribe(f"{messages.PREFIX}/#", qos=1)
        self._client.connect(broker.host, broker.port, keepalive=5)

    def __enter__(self) -> Self:
        self._client.loop_start()
        return self

    def __exit__(self, *_: object) -> None:
        leave(self._client)


def _play(ground: Ground) -> Outcome:
    out, centre = ground.out / "town", large()
    town = Town(centre, out=out, runtime=ground.runtime, port=ground.port, frames=False)
    town.absent = {desk.id for desk in centre.desks if desk.window not in WINDOWS}
    town.absent |= {unit.id for units in (centre.sirens, centre.ratings) for unit in units} | {"kiosk-social"}
    town.absent |= {display.id for display in centre.displays if display.id not in {FROZEN, "screen-0", "yard"}}
    with town:
        open_windows(town)
        with Deaf(town.centre.broker, town.cards.office):
            carried = _crowd(town, ground, ROOM + MORE)
            log = (out / "logs" / "broker.log").read_text(encoding="utf-8").splitlines()
        serve_everybody(town)
        settle(town, out)
        entries = town.timeline.entries[:]
    found = judge(remains.gather(out, entries, served=True))
    lost = (*unheard(entries), *unseen_calls(entries))
    seen = (
        f"{counted(carried, 'message')} carried; the broker's log names {', '.join(sorted(dropped(log))) or 'nobody'}."
    )
    return outcome(ground, found, tried=carried, seen=seen, lost=lost, broken=_wrongly_named(dropped(log)))


def _crowd(town: Town, ground: Ground, enough: int) -> int:
    """Let a crowd come, a screen of it hang, until so many messages were carried; return how many there were."""
    since = len(town.timeline.entries)
    town.timeline.add("frozen", 0, unit=FROZEN)
    os.kill(town.processes.pid(FROZEN), signal.SIGSTOP)
    try:
        with Load(town, ground.chance, AT_ONCE):
            see(town, PATIENCE_S, f"{enough} messages carried", lambda entries: _carried(entries[since:]) >= enough)
    finally:
        os.kill(town.processes.pid(FROZEN), signal.SIGCONT)
    return _carried(town.timeline.entries[since:])


def _carried(entries: list[Entry]) -> int:
    return sum(entry["what"] == "message" for entry in entries)


def _wrongly_named(named: set[str]) -> list[str]:
    silent = [] if Deaf.id in named else [f"the broker's log does not say that it dropped anything for {Deaf.id}"]
    return silent + [
        f"the broker dropped something for {client}, who hears and confirms" for client in named - {Deaf.id}
    ]


EXPERIMENT = Experiment(
    "load-deaf",
    "Load",
    "A listener that confirms nothing fills its queue at the broker, and a screen hangs, while a crowd is served: the"
    " broker's log names that listener and nobody else, nothing is lost to the others, and the screen shows the truth"
    " when it wakes.",
    _play,
    alone=True,
)
