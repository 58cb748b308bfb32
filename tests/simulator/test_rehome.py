# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A centre that was moved onto one machine is a good one, whatever Pis it had."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from centre import cards, config
from centre.centre_file import load
from centre.config_check import check
from simulator.rehome import rehome

EXAMPLES = Path(config.__file__).parent / "examples"


@pytest.mark.parametrize("name", ["small", "large", "mobile"])
def test_no_card_of_the_centre_is_here(name: str) -> None:
    """Its broker has this machine's address and no card's, so each unit is told to look for it there."""
    centre = load(EXAMPLES / f"{name}.toml")
    moved = rehome(
        replace(centre, desks=tuple(replace(desk, pad=None) for desk in centre.desks), displays=()),
        broker_port=18830,
        printers={kiosk.id: kiosk.printer for kiosk in centre.kiosks},
    )
    assert moved.cards == ()
    assert [slip for slip in check(moved) if slip.path.startswith(("broker", "cards"))] == []
    assert {cards.broker_for(moved, unit.id) for unit in cards.units(moved)} == {moved.broker}
