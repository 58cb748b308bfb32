# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A device node at the end of a cable: a pseudo-terminal under a name of ours, as udev gives one; it knows no printer.

A pseudo-terminal keeps some kilobytes (4 to 15) between its ends, as a port's driver does: what a host has written
may still be on this side of the printer. Nothing tells the printer that a host has closed the node.
"""

import errno
import os
import tty
from contextlib import suppress
from pathlib import Path

from centre.errors import Unavailable


class CableNode:
    """A node that a host opens as ``link``, from construction to ``remove``.

    The host's end is also held open here, so the printer's end never meets the error that a close would make,
    and sleeps until there are bytes. An old link is replaced; Unavailable is raised when ``link`` cannot be made.
    """

    def __init__(self, link: Path) -> None:
        self._link = link
        self._end, self._hosts_end = os.openpty()
        tty.setraw(self._hosts_end)
        os.set_blocking(self._end, False)
        self._name = os.ttyname(self._hosts_end)
        try:
            _point(link, self._name)
        except OSError as refused:
            self._hang_up()
            raise Unavailable(
                f"{link} cannot be made for the simulated printer ({os.strerror(refused.errno or 0)}). "
                "Name a link in a folder that may be written, where no file is."
            ) from refused

    def fileno(self) -> int:
        """Return the printer's end, to sleep on."""
        return self._end

    def read(self, most: int) -> bytes:
        """Return what the host has written, at most so many bytes; empty when there is nothing."""
        try:
            return os.read(self._end, most)
        except BlockingIOError:
            return b""

    def write(self, data: bytes) -> None:
        """Send an answer; it waits for whoever reads next, and is lost when too many wait."""
        with suppress(BlockingIOError):
            os.write(self._end, data)

    def remove(self) -> None:
        """Take the link away, unless it leads elsewhere by now; then who holds the node reads an end, writes EIO."""
        with suppress(OSError):
            if self._link.readlink() == Path(self._name):
                self._link.unlink()
        self._hang_up()

    def _hang_up(self) -> None:
        os.close(self._end)
        os.close(self._hosts_end)


def _point(link: Path, name: str) -> None:
    """Make the link lead to ``name``, at once and whole; a link may be replaced, a file never."""
    link.parent.mkdir(parents=True, exist_ok=True)
    if link.exists() and not link.is_symlink():
        raise FileExistsError(errno.EEXIST, "it is a file")
    new = link.with_name(f".{link.name}.new")
    new.unlink(missing_ok=True)
    new.symlink_to(name)
    new.replace(link)
