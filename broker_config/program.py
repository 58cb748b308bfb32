# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What all Mosquittos of a centre have alike: the program, the words of their configuration, files for us alone."""

import os
import pwd
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from centre.errors import Unavailable
from centre.messages import LARGEST_PAYLOAD

_SBIN = "/usr/local/sbin:/usr/sbin"
"""Where Debian keeps it; an ordinary user's PATH does not lead there."""

LARGEST_PACKET = LARGEST_PAYLOAD + 4 * 1024
"""Bytes; a topic, a response topic, correlation data and the MQTT header need far less than the 4 KiB."""

LOCAL = "local"
"""The socket at which a Mosquitto that lets no unit in listens all the same, in a folder of its own, for its pulse."""

_ALIKE = """\
# A larger packet is not read; its sender is cut off with reason 149, Packet too large, and nobody else notices.
# (The older message_size_limit reads all of it first, and then says only Protocol error.)
max_packet_size {largest_packet}

# Without this a reply waits 40 ms in the kernel for another to share its packet (Nagle).
set_tcp_nodelay true

# No figures of its own every ten seconds: an idle broker sleeps.
sys_interval 0

# Who came, who went, what went wrong; journald adds the time. (To stdout it would write whole pages of 4 kB only.)
log_dest stderr
log_timestamp false
log_type error
log_type warning
log_type notice

# Started as root it would become another user, who may not read these files.
user {user}
"""


def find() -> str:
    """Return the path of Mosquitto, or raise Unavailable."""
    found = shutil.which("mosquitto", path=os.pathsep.join((os.environ.get("PATH", os.defpath), _SBIN)))
    if found is None:
        raise Unavailable("Mosquitto, the MQTT broker, is not installed. Install it: sudo apt install mosquitto")
    return found


def alike(user: str) -> str:
    """Return what every mosquitto.conf has, and may have but once; ``user`` is the one it runs as."""
    return _ALIKE.format(largest_packet=LARGEST_PACKET, user=user)


def own_name() -> str:
    """Return the name of the user we are; a number without a name is never root's, and only root's counts."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


@contextmanager
def folder_for(files: str, folder: Path) -> Iterator[None]:
    """Make a folder to be written into; raise Unavailable, in one sentence, if that or the writing fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as wrong:
        place = wrong.filename or folder
        raise Unavailable(f"{place}: {files} cannot be written: {wrong.strerror}") from wrong


def write(path: Path, text: str) -> None:
    """Write a file that only its owner may read, also when it was there before."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(text)
