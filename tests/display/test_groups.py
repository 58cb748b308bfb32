# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The lines of the waiting panel: one for each letter of a sphere, how many wait, and why it gives no tickets."""

from typing import Any

import msgspec

from display import groups
from display.groups import Line


def test_the_services_of_a_sphere_share_a_line(hall: Any) -> None:
    """Three purposes under one letter are one line with the sphere's name and the sum of those who wait."""
    centre = hall.spheres(2)
    assert groups.count(centre) == 2
    assert groups.lines(hall.board(centre, waiting=4), centre) == [
        Line("А", ("Паспортні послуги",), 12),
        Line("Ж", ("Місце проживання",), 12),
    ]


def test_a_sphere_names_the_purpose_that_is_closed(hall: Any) -> None:
    """When part of a sphere is closed its line says which, and for each reason; when all of it is, only why."""
    centre = hall.spheres(3)
    reasons = {
        "s0-submit": "registry",
        "s0-collect": "registry",
        "s1-consult": "full",
        "s1-submit": "power",
        "s2-consult": "full",
        "s2-submit": "full",
        "s2-collect": "full",
    }
    lines = groups.lines(hall.closed(hall.board(centre), reasons), centre)
    assert [line.reason for line in lines] == [
        ("Подати заяву, Отримати документ: реєстр не працює",),
        ("Консультація: вільних талонів зараз немає; Подати заяву: немає електропостачання",),
        ("вільних талонів зараз немає",),
    ]


def test_a_service_alone_under_its_letter_keeps_its_name(hall: Any) -> None:
    """A letter that only one service of a sphere has, stands before that service's own name."""
    centre = hall.spheres(1)
    board = hall.board(centre)
    board = msgspec.structs.replace(board, services=board.services[:1])
    assert [line.name for line in groups.lines(board, centre)] == [("Паспортні послуги: consult",)]
