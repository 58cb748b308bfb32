# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of the cards: each unit is on one Pi, and no name means two of them; knows no wiring and no network."""

from collections.abc import Iterator

from centre.cards import BESIDE_CARDS, MAIN, kinds, units
from centre.check_names import ANOTHER_NAME, Use, called, used_twice
from centre.config import CentreFile
from centre.hints import did_you_mean, shown
from centre.toml_reader import Slip, was_read


def cards(centre: CentreFile) -> Iterator[Slip]:
    """Yield unknown units, units on two cards, cards of one name, and names that something else has."""
    yield from _unknown(centre)
    yield from used_twice(
        Use(f"cards[{i}].units[{j}]", unit, shown(unit), called("card", card.id))
        for i, card in enumerate(centre.cards)
        for j, unit in enumerate(card.units)
    )
    ids = (Use(f"cards[{i}].id", card.id, shown(card.id), "another card") for i, card in enumerate(centre.cards))
    yield from used_twice(ids, ANOTHER_NAME)
    yield from _borrowed(centre)
    yield from _kept(centre)


def _unknown(centre: CentreFile) -> Iterator[Slip]:
    known = list(dict.fromkeys(unit.id for unit in units(centre)))
    if not all(map(was_read, known)):
        return
    expected = f' Expected "{MAIN}", or the id of a kiosk, desk, display, siren or rating'
    for i, card in enumerate(centre.cards):
        for j, unit in enumerate(card.units):
            if was_read(unit) and unit not in known:
                near = did_you_mean(unit, known)
                more = f"{near} Else describe it {_where(unit, centre)}" if near else expected
                yield Slip(f"cards[{i}].units[{j}]", f"{shown(unit)}: no such unit.{more}")


def _where(unit: str, centre: CentreFile) -> str:
    """Return where a unit that is not there yet belongs, if its name tells: ``desk-9`` is a desk."""
    return next((f"under [[{role}s]]" for role in kinds(centre) if unit.startswith(role)), "first")


def _borrowed(centre: CentreFile) -> Iterator[Slip]:
    """Yield cards that are called as a unit which is not on them: whoever reads the label takes the wrong one."""
    home = {unit: card.id for card in centre.cards for unit in card.units}
    known = {unit.id for unit in units(centre)}
    for i, card in enumerate(centre.cards):
        if not was_read(card.id) or card.id not in known or not all(map(was_read, card.units)):
            continue
        if card.id not in card.units:
            where = f"is on {called('card', home[card.id])}" if card.id in home else "has a card of its own"
            text = f"{shown(card.id)} is a unit, which {where}; choose another name, or add it to units"
            yield Slip(f"cards[{i}].id", text)


def _kept(centre: CentreFile) -> Iterator[Slip]:
    """Yield cards, and units that have one of their name, that are called as a folder beside those of the cards."""
    named = {unit for card in centre.cards for unit in card.units}
    for i, card in enumerate(centre.cards):
        if card.id in BESIDE_CARDS:
            text = f"{shown(card.id)} is the name of a folder that stands beside the cards'; choose another name"
            yield Slip(f"cards[{i}].id", text)
    for role in ("kiosk", "desk", "display", "siren", "rating"):
        for i, unit in enumerate(getattr(centre, f"{role}s")):
            if unit.id in BESIDE_CARDS and unit.id not in named:
                text = f"{shown(unit.id)} is the name of a folder that stands beside the cards'; choose another name"
                yield Slip(f"{role}s[{i}].id", f"{text}, or put it on a card of another name")
