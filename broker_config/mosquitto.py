# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Mosquitto's own configuration, made from centre.toml; starts nothing, writes nothing."""

from pathlib import Path

from centre.config import CentreFile
from centre.messages import LARGEST_PAYLOAD

LARGEST_PACKET = LARGEST_PAYLOAD + 4 * 1024
"""Bytes; a topic, a response topic, correlation data and the MQTT header need far less than the 4 KiB."""

_TEMPLATE = """\
# Made from centre.toml; do not edit. mosquitto.conf(5) explains the words.

# One door, MQTT only. Until certificates prove who is there, a name is only claimed: whoever reaches this address
# can claim any. Keep it on loopback or on a network of its own. Without a name nothing is allowed (see the acl_file).
listener {port} {host}
protocol mqtt
allow_anonymous true
acl_file {acl_file}

# Without this a reply waits 40 ms in the kernel for another to share its packet (Nagle).
set_tcp_nodelay true

# A larger packet is not read; its sender is cut off with reason 149, Packet too large, and nobody else notices.
# (The older message_size_limit reads all of it first, and then says only Protocol error.)
max_packet_size {largest_packet}

# The broker carries, the dispatcher's journal keeps: every request is repeated until it is answered, and every
# retained state is published again by its owner. So nothing is stored here: no wear of the SD card, and no board of
# yesterday on the screen after a power cut.
persistence false

# For a device that is away: this many messages wait in memory, and a session nobody comes back to ends in a day.
max_queued_messages 1000
persistent_client_expiration 1d

# The longest silence of a live client: a device that lost its power is reported offline within 90 seconds.
max_keepalive 60

# No figures of its own every ten seconds: an idle broker sleeps.
sys_interval 0

# Who came, who went, what went wrong; journald adds the time.
log_dest stdout
log_timestamp false
log_type error
log_type warning
log_type notice

# Started as root it would become another user, who may not read these files.
user {user}
"""


def mosquitto_conf(centre: CentreFile, acl_file: Path, user: str) -> str:
    """Return the text of mosquitto.conf for Mosquitto 2.0.11 and later; ``user`` is the one it runs as."""
    return _TEMPLATE.format(
        host=centre.broker.host,
        port=centre.broker.port,
        acl_file=acl_file,
        largest_packet=LARGEST_PACKET,
        user=user,
    )
