# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the lamps say while nothing is coming: whoever has begun is led to the next press."""

import itertools
from typing import cast

import pytest

from centre.config import CentreFile
from centre.messages import ClosedReason
from kiosk.lamps import light
from kiosk.menu import Menu

REST = "documents=on consult=off submit=off collect=off civil=on priority=on digit-1=on"
ALL = {"advice", "passport", "ready"}


@pytest.mark.parametrize(
    ("presses", "closed", "lights"),
    [
        ("", set(), REST),
        ("submit", set(), REST),
        ("", {"civil"}, REST.replace("civil=on", "civil=off")),
        ("", {"advice", "ready"}, REST),
        ("", ALL, REST.replace("documents=on", "documents=off")),
        (
            "documents",
            set(),
            "documents=on consult=slow submit=slow collect=slow civil=off priority=off digit-1=off",
        ),
        (
            "documents",
            {"advice"},
            "documents=on consult=off submit=slow collect=slow civil=off priority=off digit-1=off",
        ),
        ("priority", set(), REST.replace("priority=on", "priority=slow")),
        (
            "priority documents",
            set(),
            "documents=on consult=slow submit=slow collect=slow civil=off priority=slow digit-1=off",
        ),
        ("digit-7", set(), "documents=off consult=off submit=off collect=off civil=off priority=off digit-1=slow"),
        ("documents submit", set(), REST),
        ("digit-1 digit-2 digit-3 digit-4", set(), REST),
    ],
)
def test_lamps_lead(menu_centre: CentreFile, presses: str, closed: set[str], lights: str) -> None:
    """Row by row, after so many presses and with these services closed."""
    kiosk = menu_centre.kiosks[0]
    reasons: dict[str, ClosedReason] = dict.fromkeys(closed, "registry")
    menu = Menu(centre=menu_centre, kiosk=kiosk)
    for name in presses.split():
        menu.press(name, reasons, 100.0)
    shown = {button.name: light(button, menu, reasons, booked=True) for button in kiosk.buttons}
    wanted = dict(pair.split("=") for pair in lights.split())
    assert {name: shown[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    "reasons", ["registry", "over", "full", "not_yet", "day_off", "alert", "over registry power full"]
)
@pytest.mark.parametrize(("booked", "digits"), [(True, "on"), (False, "off")])
@pytest.mark.parametrize("begun", ["", "priority", "digit-1"])
def test_what_leads_to_no_paper_is_dark(
    menu_centre: CentreFile,
    begun: str,
    reasons: str,
    booked: bool,  # noqa: FBT001 - from the table
    digits: str,
) -> None:
    """While every service is closed nobody is led to priority, nor to the digits unless a booking may be checked in."""
    kiosk = menu_centre.kiosks[0]
    menu = Menu(centre=menu_centre, kiosk=kiosk)
    why = itertools.cycle(reasons.split())
    closed = {service.id: cast("ClosedReason", next(why)) for service in menu_centre.services}
    if begun:
        menu.press(begun, closed, 100.0)
    shown = {button.name: light(button, menu, closed, booked=booked) for button in kiosk.buttons}
    lit = "slow" if begun == "digit-1" and digits == "on" else digits
    assert (shown["priority"], shown["digit-1"]) == ("off", lit)
