# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where the dispatcher is asked: its own rows of the topic table, and the topics of one centre."""

from collections.abc import Iterator

from centre import config, messages
from centre.cards import devices
from centre.identity import OFFICE

REQUESTS = ("kiosk_request", "desk_request", "siren_request", "office_request", "rating_request")
"""The rows of the topic table on which the dispatcher is asked."""


def requests_of(centre: config.CentreFile) -> Iterator[str]:
    """Yield where the dispatcher is asked: a topic for each unit, so that one that floods can be left alone."""
    yield messages.topic("office_request", id=OFFICE)
    for role, unit in devices(centre):
        if (name := f"{role}_request") in REQUESTS:
            yield messages.topic(name, id=unit)
