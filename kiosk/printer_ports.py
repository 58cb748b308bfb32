# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The three ways to a printer: network, serial cable, USB; each opens to one file descriptor and knows no ESC/POS."""

import fcntl
import os
import socket
import stat
import struct
import termios
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

import serial

from centre.config_kiosks import Printer


class Port(NamedTuple):
    """An open way to a printer; ``ends`` says that an empty read is its end.

    ``close(abort)`` releases it; with ``abort`` what the printer has not taken yet is dropped. ``lines()`` returns the
    status lines of a parallel port as the kernel's printer driver knows them, None where there are none. ``unsent()``
    returns how many written bytes the system still holds; usblp holds none.
    """

    descriptor: int
    close: Callable[[bool], None]
    ends: bool = True
    lines: Callable[[], int | None] = lambda: None
    unsent: Callable[[], int] = lambda: 0


LPGETSTATUS = 0x060B
"""Linux, include/linux/lp.h: the printer's status byte, put into an int."""


def open_port(printer: Printer, answer_s: float) -> Port:
    """Open the way that centre.toml describes; raise OSError when it is not there or not ours alone.

    A network printer gets ``answer_s`` seconds to accept the connection. A missing device is never made.
    """
    opener = {"network": _open_network, "serial": _open_serial, "usb": _open_usb}[printer.connection]
    return opener(printer, answer_s)


def _open_network(printer: Printer, answer_s: float) -> Port:
    """Connect; small questions must not wait for one another (Nagle)."""
    wire = socket.create_connection((printer.host, printer.port), timeout=answer_s)
    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(abort: bool) -> None:  # noqa: FBT001 - see Port
        if abort:
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        wire.close()

    return Port(wire.fileno(), close, unsent=lambda: _unsent(wire.fileno()))


def _open_serial(printer: Printer, _answer_s: float) -> Port:
    """Open the port for us alone, 8N1 with RTS/CTS: pyserial has no DTR/DSR handshake, a raster would overrun it."""
    port = serial.Serial(printer.device, printer.baud, rtscts=True, timeout=0, write_timeout=0, exclusive=True)

    def close(_abort: bool) -> None:  # noqa: FBT001 - see Port
        with suppress(OSError, termios.error):
            port.reset_output_buffer()  # closing waits up to 30 s for bytes that a switched off printer never takes
        port.close()

    return Port(port.fileno(), close, unsent=lambda: _unsent(port.fileno()))


def _open_usb(printer: Printer, _answer_s: float) -> Port:
    """Open the kernel's printer node (usblp); its empty reads are pauses, not an end."""
    descriptor = os.open(printer.device, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    if not stat.S_ISCHR(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "it is a file, not a device")
    return Port(descriptor, lambda _abort: os.close(descriptor), ends=False, lines=lambda: _status_lines(descriptor))


def _unsent(descriptor: int) -> int:
    """Ask the system: SIOCOUTQ of a TCP connection and TIOCOUTQ of a serial line are one number (tty(4), tcp(7))."""
    answer = fcntl.ioctl(descriptor, termios.TIOCOUTQ, bytes(struct.calcsize("i")))
    return int(struct.unpack("i", answer)[0])


def _status_lines(descriptor: int) -> int | None:
    """Ask usblp, which asks the printer over USB's control pipe: it answers even with full buffers."""
    answer = bytearray(struct.calcsize("i"))
    try:
        fcntl.ioctl(descriptor, LPGETSTATUS, answer)
    except OSError:  # no usblp, or the printer has gone, which the next read says better
        return None
    return int(struct.unpack("i", answer)[0])
