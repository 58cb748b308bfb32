# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Nonsense on the cables of printers and pads, and what must hold of whoever listens there."""

import os
import select
import socket
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from hypothesis import strategies as st

from centre.config_desks import Pad
from centre.errors import DeviceFault
from desk.pad_words import PadWords
from kiosk.printer_line import PrinterLine
from kiosk.printer_ports import Port
from kiosk.printer_status import PrinterStatus
from kiosk.printer_wire import Patience, Watch

KEYS = {"next": 0x31, "pause": 0x32, "recall": 0x33}

any_reply = st.binary(max_size=8) | st.sampled_from(
    [b"\x12", b"\x16", b"\x1a", b"\x72", b"\x10\0\0\0", b"\x00", b"\x13"]
)
"""What a printer says to a question; good answers, flow control and status sent unasked are among it."""

any_keys = st.tuples(
    st.sampled_from([None, 0, 7]),
    st.lists(
        st.tuples(
            st.binary(max_size=6)
            | st.sampled_from([b"1", b"2", b"11", b"\x01\x071\x07", b"\x01\x001\x07", b"\x01\x07"]),
            st.sampled_from([0.0, 0.01, 0.2, 0.7, 5.0]),
        ),
        max_size=20,
    ),
)
"""An address, and what comes over its line, with the seconds after each piece."""


class Chattering(Watch):
    """A clock that does not wait; each time somebody listens the printer says its next piece of nonsense."""

    def __init__(self, replies: Sequence[bytes], printer: socket.socket) -> None:
        self._replies, self._printer, self._now_s = list(replies), printer, 0.0

    def now_s(self) -> float:
        """Return the time, all of which was waited for."""
        return self._now_s

    def wait(self, descriptor: int, event: int, seconds: float) -> bool:
        """Let the printer speak; what does not come takes its whole time."""
        if event == select.POLLIN and seconds and self._replies:
            self._printer.send(self._replies.pop(0))
        ready = super().wait(descriptor, event, 0)
        self._now_s += 0 if ready else max(seconds, 0.001)
        return ready


def hear_printer(replies: Sequence[bytes]) -> str:
    """Return what is wrong: whatever a printer answers, it has a status or a sentence, and a ticket is done or not."""
    ours, printer = socket.socketpair()
    port = Port(ours.fileno(), lambda _abort: None)
    with closing(ours), closing(printer):
        line = PrinterLine("lp", port, Patience(watch=Chattering(replies, printer)))
        try:
            status: Any = line.status()
            done: Any = line.barrier(2.0)
        except DeviceFault as fault:
            return "" if str(fault).startswith("Printer lp ") else f"a fault without its printer: {fault}"
        os.set_blocking(printer.fileno(), False)
    return "" if isinstance(status, PrinterStatus) and isinstance(done, bool) else f"neither: {status}, {done}"


def hear_keys(line: tuple[int | None, Sequence[tuple[bytes, float]]]) -> str:
    """Return what is wrong: whatever a line says, its keys go down and up in turn, and nothing else does."""
    address, pieces = line
    words = PadWords(Pad(device="/dev/pad", address=address), KEYS)
    now_s, edges = 1000.0, []
    for data, pause_s in pieces:
        edges += words.hear(data, now_s)
        now_s += pause_s
    edges += words.due(now_s + 5)
    for name in KEYS:
        closed = [edge.closed for edge in edges if edge.name == name]
        if closed != [n % 2 == 0 for n in range(len(closed))] or len(closed) % 2:
            return f"'{name}' goes {closed}"
    strangers = {edge.name for edge in edges} - KEYS.keys()
    return f"keys that it has not: {strangers}" if strangers else ""
