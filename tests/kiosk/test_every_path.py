# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Every path of a citizen, each three times: by touch, by buttons, and without sight."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_kiosks import Button
from centre.messages import CheckIn, TicketRequest
from kiosk.absence import DOUBT_S, KEEP_S
from kiosk.facts import OwnTicket
from tests.fakes import OUT_OF_PAPER
from tests.kiosk.citizens import MANY, Citizen, Hearing, Pressing, Touching

WAYS: dict[str, Callable[[CentreFile, Path, tuple[Button, ...]], Citizen]] = {
    "by touch": Touching,
    "by buttons": Pressing,
    "without sight": Hearing,
}

CODE = ("code", "digit-0", "digit-5", "digit-5", "digit-1")


class Way(NamedTuple):
    """What is chosen, what is asked of the centre for it, and the language of the paper, None: the kiosk's own."""

    chosen: tuple[str, ...]
    asked: dict[str, Any]
    language: str | None = None


TICKETS = {
    "a service": Way(("civil",), {"service": "civil", "priority": False}),
    "a sphere and a purpose": Way(("documents", "submit"), {"service": "passport", "priority": False}),
    "another purpose": Way(("documents", "collect"), {"service": "ready", "priority": False}),
    "another service": Way(("property",), {"service": "property", "priority": False}),
    "priority": Way(("priority", "civil"), {"service": "civil", "priority": True}),
    "priority taken back": Way(("priority", "priority", "civil"), {"service": "civil", "priority": False}),
    "English": Way(("language-en", "documents", "submit"), {"service": "passport", "priority": False}, "en"),
    "Ukrainian again": Way(("language-en", "language-en", "civil"), {"service": "civil", "priority": False}),
    "a booking": Way(CODE, {"code": "0551"}),
    "a booking, in English": Way(("language-en", *CODE), {"code": "0551"}, "en"),
}


@pytest.fixture(params=WAYS.values(), ids=list(WAYS))
def citizen(
    request: pytest.FixtureRequest, menu_centre: CentreFile, tmp_path: Path, voice_keys: tuple[Button, ...]
) -> Iterator[Citizen]:
    """Bring somebody to a kiosk of a centre with a menu of two levels, bookings and two languages."""
    come = request.param(bilingual(menu_centre), tmp_path, voice_keys)
    come.kiosk.handle(come.kiosk.printer.says())
    yield come
    come.kiosk.cut()


def bilingual(centre: CentreFile) -> CentreFile:
    """Return the centre with English, and with buttons for it and for all that a screen offers."""
    kiosk = centre.kiosks[0]
    more = (Button(pin=2, language="en"), Button(pin=20, service="property"), Button(pin=21, service="benefits"))
    buttons = (*kiosk.buttons, *more)
    spoken = replace(centre.centre, languages=("uk", "en"))
    return replace(centre, centre=spoken, kiosks=(replace(kiosk, buttons=buttons),))


def asked(citizen: Citizen) -> list[dict[str, Any]]:
    """Return what was asked of the centre since the last question, each once."""
    requests = dict.fromkeys(citizen.kiosk.link.take(TicketRequest | CheckIn))
    return [{name: getattr(one, name) for name in one.__struct_fields__ if name != "request_id"} for one in requests]


def begins_anew(citizen: Citizen) -> bool:
    """Return whether the next citizen finds the menu, in Ukrainian, with nothing begun."""
    page = citizen.page()
    return (page.kind, page.languages[0]) == ("menu", "uk") and not any(choice.chosen for choice in page.choices)


@pytest.mark.parametrize("path", TICKETS.values(), ids=TICKETS)
def test_a_ticket_is_had(citizen: Citizen, path: Way) -> None:
    """The same wish, the same paper in the same language; then the kiosk is the next citizen's."""
    kiosk = citizen.kiosk
    kiosk.link.take()
    citizen.choose(*path.chosen)
    (request,) = set(kiosk.link.take(TicketRequest | CheckIn))
    assert {name: getattr(request, name) for name in path.asked} == path.asked
    assert citizen.page().kind == "coming"
    reply = kiosk.give(request)
    assert kiosk.printer.languages == [path.language]
    kiosk.handle(kiosk.printer.ended(reply))
    assert (citizen.page().kind, citizen.page().ticket) == ("take", reply)
    citizen.takes(reply, kiosk.centre)
    kiosk.wait(KEEP_S + 1)
    kiosk.wait(DOUBT_S + 1)
    assert begins_anew(citizen)


@pytest.mark.parametrize(("answer", "tickets"), [("yes", 1), ("no", 0)])
def test_many_people_ahead_are_asked_about(citizen: Citizen, answer: str, tickets: int) -> None:
    """Before the ticket, with their number; yes brings it, no the menu and nothing else."""
    citizen.kiosk.crowd(civil=MANY)
    citizen.choose("civil")
    assert asked(citizen) == []
    assert (citizen.page().kind, citizen.page().ahead) == ("still_wait", MANY)
    citizen.choose(answer)
    assert len(asked(citizen)) == tickets
    assert citizen.page().kind == ("coming" if tickets else "menu")


def test_a_closed_service_says_why(citizen: Citizen) -> None:
    """On the page that is seen or heard, without paper; another service is to be had at once."""
    citizen.kiosk.board(civil="registry")
    citizen.choose("civil")
    told = citizen.page().told
    assert asked(citizen) == []
    assert (citizen.page().kind, told and told.closed) == ("told", "registry")
    assert citizen.kiosk.printer.notices == []
    citizen.kiosk.wait(KEEP_S + 1)
    citizen.kiosk.wait(DOUBT_S + 1)
    assert citizen.page().kind == "menu"


def test_whoever_goes_away_is_asked_about_and_forgotten(citizen: Citizen) -> None:
    """Half a wish, and a language, are nobody's inheritance."""
    citizen.choose("language-en", "documents")
    assert citizen.page().kind == "purposes"
    citizen.kiosk.wait(KEEP_S + 1)
    assert citizen.page().kind == "still_there"
    citizen.kiosk.wait(DOUBT_S + 1)
    assert begins_anew(citizen)
    assert asked(citizen) == []


def test_an_alert_goes_before_whatever_was_begun(citizen: Citizen) -> None:
    """Its page says where the shelter is; nothing that is chosen then brings a ticket."""
    citizen.choose("documents")
    citizen.kiosk.close_services("alert", *(service.id for service in citizen.kiosk.centre.services))
    assert citizen.page().kind == "alert"
    assert asked(citizen) == []


def test_a_printer_that_fails_is_told(citizen: Citizen) -> None:
    """Nobody is led through a menu to no paper."""
    citizen.choose("documents")
    citizen.kiosk.handle(citizen.kiosk.printer.says(OUT_OF_PAPER))
    assert citizen.page().kind == "not_printing"
    citizen.kiosk.handle(citizen.kiosk.printer.says())
    assert citizen.page().kind in {"menu", "purposes"}


def test_a_kiosk_alone_gives_its_own_number(citizen: Citizen) -> None:
    """Out of reach of the centre the path is the same, the ticket one of the kiosk's block."""
    citizen.kiosk.dispatcher_is("offline")
    citizen.kiosk.wait(60)
    citizen.choose("civil")
    (own,) = citizen.kiosk.printer.jobs
    assert isinstance(own, OwnTicket)
    citizen.kiosk.handle(citizen.kiosk.printer.ended(own))
    citizen.takes(own, citizen.kiosk.centre)
