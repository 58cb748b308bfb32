# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the office is told of the clock, and when its word for it is not taken. Pure."""

from zoneinfo import ZoneInfo

from centre import messages
from centre.clock_proof import BUILT, how_to_set
from dispatcher.clock import Reading
from dispatcher.rules.commands import Refused

ClockMessage = messages.AskClock | messages.TrustClock


def answer(message: ClockMessage, clock: Reading, time_zone: str) -> messages.OfficeReply:
    """Return what the clock says; raise Refused if somebody vouches for one that cannot be right."""
    vouched = isinstance(message, messages.TrustClock)
    if vouched and clock.wall < BUILT:
        shown = clock.wall.astimezone(ZoneInfo(time_zone))
        raise Refused(
            "wrong_state",
            f"The clock says {shown:%Y-%m-%d %H:%M}, which is before this program was made. Set it first, as root:"
            f" {how_to_set(time_zone)}",
        )
    said = messages.ClockSaid(
        says=clock.wall,
        trusted=clock.trusted or vouched,
        goes_by=clock.wall if vouched else clock.now.utc,
    )
    return messages.OfficeReply(request_id=message.request_id, clock=said)
