# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The broker as a unit of the centre: write its files, then become Mosquitto; knows no message."""

import os
from pathlib import Path
from typing import NoReturn

from broker_config import pulse
from broker_config.acl import acl
from broker_config.doors import check_door
from broker_config.mosquitto import Files, mosquitto_conf
from broker_config.program import find, folder_for, own_name, write
from centre.cards import MAIN, broker_for
from centre.config import CentreFile
from centre.credentials import REVOKED, authority_of, identity_file, read_identity
from centre.identity import user_of


def main(centre: CentreFile, unit: str, folder: Path) -> NoReturn:  # noqa: ARG001 - as every role's main; one broker
    """Write the broker's files into ``folder`` and replace this process by Mosquitto; its pid stays ours.

    Raise Unavailable when the port is taken, Mosquitto is missing or the folder cannot be written.
    """
    program, *arguments = command(centre, folder)
    beside = broker_for(centre, MAIN)
    pulse.start(beside.host, str(beside.port), user_of("broker", MAIN))
    os.execv(program, [program, *arguments])  # noqa: S606 - a program found on PATH, no shell wanted


def command(centre: CentreFile, folder: Path) -> list[str]:
    """Do all of ``main`` but the last step: return the command line that starts the broker in the foreground."""
    program = find()
    check_door(centre.broker)
    identity = read_identity(user_of("broker", MAIN))
    conf_file, files = folder.absolute() / "mosquitto.conf", _files(folder.absolute())
    with folder_for("the broker's files", folder):
        write(files.acl, acl(centre))
        write(files.authority, authority_of(identity))
        write(conf_file, mosquitto_conf(centre, files, own_name()))
    return [program, "-c", str(conf_file)]


def _files(folder: Path) -> Files:
    """Return where everything lies: what is secret or signed where it was given to us, what we write in ``folder``."""
    identity = identity_file(user_of("broker", MAIN))
    return Files(folder / "acl", identity, folder / "authority.pem", identity.with_name(REVOKED))
