# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``cherha provision`` makes, a Pi takes in: each card of the small and the mobile centre, some of the large."""

import shutil
from pathlib import Path

import pytest

from card.provision import Order, centre_of, provision
from card.taking_in import take_in
from centre.cards import cards, on_card
from tests.card.pi.folders import NOW, pi
from tests.conftest import SMALL

MOST = 6
"""Cards that are tried of a centre; those of the large one are much the same."""


@pytest.mark.parametrize("example", ["small", "large", "mobile"])
def test_every_folder_that_is_made_is_taken_in(example: str, tmp_path: Path) -> None:
    """The Pi runs what the card has, and the second boot finds nothing to do."""
    out = tmp_path / "out"
    order = Order(file=SMALL.with_name(f"{example}.toml"), out=out, ask=lambda _network: "secret-of-hall")
    centre = centre_of(order)
    provision(order, centre, NOW)
    for card in cards(centre)[:MOST]:
        there = pi(tmp_path / card.id)
        shutil.copytree(out / card.id / "cherha", there.source)
        outcome = take_in(there, NOW)
        assert (outcome.new, outcome.refused, outcome.warning) == (True, None, None), card.id
        assert outcome.card is not None
        assert outcome.card.places == on_card(centre, card)
        assert take_in(there, NOW)._replace(card=None) == type(outcome)()
