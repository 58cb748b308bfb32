# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Every path of a citizen without sight, at a screen that only others can use: by what is heard, and three keys."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from centre import config, texts
from centre.centre_file import load
from centre.config import CentreFile, Language, Service
from centre.messages import CheckIn, TicketRequest
from centre.spoken import aloud
from kiosk import labels, ticket, words
from tests.kiosk.listener import CHOOSE, LISTEN, NEXT, Listener

LARGE = load(Path(config.__file__).parent / "examples" / "large.toml")
LOW = msgspec.structs.replace(
    LARGE, kiosks=tuple(kiosk for kiosk in LARGE.kiosks if kiosk.id == "kiosk-low"), windows=LARGE.windows
)
MOST_STEPS = 30


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    """Return somebody at the large centre's touch screen, who touches nothing on it."""
    come = Listener(LOW, tmp_path)
    yield come
    come.kiosk.cut()


def seek(listener: Listener, label: str, language: Language) -> bool:
    """Go round the choices of the page until this one is heard; return False when it is not among them."""
    wanted, first = aloud(f"{label}.", language), ""
    for _ in range(MOST_STEPS):
        heard = listener.key(NEXT)
        if heard.startswith(wanted):
            return True
        if heard == first:
            return False
        first = first or heard
    raise AssertionError("the choices never come round")


def choose(listener: Listener, label: str, language: Language) -> str:
    """Choose what is heard so, on this part of the menu or on a further one; return what is heard then."""
    for _ in range(MOST_STEPS):
        if seek(listener, label, language):
            return listener.key(CHOOSE)
        assert seek(listener, words.command("more", language, short=False), language), f"{label} is nowhere"
        listener.key(CHOOSE)
    raise AssertionError(f"{label} is on no part of the menu")


def steps(centre: CentreFile, service: Service, language: Language) -> list[str]:
    """Return the labels that lead to a service."""
    inside = [one for one in centre.services if service.sphere and one.sphere == service.sphere]
    if not inside:
        return [labels.service_name(centre, service.id, language)]
    sphere = labels.name(centre, service.sphere, language)
    if len(inside) == 1:
        return [sphere]
    assert service.purpose
    return [sphere, texts.purpose(service.purpose, language)]


@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_service_is_reached_by_ear(listener: Listener, language: Language) -> None:
    """Each service of the centre, from the first key to the whole ticket, in both languages, one citizen each."""
    for number, service in enumerate(LOW.services, 1):
        listener.key(LISTEN)
        if language == "en":
            choose(listener, labels.LANGUAGES["en"], "uk")
        for label in steps(LOW, service, language):
            choose(listener, label, language)
        request = listener.kiosk.link.take(TicketRequest)[-1]
        assert (request.service, request.priority) == (service.id, False)
        reply = listener.kiosk.give(request, f"{service.letter}{number:03}")
        listener.kiosk.handle(listener.kiosk.printer.ended(reply))
        said = listener.listened()
        for line in ticket.body(reply, LOW.centre.time_zone, (language,)):
            assert aloud(line.text, language) in said
        assert aloud(labels.service_name(LOW, service.id, language), language) in said
        listener.kiosk.handle(*())
        assert listener.wait(60) != ""  # the mode has ended, the next citizen begins anew


def test_a_code_is_keyed_in_by_ear(listener: Listener) -> None:
    """Digit after digit is found, heard and chosen; what was wrong is erased; then the ticket is asked for."""
    listener.key(LISTEN)
    choose(listener, words.command("code", "uk", short=False), "uk")
    for digit in "59":
        choose(listener, digit, "uk")
    said = choose(listener, words.command("erase", "uk", short=False), "uk")
    assert said == "Введено цифр: один із чотирьох."
    for digit in "513":
        choose(listener, digit, "uk")
    assert [asked.code for asked in listener.kiosk.link.take(CheckIn)][:1] == ["5513"]


def test_priority_is_reached_by_ear(listener: Listener) -> None:
    """It is switched on, heard to be, and in the request."""
    listener.key(LISTEN)
    said = choose(listener, words.command("priority", "uk", short=False), "uk")
    assert "обрано" in said
    service = next(one for one in LOW.services if not one.sphere)
    choose(listener, service.name, "uk")
    assert [(asked.service, asked.priority) for asked in listener.kiosk.link.take(TicketRequest)][:1] == [
        (service.id, True)
    ]


def test_the_way_back_is_reached_by_ear(listener: Listener) -> None:
    """Who has chosen the wrong sphere is back among all in two keys."""
    sphere = next(one for one in LOW.spheres if len([s for s in LOW.services if s.sphere == one.id]) > 1)
    listener.key(LISTEN)
    assert choose(listener, sphere.name, "uk").startswith(sphere.name)
    assert choose(listener, words.command("back", "uk", short=False), "uk").startswith(aloud(LOW.centre.name, "uk"))
