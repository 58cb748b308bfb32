# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""docs/wiring: a drawing for each card of a centre that has wires, and one for each other kind of cable.

``python -m simulator.wiring_page centre.toml DIR`` draws those of any centre into DIR/wiring.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from centre.cards import cards, on_card
from centre.centre_file import load
from centre.config import CentreFile
from centre.errors import CherhaError
from simulator.drawing import Drawing
from simulator.wiring_card import card_drawing
from simulator.wiring_sheets import sheets
from simulator.wiring_words import wired

FOLDER = "wiring"


def drawings(centre: CentreFile) -> Mapping[str, Drawing]:
    """Return every drawing by the name of its file."""
    made: dict[str, Drawing] = {}
    for card in cards(centre):
        if hang := wired(centre, card):
            units = ", ".join(f"{place.role} {place.id}" for place in on_card(centre, card))
            made[f"card-{card.id}.svg"] = card_drawing(card.id, units, hang)
    return made | {f"{name}.svg": drawing for name, drawing in sheets(centre).items()}


def main(centre: Path, docs: Path) -> None:
    """Write the drawings, and take away those of cards that are no more."""
    folder = docs / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    made = drawings(load(centre))
    for old in folder.glob("*.svg"):
        if old.name not in made:
            old.unlink()
    for name, drawing in made.items():
        (folder / name).write_text(drawing.svg(), encoding="utf-8")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except CherhaError as fault:
        sys.exit(str(fault))
