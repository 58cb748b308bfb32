# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How long the dispatcher may wait: until the rules make something happen, at the latest until midnight."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from centre.time import Now
from dispatcher.rules.queue import Queue
from dispatcher.rules.timers import next_moment


def until_due_s(queue: Queue, now: Now, time_zone: str) -> float:
    """Return the seconds until the next moment of the rules, at the latest the centre's midnight."""
    to_midnight_s = _to_midnight_s(now, time_zone)
    moment = next_moment(queue, now.utc)
    return to_midnight_s if moment is None else min((moment - now.utc).total_seconds(), to_midnight_s)


def _to_midnight_s(now: Now, time_zone: str) -> float:
    """Return the seconds until the centre's next midnight; on a DST night the day is an hour longer or shorter."""
    zone = ZoneInfo(time_zone)
    tomorrow = now.utc.astimezone(zone).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(), zone)
    return (midnight - now.utc).total_seconds()
