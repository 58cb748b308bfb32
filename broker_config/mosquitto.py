# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Mosquitto's own configuration, made from centre.toml; starts nothing, writes nothing."""

from pathlib import Path
from typing import NamedTuple

from broker_config.acl import units
from broker_config.doors import listens_at
from broker_config.program import alike
from centre.config import CentreFile

QUEUED_BYTES = 1024 * 1024
"""For one who is away: a hundred boards of the largest centre. Units ask for 15 s only, so it is seldom that much."""

CONNECTIONS_OF_PEOPLE = 64

_TEMPLATE = """\
# Made from centre.toml; do not edit. mosquitto.conf(5) explains the words.

# One door, MQTT over TLS, on this Pi too: whoever comes proves by a certificate of this centre's authority who it is,
# and that is its name in the acl_file. Passwords are neither asked nor believed.
listener {listener}
protocol mqtt
cafile {authority}
certfile {identity}
keyfile {identity}
crlfile {revoked}
tls_version tlsv1.3
require_certificate true
use_identity_as_username true
allow_anonymous false
acl_file {acl_file}

# Two connections for each who is named in the acl_file (one may be of a Pi that has just lost its power), and some for
# people with their commands. One more is closed before it has said a word.
max_connections {connections}

# The broker carries, the dispatcher's journal keeps: every request is repeated until it is answered, and every
# retained state is published again by its owner. So nothing is stored here: no wear of the SD card, and no board of
# yesterday on the screen after a power cut.
persistence false

# For a device that is slow or away this much waits in memory, what is newer is dropped: a screen that comes back reads
# the board anew. Sent, but not confirmed, are so many at once. A session nobody comes back to ends in a day.
max_queued_messages 1000
max_queued_bytes {queued_bytes}
max_inflight_messages 20
persistent_client_expiration 1d

# The longest silence of a live client: a device that lost its power is reported offline within 90 seconds.
max_keepalive 60

{alike}"""


class Files(NamedTuple):
    """Where the broker finds what is beside its configuration."""

    acl: Path
    identity: Path
    authority: Path
    revoked: Path


def mosquitto_conf(centre: CentreFile, files: Files, user: str) -> str:
    """Return the text of mosquitto.conf for Mosquitto 2.0.11 and later; ``user`` is the one it runs as."""
    return _TEMPLATE.format(
        listener=listens_at(centre.broker),
        acl_file=files.acl,
        identity=files.identity,
        authority=files.authority,
        revoked=files.revoked,
        queued_bytes=QUEUED_BYTES,
        connections=2 * sum(1 for _ in units(centre)) + CONNECTIONS_OF_PEOPLE,
        alike=alike(user),
    )
