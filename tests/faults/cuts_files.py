# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a running process's open files are in a centre: its journal, the broker, a printer, the buttons (proc(5))."""

import re
from collections.abc import Collection
from pathlib import Path

_SOCKET = re.compile(r"socket:\[(\d+)\]")
_PORTS = slice(1, 3)
_INODE = 9
"""The columns of /proc/net/tcp: the addresses of both ends, as hexadecimal address:port, and the socket's inode."""


class Files:
    """Names what the process ``pid`` has open: *journal*, *broker*, *client*, *printer*, *buttons*, *log*.

    A *client* is the broker's. ``broker`` is the broker's port, ``printers`` are those of the printers. All else is "".
    """

    def __init__(self, pid: int, broker: int, printers: Collection[int]) -> None:
        self._proc, self._broker, self._printers = Path("/proc") / str(pid), broker, frozenset(printers)
        self._sockets: dict[str, str] = {}

    def name(self, file: int) -> str:
        """Return what the file with this number is now."""
        try:
            target = str((self._proc / "fd" / str(file)).readlink())
        except OSError:
            return ""
        if inode := _SOCKET.fullmatch(target):
            return self._socket(inode[1])
        if target.endswith(".db-wal"):
            return "journal"
        return "log" if file == 1 else ""

    def _socket(self, inode: str) -> str:
        """Return what a socket is; what has been found stays so, as no number of a socket is given again soon."""
        if not self._sockets.get(inode):
            self._sockets[inode] = self._tcp(inode) or self._unix(inode)
        return self._sockets[inode]

    def _tcp(self, inode: str) -> str:
        for line in (self._proc / "net" / "tcp").read_text(encoding="ascii").splitlines()[1:]:
            columns = line.split()
            if columns[_INODE] == inode:
                here, there = (int(address.rpartition(":")[2], 16) for address in columns[_PORTS])
                return self._of_ports(here, there)
        return ""

    def _of_ports(self, here: int, there: int) -> str:
        if there == self._broker:
            return "broker"
        if here == self._broker:
            return "client"
        return "printer" if there in self._printers else ""

    def _unix(self, inode: str) -> str:
        for line in (self._proc / "net" / "unix").read_text(encoding="utf-8", errors="replace").splitlines()[1:]:
            columns = line.split()
            if columns[6] == inode:
                return "buttons" if columns[-1].endswith(".pins") else ""
        return ""
