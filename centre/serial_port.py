# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The door to the serial lines of pads and panels: opens one for us alone, says why it cannot; it knows neither."""

import errno
import os
import termios

import serial

Line = serial.Serial

LineFault = OSError | termios.error
"""What a line raises that is away or goes; serial.SerialException is an OSError."""


def opened(device: str, baud: int) -> Line:
    """Return the line, 8N1, locked against other programs and never waited for; raise OSError or termios.error.

    What it said before is forgotten: pyserial empties its buffer.
    """
    return serial.Serial(device, baud, timeout=0, write_timeout=0, exclusive=True)


def why_away(fault: LineFault, user: str, key: str) -> str:
    """Return the reason, and what to do; ``user``: whose service it is, ``key``: where centre.toml names the device."""
    number = getattr(fault, "errno", None)
    reason = os.strerror(number) if number else str(fault)
    advice = {
        errno.EACCES: f"Add the user of the {user}'s service to the group dialout",
        errno.EAGAIN: "Another program holds it; end that one",
    }.get(number or 0, f"Plug it in; look at its cable and at {key} in centre.toml")
    return f"{reason}. {advice}."


def gone() -> OSError:
    """Return what a line is to raise that has come to its end, as one that was pulled out."""
    return OSError(errno.EIO, os.strerror(errno.EIO))
