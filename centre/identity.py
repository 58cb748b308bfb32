# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The name under which each part of a centre speaks to the broker; knows nothing of what it may say."""

from centre.messages import Role

DISPATCHER = "main"
"""The dispatcher's unit id: ``cherha/1/dispatcher/main/state``."""

OFFICE = "main"
"""The office's unit id: ``cherha/1/office/main/request``. It is a command on the head's computer, not a device."""

BRIDGE = "main"
"""The bridge's unit id: it runs beside the broker, and only listens."""

PAGE = "main"
"""The unit id of the door for pages: it runs beside the broker, and only listens."""

TECHNICIAN = "technician"
"""The broker's user that reads everything and says nothing: for whoever looks at what the units say of themselves."""

RESERVED = {
    DISPATCHER: "the dispatcher and the office",
    TECHNICIAN: "the technician",
    "hand": "alerts that are raised by hand",
}
"""Unit ids that centre.toml must not give, and whose they are."""


def user_of(role: Role, unit_id: str) -> str:
    """Return the broker's user of a unit: ``kiosk-hall``; no two units of a centre share one.

    The role stands in front, so that a unit of one role can never be mistaken for a unit of another.
    """
    return f"{role}-{unit_id}"


OFFICE_USERS = user_of("office", OFFICE), TECHNICIAN
"""Users of the head's computer, whose identities are on no Pi but that of a centre which is one Pi."""
