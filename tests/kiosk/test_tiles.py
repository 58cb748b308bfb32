# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where choices stand: how many have room, and that there is room for whatever may come to stand on them."""

from msgspec.structs import replace

from centre.config import CentreFile, Service
from centre.config_kiosks import KioskScreen
from centre.stack import height
from kiosk import choices, labels, tiles
from kiosk.measures import Measures
from kiosk.most_choices import most
from kiosk.pages import Choice
from kiosk.tiles import Labelled
from tests.kiosk.faces import GREAT, LARGE, LITTLE, SMALL, touched

LETTERS = "АБВГДЕЖЗ"


def with_services(count: int, name: str = "Паспорт") -> CentreFile:
    """Return a centre of so many services."""
    services = tuple(Service(id=f"s{i}", letter=LETTERS[i], name=name, name_en="Passport") for i in range(count))
    return replace(LITTLE, services=services)


def shown_at_once(centre: CentreFile, screen: KioskScreen) -> list[int]:
    """Return how many services and spheres each part of the menu has."""
    kiosk = replace(centre.kiosks[0], screen=touched(screen), buttons=())
    return [len(part) for part in choices.parts_of(choices.offer(centre, kiosk, most(centre, kiosk)))]


def test_at_most_seven_are_shown_at_once() -> None:
    """Eight are four and four: whoever comes to the second part finds no lonely one."""
    assert shown_at_once(with_services(7), LARGE) == [7]
    assert shown_at_once(with_services(8), LARGE) == [4, 4]


def test_on_seven_inches_as_many_are_shown_as_are_legible() -> None:
    """Names of two lines leave room for four; the longest that centre.toml may have, for fewer."""
    assert shown_at_once(GREAT, SMALL) == [4, 4, 4]
    assert shown_at_once(with_services(4, "Послуга з дуже довгою назвою, як у реєстрі"), SMALL) == [2, 2]


def test_a_bar_has_room_for_what_is_switched_on() -> None:
    """A label of two lines gets wider, so that its state has its line."""
    measures = Measures(touched(SMALL))
    choice = Choice("priority", "priority")
    words = labels.at_most(choice, "Першочергове обслуговування", "uk")
    assert words == ("Першочергове обслуговування", "обрано")
    (tile,) = tiles.bar(measures, measures.area, [Labelled(choice, (words[0], ""), words)], measures.touch_cap) or []
    room = tiles.inner(measures, tile.area)
    needed = height(tiles.parts(words, tile.cap, measures.touch_cap), tile.cap, room.width)
    assert needed is not None
    assert needed <= tile.area.height
