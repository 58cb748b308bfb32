# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The broker as a unit of the centre: write its files, then become Mosquitto; knows no message."""

import errno
import os
import pwd
import shutil
from pathlib import Path
from typing import NoReturn

from broker_config.acl import acl
from broker_config.mosquitto import mosquitto_conf
from centre.config import Broker, CentreFile
from centre.errors import Unavailable
from centre.ports import try_to_listen

_SBIN = "/usr/local/sbin:/usr/sbin"
"""Where Debian keeps it; an ordinary user's PATH does not lead there."""


def main(centre: CentreFile, unit: str, folder: Path) -> NoReturn:  # noqa: ARG001 - as every role's main; one broker
    """Write the broker's files into ``folder`` and replace this process by Mosquitto; its pid stays ours.

    Raise Unavailable when the port is taken, Mosquitto is missing or the folder cannot be written.
    """
    program, *arguments = command(centre, folder)
    os.execv(program, [program, *arguments])  # noqa: S606 - a program found on PATH, no shell wanted


def command(centre: CentreFile, folder: Path) -> list[str]:
    """Do all of ``main`` but the last step: return the command line that starts the broker in the foreground."""
    program = _find()
    _check_port(centre.broker)
    acl_file, conf_file = folder.absolute() / "acl", folder.absolute() / "mosquitto.conf"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(acl_file, acl(centre))
        _write(conf_file, mosquitto_conf(centre, acl_file, _own_name()))
    except OSError as wrong:
        place = wrong.filename or folder
        raise Unavailable(f"{place}: the broker's files cannot be written: {wrong.strerror}") from wrong
    return [program, "-c", str(conf_file)]


def _find() -> str:
    found = shutil.which("mosquitto", path=os.pathsep.join((os.environ.get("PATH", os.defpath), _SBIN)))
    if found is None:
        raise Unavailable("Mosquitto, the MQTT broker, is not installed. Install it: sudo apt install mosquitto")
    return found


def _own_name() -> str:
    """Return the name of the user we are; a number without a name is never root's, and only root's counts."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


def _write(path: Path, text: str) -> None:
    """Write a file that only its owner may read, also when it was there before."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(text)


def _check_port(broker: Broker) -> None:
    """Raise Unavailable if the broker could not listen: Mosquitto would say it with less words, and too late."""
    try:
        try_to_listen(broker.host, broker.port)
    except OSError as wrong:
        raise Unavailable(_port_trouble(broker, wrong)) from wrong


def _port_trouble(broker: Broker, wrong: OSError) -> str:
    match wrong.errno:
        case errno.EADDRINUSE:
            return (
                f"Port {broker.port} on {broker.host} is already taken. "
                "Stop the program that holds it, or choose another in [broker] of centre.toml (demo: --port)."
            )
        case errno.EACCES:
            return (
                f"Port {broker.port} on {broker.host} is for root only. "
                "Choose one above 1023 in [broker] of centre.toml (demo: --port)."
            )
    return (
        f"{broker.host} is not an address of this machine ({wrong.strerror}). "
        "Set host in [broker] of centre.toml to one that it has, or start the broker on the machine that has it."
    )
