# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a citizen may want of a kiosk when they have pressed enough: pure."""

from typing import NamedTuple

from kiosk.pages import Chosen


class TicketWish(NamedTuple):
    """A citizen asks for a ticket."""

    service: str
    priority: bool
    language: Chosen = None


class CheckInWish(NamedTuple):
    """A citizen has keyed in the code of a booking."""

    code: str
    language: Chosen = None


class ClosedWish(NamedTuple):
    """A citizen asks for what gives no tickets now."""

    service: str
    language: Chosen = None


Wish = TicketWish | CheckInWish | ClosedWish
