# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What Mosquitto's log says of its limits: whom it dropped something for, whom it sent away; pure.

Its log is where a technician would look, and the only place: figures of its own ($SYS) are off, so that an idle broker
sleeps (broker_config/program.py). The sentences are those of Mosquitto 2.0 at ``log_type`` error, warning and notice.
"""

import re
from collections.abc import Iterable, Iterator

_DROPS = re.compile(r"Outgoing messages are being dropped for client (?P<client>\S+?)\.$")
"""The queue of a client is full: max_queued_messages or max_queued_bytes. Said once until it has been read empty."""

_LIMITS = (
    re.compile(r"Dropping too large outgoing PUBLISH for (?P<client>\S+) "),
    re.compile(r"Client connection from (?P<client>\S+) denied: max_connections exceeded"),
    re.compile(r"Client (?P<client>\S+) disconnected due to out of memory"),
    re.compile(r"(?P<client>Unable to accept new connection), system socket count has been exceeded"),
    re.compile(r"Client (?P<client>\S+) disconnected due to (?:protocol error|malformed packet)"),
)


def dropped(log: Iterable[str]) -> set[str]:
    """Return the client ids for whom the broker had no more room."""
    return {found["client"] for line in log if (found := _DROPS.search(line))}


def limits_hit(log: Iterable[str]) -> Iterator[str]:
    """Yield each line that says that a limit of the broker was hit, or a rule of MQTT broken."""
    return (line.strip() for line in log if any(limit.search(line) for limit in (_DROPS, *_LIMITS)))
