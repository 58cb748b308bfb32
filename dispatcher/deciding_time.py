# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How long the loop takes for requests that wait together: ``python -m dispatcher.deciding_time centre.toml FOLDER``.

For the bench, which sees a dispatcher's process from outside only: the real loop and journal, no broker. For each
number on stdin so many requests are decided in one turn, committed and answered; a line of JSON tells what that took.
They are a centre's own in equal parts: a press, the report of a print before it, and a call at a window of the pressed
service, which ends the service of who was there. So the hall is as full in the end as in the beginning.
"""

import itertools
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec

from centre import messages
from centre.centre_file import load
from centre.config import CentreFile
from centre.facts import QueueFact
from centre.journal import Journal
from centre.link import Link, LinkUp, Received
from centre.poweroff import PowerOff
from centre.time import read_clocks
from dispatcher.service import Dispatcher

WAITING = 120
"""So many wait in the hall: as many as come to a large centre in its first ten minutes."""


class Turn(msgspec.Struct, frozen=True):
    """What one turn was: requests, lines in its one commit, requests refused, and its time by both clocks."""

    requests: int
    lines: int
    refused: int
    took_ms: float
    cpu_ms: float


class NoLink(Link):
    """A link that makes what would be sent, and sends it to nobody; it keeps the tickets, and counts refusals."""

    def __init__(self) -> None:
        self.tickets: deque[messages.TicketReply] = deque()
        self.refused = 0

    def publish(self, topic: str, message: msgspec.Struct, **_how: Any) -> bool:  # noqa: ARG002  (nobody hears it)
        """Make the payload."""
        messages.encode(message)
        self.refused += isinstance(message, messages.Refusal)
        if isinstance(message, messages.TicketReply):
            self.tickets.append(message)
        return True

    def say_state(self, state: messages.DeviceState) -> None:
        """Say it to nobody."""

    def alive(self) -> bool:
        """There is no thread that could die."""
        return True

    def close(self) -> None:
        """There is nothing to end."""


class Deciding:
    """A dispatcher of a centre in an empty folder, all windows open; ``turn`` is one turn of its loop."""

    def __init__(self, centre: CentreFile, folder: Path) -> None:
        self._centre, self._link = centre, NoLink()
        self._journal = Journal(folder / "dispatcher.db", QueueFact)
        power_off = PowerOff(folder / "poweroff")
        self._dispatcher = Dispatcher(
            centre=centre, journal=self._journal, link=self._link, power_off=power_off, now=read_clocks()
        )
        self._presses, self._requests = self._press_forever(), self._forever()
        self._handle([LinkUp()])
        self._handle([self._of_desk(desk.id, "open") for desk in centre.desks])
        self._handle([press for press, _ in itertools.islice(self._presses, WAITING)])

    def turn(self, requests: int) -> Turn:
        """Let so many requests wait together, and time what becomes of them."""
        waiting = list(itertools.islice(self._requests, requests))
        lines, refused = self._journal.last, self._link.refused
        began_s, began_cpu_s = time.perf_counter(), time.process_time()
        self._handle(waiting)
        took_s, cpu_s = time.perf_counter() - began_s, time.process_time() - began_cpu_s
        done = self._journal.last - lines, self._link.refused - refused
        return Turn(requests, *done, took_ms=took_s * 1000, cpu_ms=cpu_s * 1000)

    def close(self) -> None:
        """Free the journal."""
        self._dispatcher.close()

    def _handle(self, items: list[Any]) -> None:
        self._dispatcher.handle(items, read_clocks())

    def _press_forever(self) -> Iterator[tuple[Received, str]]:
        """Yield a press for each service in turn, and a desk that can call who came for it, another one each time."""
        kiosk, desks = self._centre.kiosks[0].id, _desks(self._centre)
        for service, turns in itertools.cycle(desks.items()):
            yield _request("kiosk", kiosk, messages.TicketRequest(request_id=uuid4(), service=service)), next(turns)

    def _forever(self) -> Iterator[Received]:
        kiosk = self._centre.kiosks[0].id
        for press, desk in self._presses:
            yield press
            yield self._of_desk(desk, "call_next")
            if self._link.tickets:
                yield _request("kiosk", kiosk, _printed(self._link.tickets.popleft()))

    def _of_desk(self, desk: str, action: messages.DeskAction) -> Received:
        return _request("desk", desk, messages.DeskRequest(request_id=uuid4(), action=action))


def _desks(centre: CentreFile) -> dict[str, Iterator[str]]:
    """Return for each service that some desk serves those desks, in turn and for ever."""
    windows = {window.number: window.services for window in centre.windows}
    serving = {s.id: [desk.id for desk in centre.desks if s.id in windows[desk.window]] for s in centre.services}
    return {service: itertools.cycle(desks) for service, desks in serving.items() if desks}


def _printed(reply: messages.TicketReply) -> messages.PrintResult:
    return messages.PrintResult(
        request_id=uuid4(), printed_request=reply.request_id, ticket=reply.ticket, day=reply.day, outcome="printed"
    )


def _request(role: str, unit: str, message: messages.Request) -> Received:
    return Received(f"{role}_request", {"id": unit}, messages.encode(message), retained=False)


def main(centre_file: Path, folder: Path) -> None:
    """Answer each number with what its turn took."""
    with closing(Deciding(load(centre_file), folder)) as deciding:
        for line in sys.stdin:
            sys.stdout.buffer.write(msgspec.json.encode(deciding.turn(int(line))) + b"\n")
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
