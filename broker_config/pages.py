# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The door for pages: a third, small Mosquitto, which hears the board and shows it to any browser over WebSockets.

It is a process of its own, because whoever comes there is nobody: at the hall's broker such a guest could take the
client id of any unit and so part it from the queue, and Mosquitto counts no connections of WebSockets (decision 031).
"""

import os
import resource
import secrets
from pathlib import Path
from typing import NamedTuple, NoReturn

from msgspec.structs import replace

from broker_config import pulse
from broker_config.doors import check_door, listens_at
from broker_config.program import LOCAL, alike, find, folder_for, own_name, write
from centre.cards import MAIN, broker_for
from centre.config import CentreFile
from centre.config_cards import Broker
from centre.credentials import authority_of, client_id_of, identity_file, read_identity
from centre.errors import BadConfig
from centre.identity import user_of
from centre.messages import WIRE, topic

FILES_OPEN = 256
"""What the process may hold open, and so how many pages it serves; the next one is not let in."""

_TEMPLATE = """\
# Made from centre.toml; do not edit. mosquitto.conf(5) explains the words.

# Mosquitto 2.0.11 does not start with WebSockets alone: this one is in a folder of its own user's, where nobody comes.
listener 0 {local}

# Any browser may come, without a name; a name cannot be claimed, as the password_file knows none.
listener {listener}
protocol websockets
allow_anonymous true
password_file {folder}/nobody
acl_file {folder}/acl

# Nothing is kept: a page that comes is told the board as it is, one that is slow the newest.
persistence false
max_queued_messages 4
persistent_client_expiration 1h
memory_limit 67108864
max_keepalive 60

{alike}
# In: what a page may read, and nothing from here to the centre. The local name is new each time, so that no guest
# can take it.
connection centre
address {centre_address}
remote_clientid {client_id}
local_clientid {local_name}
bridge_cafile {folder}/authority.pem
bridge_certfile {identity}
bridge_keyfile {identity}
bridge_tls_version tlsv1.3
bridge_protocol_version mqttv311
try_private true
cleansession true
notifications false
bridge_attempt_unsubscribe false
keepalive_interval 30
restart_timeout 1 5
{heard}"""


class Names(NamedTuple):
    """Who the door is: to this machine, to the centre's broker, and to itself; nobody else knows the last two."""

    user: str
    client_id: str
    local: str


def main(centre: CentreFile, unit: str, folder: Path) -> NoReturn:  # noqa: ARG001 - as every role's main; one door
    """Write the door's files into ``folder`` and replace this process by its Mosquitto; its pid stays ours.

    Raise BadConfig when centre.toml opens no such door, Unavailable when it cannot be opened.
    """
    program, *arguments = command(centre, folder)
    pulse.start(str(folder.absolute() / LOCAL))
    limit_guests()
    os.execv(program, [program, *arguments])  # noqa: S606 - a program found on PATH, no shell wanted


def command(centre: CentreFile, folder: Path) -> list[str]:
    """Do all of ``main`` but the last steps: return the command line that starts the door in the foreground."""
    door, program, folder = _door(centre), find(), folder.absolute()
    check_door(door)
    identity, client_id = read_identity(user_of("page", MAIN)), client_id_of(user_of("page", MAIN))
    conf_file = folder / "mosquitto.conf"
    with folder_for("the files of the door for pages", folder):
        write(folder / "authority.pem", authority_of(identity))
        write(folder / "nobody", "")
        write(folder / "acl", "".join(f"topic read {heard}\n" for heard in _heard()))
        names = Names(own_name(), client_id, secrets.token_hex(8))
        write(conf_file, pages_conf(door, broker_for(centre, MAIN), folder, names))
    return [program, "-c", str(conf_file)]


def limit_guests() -> None:
    """Let this process, and what it becomes, hold so many connections and no more; Mosquitto's own limit is for TCP."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES_OPEN, FILES_OPEN))


def pages_conf(door: Broker, broker: Broker, folder: Path, names: Names) -> str:
    """Return the text of the door's mosquitto.conf, for Mosquitto 2.0.11 and later."""
    return _TEMPLATE.format(
        listener=listens_at(door),
        folder=folder,
        local=folder / LOCAL,
        alike=alike(names.user),
        centre_address=f"{broker.host}:{broker.port}",
        client_id=names.client_id,
        local_name=names.local,
        identity=identity_file(user_of("page", MAIN)),
        heard="".join(f"topic {heard} in 1\n" for heard in _heard()),
    )


def _heard() -> list[str]:
    """Return what a page may read."""
    return [topic(row.name) for row in WIRE if "page" in row.receivers]


def _door(centre: CentreFile) -> Broker:
    """Return where pages come in, or raise BadConfig."""
    if centre.broker.pages_port is None:
        raise BadConfig("cherha run page: centre.toml has no pages_port in [broker], so no page may come.")
    return replace(centre.broker, port=centre.broker.pages_port)
