# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the lamps say while nothing is coming: whoever has begun is led to the next press."""

import pytest

from centre.config import CentreFile
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
    menu = Menu(buttons=kiosk.buttons, services=menu_centre.services, code_digits=4)
    for name in presses.split():
        menu.press(name, closed, 100.0)
    shown = {button.name: light(button, menu, closed) for button in kiosk.buttons}
    wanted = dict(pair.split("=") for pair in lights.split())
    assert {name: shown[name] for name in wanted} == wanted
