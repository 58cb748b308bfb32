# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A local network whose cables can be pulled: a switch, this machine at one port, some units at others.

Switch and units are network namespaces (network_namespaces(7)) of this machine, so the frames, the kernel's timers and
what is lost of them are real. Needs root. A namespace lives as long as the process that holds it, and its cables with
it: nothing is left behind, however this one ends. It knows nothing of what is said.
"""

import contextlib
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, Self, cast

from centre.errors import Unavailable
from simulator.interrupts import uninterrupted
from simulator.processes import die_with_parent

NETWORKS = 256
"""In 198.18.0.0/16, which is for benches (RFC 2544): so many runs may have one at a time."""

MOVED = 128
"""What a unit that is given another address has in its last number, or has no more."""

_HOLD = ("unshare", "--net", "sh", "-c", "echo && exec sleep infinity")
_OURS, _UNIT, _SWITCH = "ours", "eth0", "switch"


class Lan:
    """The network, from ``with`` to its end; ``host`` is this machine's address in it."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._units: dict[str, tuple[str, int]] = {}
        self._addresses: dict[str, str] = {}
        self.host = ""

    def __enter__(self) -> Self:
        with ExitStack() as building:
            self._switch = building.enter_context(_namespace())
            _run(*_in(self._switch), "ip", "link", "add", _SWITCH, "up", "type", "bridge")
            self.host = self._connect_us(building)
            self._stack = building.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def plug(self, unit: str) -> None:
        """Give a unit a cable to the switch."""
        port, namespace = f"port{len(self._units)}", self._stack.enter_context(_namespace())
        end = ("type", "veth", "peer", "name", _UNIT, "netns", str(namespace))
        _run(*_in(self._switch), "ip", "link", "add", port, *end)
        self._units[unit] = port, namespace
        self._addresses[unit] = f"{self.host.rpartition('.')[0]}.{len(self._units) + 1}"
        self._set_address(unit)
        for link in ("lo", _UNIT):
            _run(*_in(namespace), "ip", "link", "set", link, "up")
        self.join(unit)
        self.put_back(unit)

    def words(self, unit: str) -> tuple[str, ...]:
        """Return what stands before a command to run it where the unit is; () for one that has no cable here."""
        return _in(self._units[unit][1]) if unit in self._units else ()

    def pull(self, unit: str) -> None:
        """Pull the unit's cable: both ends notice that there is no carrier."""
        self._port(unit, "down")

    def put_back(self, unit: str) -> None:
        """Put the cable back."""
        self._port(unit, "up")

    def move(self, unit: str) -> None:
        """Give the unit another address, as whoever hands them out may: what it has open, nobody answers any more."""
        network, _, last = self.address(unit).rpartition(".")
        self._addresses[unit] = f"{network}.{int(last) ^ MOVED}"
        self._set_address(unit)

    def address(self, unit: str) -> str:
        """Return the unit's address."""
        return self._addresses[unit]

    def move_us(self, *, back: bool = False) -> None:
        """Give this machine another address than ``host``, or that again: who knows it by ``host`` finds nobody."""
        network, _, last = self.host.rpartition(".")
        address = self.host if back else f"{network}.{int(last) ^ MOVED}"
        _run("ip", "address", "flush", "dev", self._ours)
        _run("ip", "address", "add", f"{address}/24", "dev", self._ours)

    def in_switch(self) -> tuple[str, ...]:
        """Return what stands before a command to run it where the switch is."""
        return _in(self._switch)

    def cut_open(self, unit: str) -> tuple[str, str]:
        """Cut the unit's cable open, for whoever is to carry its frames; return the ends at the switch and the unit."""
        port = self._units[unit][0]
        bare, plugged = f"{port}-bare", f"{port}-in"
        self.lose(unit)
        _run(*_in(self._switch), "ip", "link", "add", plugged, "type", "veth", "peer", "name", bare)
        _run(*_in(self._switch), "ip", "link", "set", plugged, "up", "master", _SWITCH)
        _run(*_in(self._switch), "ip", "link", "set", bare, "up")
        return bare, port

    def lose(self, unit: str) -> None:
        """Lose all that the unit and the others send each other, as behind a dead switch: no end notices anything."""
        self._port(unit, "nomaster")

    def join(self, unit: str) -> None:
        """Carry it again; what was lost stays lost."""
        self._port(unit, "master", _SWITCH)

    def _set_address(self, unit: str) -> None:
        for change in (("flush",), ("add", f"{self._addresses[unit]}/24")):
            _run(*self.words(unit), "ip", "address", *change, "dev", _UNIT)

    def _port(self, unit: str, *change: str) -> None:
        _run(*_in(self._switch), "ip", "link", "set", self._units[unit][0], *change)

    def _connect_us(self, stack: ExitStack) -> str:
        """Plug this machine in; return its address, in the first network that nobody has."""
        for number in range(NETWORKS):
            name = f"cherha{number}"
            end = ("type", "veth", "peer", "name", _OURS, "netns", str(self._switch))
            made = subprocess.run(["ip", "link", "add", name, *end], capture_output=True, text=True, check=False)
            if made.returncode == 0:
                stack.callback(_run, "ip", "link", "delete", name)
                _run("ip", "address", "add", f"198.18.{number}.1/24", "dev", name)
                _run("ip", "link", "set", name, "up")
                _run(*_in(self._switch), "ip", "link", "set", _OURS, "up", "master", _SWITCH)
                self._ours = name
                return f"198.18.{number}.1"
            if "File exists" not in made.stderr:
                raise Unavailable(f"A network of namespaces cannot be made: {made.stderr.strip()}. Run it as root.")
        raise Unavailable(f"{NETWORKS} simulated networks are there already, cherha0 and on: see `ip link`.")


@contextlib.contextmanager
def _namespace() -> Iterator[int]:
    """Hold a new network namespace; yield the id of the process that is in it."""
    with uninterrupted():
        holder = subprocess.Popen(
            _HOLD,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509  (one system call, no lock)
        )
    with holder:
        try:
            said = cast("IO[bytes]", holder.stdout).readline().decode().strip()
            if said:
                raise Unavailable(f"A network of namespaces cannot be made: {said}. Run it as root.")
            yield holder.pid
        finally:
            holder.kill()


def _in(namespace: int) -> tuple[str, ...]:
    return "nsenter", f"--net=/proc/{namespace}/ns/net"


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"{' '.join(command)}: {done.stderr.strip()}")
