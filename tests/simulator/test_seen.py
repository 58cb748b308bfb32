# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the timeline of a demo says was pressed."""

from collections import Counter

from centre.config import CentreFile
from simulator.seen import presses_by_letter
from simulator.timeline import Entry


def test_buttons_of_the_menu_bring_no_ticket_by_themselves(menu_centre: CentreFile) -> None:
    """Of sphere, priority, digit and a service's button only the last is one ticket."""
    names = ("documents", "priority", "digit-3", "civil")
    entries: list[Entry] = [
        {"what": "press", "unit": "kiosk-hall", "button": name, "at_ns": 10**18 + i * 2 * 10**9}
        for i, name in enumerate(names)
    ]
    assert presses_by_letter(entries, menu_centre) == Counter({"Ш": 1})
