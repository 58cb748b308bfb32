# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The dispatcher's real loop on a real broker, with a kiosk and a desk that may say what they should not."""

import json
import threading
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec

from centre.facts import QueueFact, TicketIssued
from centre.journal import Journal
from centre.link import Link
from centre.messages import topic
from centre.poweroff import PowerOff
from centre.service import Inbox, Stop, loop
from centre.time import Now, read_clocks
from centre.unit import OFFLINE
from dispatcher.asked_where import REQUESTS
from dispatcher.service import Dispatcher
from tests.conftest import PATIENCE_S, Broker

KIOSK, DESK = "kiosk-kiosk-hall", "desk-desk-1"
ASK, DESK_ASK = "cherha/1/kiosk/kiosk-hall/request", "cherha/1/desk/desk-1/request"
REPLY, DESK_REPLY = "cherha/1/kiosk/kiosk-hall/reply", "cherha/1/desk/desk-1/reply"


def proven_clocks() -> Now:
    """Read the clocks as on a machine whose clock is proven; this one's may not be."""
    return msgspec.structs.replace(read_clocks(), proven=True)


class Office:
    """A dispatcher's real loop in a thread, on a real link; and a kiosk and a desk that say what they should not."""

    def __init__(self, broker: Broker, folder: Path) -> None:
        self.broker, self.folder = broker, folder
        self.kiosk, self.desk = broker.connect(KIOSK), broker.connect(DESK)
        self.kiosk.subscribe(REPLY)
        self.desk.subscribe(DESK_REPLY)
        self.technician = broker.connect("technician")
        self.technician.subscribe("cherha/1/dispatcher/main/state")
        self.start()

    def start(self) -> None:
        """Start the dispatcher and wait until it is ready."""
        self.inbox = Inbox()
        filters = tuple(topic(name, id="+") for name in REQUESTS)
        link = Link(
            role="dispatcher", unit="main", broker=self.broker.centre.broker, inbox=self.inbox,
            offline=OFFLINE, requests=filters,
        )  # fmt: skip
        journal = Journal(self.folder / "dispatcher.db", QueueFact)
        power_off = PowerOff(self.folder / "poweroff")
        self.service = Dispatcher(
            centre=self.broker.centre, journal=journal, link=link, power_off=power_off, now=read_clocks()
        )
        link.start()
        self.thread = threading.Thread(target=loop, args=(self.service, self.inbox, proven_clocks))
        self.thread.start()
        self.wait_for_state("ready")

    def stop(self) -> None:
        """End the loop, as SIGTERM does; returns when its session is the broker's to keep."""
        self.inbox.put(Stop())
        self.thread.join(PATIENCE_S)
        self.service.close()
        self.wait_for_state("offline")

    def wait_for_state(self, state: str) -> None:
        """Wait until the dispatcher says that it is so."""
        while json.loads(self.technician.next().payload)["state"] != state:
            pass

    def ask(self, payload: bytes, **more: Any) -> Any:
        """Say something as the kiosk; return the answer."""
        self.kiosk.publish(ASK, payload, **more)
        return json.loads(self.kiosk.next().payload)

    def issued(self) -> list[str]:
        """Return the tickets of the journal, read by a dispatcher's successor."""
        self.stop()
        journal = Journal(self.folder / "dispatcher.db", QueueFact)
        tickets = [line.fact.ticket for line in journal.replay() if isinstance(line.fact, TicketIssued)]
        journal.close()
        self.start()
        return tickets


def press(service: str = "passport", request_id: UUID | None = None, **more: Any) -> bytes:
    """Return the payload of a press."""
    return json.dumps(
        {"message": "ticket_request", "request_id": str(request_id or uuid4()), "service": service, **more}
    ).encode()
