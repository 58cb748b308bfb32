# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What facts are made of: their common type, and the words they share with messages; no fact itself."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

TicketNumber = Annotated[str, msgspec.Meta(pattern=r"^[А-ЯҐЄІЇ]{1,2}[0-9]{3,5}$")]
"""One or two Cyrillic letters and at least three digits: ``А001``."""

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment with its zone, in UTC when it is ours; one without a zone is refused."""

PrintOutcome = Literal["printed", "failed", "unknown"]
"""The three ends of a print job; *unknown* keeps the ticket: a place may be called in vain, never lost."""


PostponeReason = Literal["documents", "form", "payment", "other"]
"""Why a citizen comes back later: for a document, a form, a payment. No free text: it would be personal."""

Resource = Literal["power", "internet", "registry", "biometrics"]
"""What services may need beside a clerk, and what may fail: mains, Internet, state registries, the passport camera."""


Turn = Literal["appointment", "returned", "priority", "ordinary", "by_hand"]
"""Why a ticket was the next: its booked time, its citizen was back, its bit, its place, or the clerk's word."""


Word = Literal["excellent", "good", "acceptable", "terrible"]
"""How a citizen found the service, in the words of the national survey: чудово, добре, прийнятно, жахливо."""


def snake(name: str) -> str:
    """Return the wire's name of a type: ``TicketIssued`` is ``ticket_issued``."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag=snake, tag_field="fact"):
    """Something that happened, and when."""

    at: Moment


AlertLevel = Literal["yellow", "red", "unknown"]
"""How grave a threat is, as the feeds say it since September 2026: drones, missiles, or a word nobody knows yet."""


class Threat(msgspec.Struct, frozen=True, kw_only=True):
    """One reason of an alert: its level, the source's own words, and since when; two may hold at once."""

    level: AlertLevel
    reason: str = ""
    since: Moment | None = None
