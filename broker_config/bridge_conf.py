# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The bridge's own mosquitto.conf, and how a budget of disk becomes limits of its queue; starts nothing. Pure."""

from pathlib import Path
from typing import NamedTuple

from broker_config.program import LOCAL, alike
from centre.config_cards import Broker, Region
from centre.messages import WIRE, Row, topic

MEGABYTE = 1024 * 1024

SAVED_EVERY = 100
"""Changes between two saves; a message that comes is one, one that has gone out another. A power cut loses no more.

Counted, not timed: a centre that sleeps never writes, and a busy one writes often. Each save writes all that waits: in
a large centre (2,000 tickets, some 12,000 messages a day) that has lost its region, 120 times a day 32 MB at most,
under 4 GB; a card of 16 GB bears that for ten years. With the region there it is a few MB a day."""

OVERHEAD = 192
"""Bytes that Mosquitto's file takes for a message beside its payload, and more: 86 of an event were measured, 129 of
a state on the longest topic."""

WORKING_MEMORY_MB = 32
"""What the bridge's Mosquitto may need beside what waits. It is reached only by a region that sends what nobody asked
for: Mosquitto as a bridge takes that in, though it goes nowhere."""

_TEMPLATE = """\
# Made from centre.toml; do not edit. mosquitto.conf(5) explains the words.

# A Mosquitto must listen somewhere: here, where only its own user comes, for its pulse, which may say and hear nothing.
listener 0 {local}
allow_anonymous true
acl_file {folder}/acl

# What the region has not confirmed waits here, on disk, over power cuts. When the budget is used up what is new is
# dropped, and what is old goes out first: the events are numbered, so the region sees which ones it never got.
persistence true
persistence_location {folder}/
autosave_on_changes true
autosave_interval {saved_every}
max_queued_bytes {queued_bytes}
max_queued_messages {queued_messages}
memory_limit {memory}

{alike}
# In: what the centre's broker lets the bridge hear, and not a word to it.
connection centre
address {centre_address}
remote_clientid {client_id}
local_clientid centre
bridge_cafile {centre_authority}
bridge_certfile {identity}
bridge_keyfile {identity}
bridge_tls_version tlsv1.3
{common}
# Retained stays retained between two Mosquittos.
try_private true
{heard}
# Out: to the region, below the name that this centre has there.
connection region
address {region_address}
remote_clientid cherha-{name_there}
local_clientid region
bridge_cafile {region_authority}
bridge_certfile {region_identity}
bridge_keyfile {region_identity}
bridge_tls_version tlsv1.2
{common}
try_private false
{told}"""

_COMMON = """\
bridge_protocol_version mqttv311
cleansession false
notifications false
bridge_attempt_unsubscribe false
keepalive_interval 30
restart_timeout 1 30"""


class Files(NamedTuple):
    """Where the bridge finds what is beside its configuration; ``folder`` is its own."""

    folder: Path
    identity: Path
    region_identity: Path

    @property
    def centre_authority(self) -> Path:
        """By whom the centre's broker is known."""
        return self.folder / "centre-authority.pem"

    @property
    def region_authority(self) -> Path:
        """By whom the region's broker is known."""
        return self.folder / "region-authority.pem"


def bridge_conf(broker: Broker, region: Region, files: Files, user: str, client_id: str) -> str:
    """Return the text of the bridge's mosquitto.conf, for Mosquitto 2.0.11 and later; ``client_id``: in the centre."""
    rows = [row for row in WIRE if "bridge" in row.receivers]
    return _TEMPLATE.format(
        folder=files.folder,
        local=files.folder / LOCAL,
        saved_every=SAVED_EVERY,
        queued_bytes=queued_bytes(region),
        queued_messages=queued_messages(region),
        memory=(WORKING_MEMORY_MB + region.disk_mb) * MEGABYTE,
        alike=alike(user),
        centre_address=f"{broker.host}:{broker.port}",
        client_id=client_id,
        centre_authority=files.centre_authority,
        identity=files.identity,
        common=_COMMON,
        heard="".join(f"topic {_anybodys(row)} in 1\n" for row in rows),
        region_address=f"{region.host}:{region.port}",
        name_there=region.name,
        region_authority=files.region_authority,
        region_identity=files.region_identity,
        told="".join(f'topic {_anybodys(row)} out {_waits(row)} "" {region.name}/\n' for row in rows),
    )


def _anybodys(row: Row) -> str:
    return topic(row.name, role="+", id="+")


def _waits(row: Row) -> int:
    """Return the QoS to the region: 1 waits while it is away; a state must not, and is told when it is there again.

    Mosquitto queues each retained state anew at every try to connect: in hours there would be no room for an event.
    """
    return 0 if row.retained else 1


def saved_bytes(region: Region) -> int:
    """Return how large the file of what waits may be: half the budget, as a new one is written beside the old."""
    return region.disk_mb * MEGABYTE // 2


def queued_bytes(region: Region) -> int:
    """Return how many bytes of payload may wait: half the file, so that the rest is enough for what is not payload."""
    return saved_bytes(region) // 2


def queued_messages(region: Region) -> int:
    """Return how many messages may wait: so many that what is not payload fits into the other half of the file."""
    return saved_bytes(region) // 2 // OVERHEAD
