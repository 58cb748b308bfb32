# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A stand-in for systemd around one unit, by the words of its files in systemd/: sd_notify(3), systemd.service(5).

``python -m tests.faults.watch_systemd FOLDER COMMAND…`` starts the command, which is ``… cherha run ROLE …``, watches
it and starts it anew as the role's unit says: WatchdogSec=, WatchdogSignal=SIGABRT and then SIGKILL, Restart=always,
RestartSec=, TimeoutStartSec=, TimeoutStopSec=, NotifyAccess=, StartLimit*=. What happens is a line of a file for the
unit in FOLDER. SIGTERM ends the unit, and it. It knows no sandbox and no control group: a process group holds what
belongs together. ``mark`` lets it note that it has heard all that was said to it until then.
"""

import json
import os
import re
import select
import signal
import socket
import struct
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from simulator.processes import die_with_parent
from tests.systemd.units import FOLDER, Unit

DEFAULT_BURST = 5
MARK = b"X_CHERHA_MARK=1"
"""What no unit says. systemd counts from when it heard a sign of life, so one that is under way has still to count."""

_SPANS = {"": 1, "s": 1, "sec": 1, "min": 60}
_SENDER = struct.Struct("3i")


class Words(NamedTuple):
    """What the unit's files say; times in seconds."""

    watchdog_s: float
    restart_s: float
    start_s: float
    stop_s: float
    listens_to_all: bool
    always: bool
    limit_s: float
    burst: int


def words_of(role: str) -> Words:
    """Return the words of a role's unit."""
    template = f"cherha-{role}@.service"
    unit = Unit(template if (FOLDER / template).exists() else f"cherha-{role}.service")
    return Words(
        watchdog_s=span_s(unit.last("WatchdogSec")),
        restart_s=span_s(unit.last("RestartSec")),
        start_s=span_s(unit.last("TimeoutStartSec")),
        stop_s=span_s(unit.last("TimeoutStopSec")),
        listens_to_all=unit.last("NotifyAccess") == "all",
        always=unit.last("Restart") == "always",
        limit_s=span_s(unit.last("StartLimitIntervalSec")),
        burst=int(unit.last("StartLimitBurst") or DEFAULT_BURST),
    )


def span_s(text: str) -> float:
    """Return a span of time, as ``5min`` or ``30``, in seconds."""
    found = re.fullmatch(r"([0-9.]+) ?(s|sec|min|)", text)
    if found is None:
        raise ValueError(f"'{text}' is no span of time that is known here; expected one as 30, 30s or 5min")
    return float(found[1]) * _SPANS[found[2]]


def mark(ear: str) -> None:
    """Let a stand-in, by its ``ear`` of the event *started*, note *marked* when it has heard all said to it by now."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mouth:
        mouth.sendto(MARK, ear.replace("@", "\0", 1))


class Watched:
    """One unit under watch; ``run`` returns when it was told to end, or has given the unit up."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        role = command[command.index("run") + 1]
        unit = command[command.index("run") + 2]
        self._words, self._command = words_of(role), command
        self._log = folder / f"{role if unit.startswith('-') else unit}.jsonl"
        self._address = f"@cherha-watch-{os.getpid()}"
        self._ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._ear.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self._ear.bind(self._address.replace("@", "\0", 1))
        self._end_asked, self._ask_end = os.pipe()
        signal.signal(signal.SIGTERM, lambda *_: os.write(self._ask_end, b"."))
        self._ending = False
        self._starts: deque[float] = deque()

    def run(self) -> int:
        """Start it and start it again; return the code that it ended with last."""
        while True:
            code = self._once()
            if self._ending or not self._words.always or self._given_up():
                return code
            if select.select([self._end_asked], [], [], self._words.restart_s)[0]:
                return code

    def _given_up(self) -> bool:
        while self._starts and self._starts[0] < time.monotonic() - self._words.limit_s:
            self._starts.popleft()
        if given_up := self._words.limit_s > 0 and len(self._starts) >= self._words.burst:
            self._note("given up")
        return given_up

    def _once(self) -> int:
        self._starts.append(time.monotonic())
        told = {"NOTIFY_SOCKET": self._address, "WATCHDOG_USEC": str(int(self._words.watchdog_s * 1e6))}
        self._process = subprocess.Popen(
            self._command,
            env={**os.environ, **told},
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509  (one system call, no lock)
        )
        self._note("started", pid=self._process.pid, ear=self._address)
        self._state, self._due_s = "starting", time.monotonic() + self._words.start_s
        ended = os.pidfd_open(self._process.pid)
        try:
            while ended not in (heard := self._wait(ended)):
                self._act(heard)
        finally:
            os.close(ended)
        while select.select([self._ear], [], [], 0)[0]:
            self._hear()  # its last words, as systemd does; they are not the next one's
        self._kill(signal.SIGKILL)
        code = self._process.wait()
        self._note("ended", code=code)
        return code

    def _wait(self, ended: int) -> list[int | socket.socket]:
        sources = [self._ear, ended, *(() if self._ending else (self._end_asked,))]
        return select.select(sources, [], [], max(self._due_s - time.monotonic(), 0.0))[0]

    def _act(self, heard: list[int | socket.socket]) -> None:
        if self._ear in heard:
            self._hear()
        if self._end_asked in heard:
            self._ending = True
            self._stop("stopping", signal.SIGTERM)
        if not heard and time.monotonic() >= self._due_s:
            self._overdue()

    def _overdue(self) -> None:
        """Do what is due: end what has hung, or kill what was to end and did not."""
        if self._state in {"starting", "running"}:
            self._note("watchdog", due_s=self._due_s, state=self._state)
            self._stop("aborting", signal.SIGABRT)
        else:
            self._note("killed")
            self._stop(self._state, signal.SIGKILL)

    def _hear(self) -> None:
        data, more, *_ = self._ear.recvmsg(256, socket.CMSG_SPACE(_SENDER.size))
        if data == MARK:
            self._note("marked")
            return
        sender = next((_SENDER.unpack(raw)[0] for _, kind, raw in more if kind == socket.SCM_CREDENTIALS), 0)
        if not (self._words.listens_to_all or sender == self._process.pid):
            return
        said = data.decode().split("\n")
        if "READY=1" in said and self._state == "starting":
            self._note("ready")
            self._state, self._due_s = "running", time.monotonic() + self._words.watchdog_s
        if "WATCHDOG=1" in said and self._state == "running":
            self._due_s = time.monotonic() + self._words.watchdog_s
        if "STOPPING=1" in said and self._state in {"starting", "running"}:
            self._note("stopping")
            self._state, self._due_s = "stopping", time.monotonic() + self._words.stop_s

    def _stop(self, state: str, number: signal.Signals) -> None:
        self._state, self._due_s = state, time.monotonic() + self._words.stop_s
        self._kill(number)
        # As systemd does, so that what was stopped can hear it.
        self._kill(signal.SIGCONT)

    def _kill(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)

    def _note(self, event: str, **more: object) -> None:
        with self._log.open("a", encoding="utf-8") as log:
            log.write(json.dumps({"event": event, "at_s": time.monotonic(), **more}) + "\n")


if __name__ == "__main__":
    sys.exit(abs(Watched(Path(sys.argv[1]), sys.argv[2:]).run()))
