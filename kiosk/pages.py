# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which page the kiosk's screen shows, by what the kiosk knows: pure; it knows no words and no pixels."""

from datetime import datetime
from typing import Literal, NamedTuple

from centre.messages import ClosedReason

Kind = Literal["ready", "coming", "alert", "battery_low", "not_printing", "promised", "none_given", "closed"]


class Known(NamedTuple):
    """What the kiosk knows.

    ``coming``: paper of somebody is on its way, ``waits``: of a ticket; ``prints``: the printer is well; ``open``:
    somebody gives numbers, the centre or the kiosk itself; ``closed``: why each service of its buttons gives none,
    None for one that does, "" where nobody knows more; ``booked``: a booking's code brings a ticket nevertheless;
    ``power_ends``: the battery is almost empty.
    """

    coming: bool = False
    waits: bool = False
    prints: bool = True
    open: bool = True
    closed: tuple[ClosedReason | Literal[""] | None, ...] = ()
    booked: bool = False
    opens_at: datetime | None = None
    power_ends: bool = False


class Page(NamedTuple):
    """A page; ``reason`` and ``opens_at`` are of one that is *closed*, ``booked``: but for those who have a code."""

    kind: Kind
    reason: ClosedReason | None = None
    opens_at: datetime | None = None
    booked: bool = False


def page(known: Known) -> Page:
    """Return the page: whoever's paper is coming waits for it, then comes what is graver for whoever stands there."""
    if known.coming and known.prints:
        return Page("coming")
    shut = _shut(known)
    if shut and shut.kind == "alert":
        return shut
    if known.power_ends:
        return Page("battery_low")
    if not known.prints:
        return Page("promised" if known.waits else "not_printing")
    return shut or Page("ready")


def _shut(known: Known) -> Page | None:
    """Return why nobody gets a ticket, None while somebody does."""
    if not known.open:
        return Page("none_given")
    reasons = set(known.closed)
    if not reasons or None in reasons:
        return None
    only = reasons.pop() if len(reasons) == 1 else ""
    if only == "alert":
        return Page("alert")
    if not only:
        return Page("none_given", booked=known.booked)
    return Page("closed", only, known.opens_at if only == "not_yet" else None, known.booked)
