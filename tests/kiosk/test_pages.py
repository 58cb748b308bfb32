# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which page is shown when, and what can be pressed on it: what is graver for whoever stands there comes first."""

from types import MappingProxyType
from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_kiosks import Button, KioskScreen
from centre.messages import ClosedReason
from kiosk import choices
from kiosk.choices import Offer
from kiosk.pages import Begun, Known, Page
from kiosk.which_page import page
from tests.kiosk.faces import GREAT, NINE
from tests.kiosk.tickets import reply

TICKET = reply()


def closed(*reasons: Any) -> MappingProxyType[str, Any]:
    """Return services that are closed for these reasons."""
    return MappingProxyType({str(i): reason for i, reason in enumerate(reasons)})


@pytest.fixture
def offered(menu_centre: CentreFile) -> Offer:
    """Return what a kiosk with a menu of two levels offers, in a centre of one language."""
    return choices.offer(menu_centre, menu_centre.kiosks[0])


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        (Known(), Page("menu")),
        (Known(closed=closed(None, "full", "internet")), Page("menu")),
        (Known(coming=True), Page("coming")),
        (Known(coming=True, closed=closed("alert")), Page("coming")),
        (Known(coming=True, out=TICKET), Page("coming")),
        (Known(out=TICKET), Page("take", ticket=TICKET)),
        (Known(out=TICKET, closed=closed("alert")), Page("alert")),
        (Known(closed=closed("registry", "alert")), Page("alert")),
        (Known(out=TICKET, prints=False), Page("take", ticket=TICKET)),
        (Known(out=TICKET, prints=False, coming=True, waits=True), Page("promised")),
        (Known(prints=False), Page("not_printing")),
        (Known(prints=False, coming=True), Page("not_printing")),
        (Known(prints=False, coming=True, waits=True), Page("promised")),
        (Known(prints=False, open=False), Page("not_printing")),
        (Known(prints=False, closed=closed("over", "over")), Page("not_printing")),
        (Known(prints=False, waits=True, closed=closed("alert", "alert")), Page("alert")),
        (Known(closed=closed("alert"), level="yellow"), Page("alert", level="yellow")),
        (Known(power_ends=True), Page("battery_low")),
        (Known(power_ends=True, prints=False), Page("battery_low")),
        (Known(power_ends=True, coming=True), Page("coming")),
        (Known(power_ends=True, closed=closed("alert")), Page("alert")),
        (Known(open=False), Page("none_given")),
        (Known(closed=closed("internet", "internet")), Page("closed", reason="internet")),
        (Known(closed=closed("internet", "power")), Page("none_given")),
        (Known(closed=closed("", "")), Page("none_given")),
        (Known(closed=closed("full"), booked=True), Page("closed", reason="full", booked=True)),
        (Known(closed=closed("full", "internet"), booked=True), Page("none_given", booked=True)),
        (Known(closed=closed("not_yet"), opens_at=NINE), Page("closed", reason="not_yet", opens_at=NINE)),
        (Known(closed=closed("over"), opens_at=NINE), Page("closed", reason="over")),
    ],
)
def test_the_page_follows_what_the_kiosk_knows(offered: Offer, known: Known, shown: Page) -> None:
    """Paper that comes, an alert, paper that is out, the battery's end, the printer, closed doors; else the menu."""
    assert page(offered, known, Begun())._replace(choices=()) == shown


@pytest.mark.parametrize(
    ("begun", "kind"),
    [
        (Begun(sphere="documents"), "purposes"),
        (Begun(keying=True, digits="05"), "code"),
        (Begun(asked="civil", ahead=40), "still_wait"),
        (Begun(asked="civil", ahead=40, sphere="documents"), "still_wait"),
        (Begun(sphere="documents", doubted=True), "still_there"),
        (Begun(asked="civil", doubted=True), "still_there"),
        (Begun(tells=True, sphere="documents"), "told"),
        (Begun(priority=True, language="en"), "menu"),
    ],
)
def test_the_page_follows_what_was_begun(offered: Offer, begun: Begun, kind: str) -> None:
    """What was told, whether anybody is there, what was asked, the code, the sphere; and while all is closed, that."""
    open_, shut = Known(booked=True, closed=closed(None)), Known(booked=True, closed=closed("full"))
    assert page(offered, open_, begun).kind == kind
    assert page(offered, shut, begun).kind == (kind if kind in {"told", "code"} else "closed")


@pytest.mark.parametrize("kind", ["alert", "battery_low", "not_printing", "promised", "none_given"])
def test_what_concerns_all_is_said_in_all_languages_at_once(kind: str) -> None:
    """Nobody has to find a key first, be it that they have chosen a language before."""
    known = {
        "alert": Known(closed=closed("alert")),
        "battery_low": Known(power_ends=True),
        "not_printing": Known(prints=False),
        "promised": Known(prints=False, waits=True),
        "none_given": Known(open=False),
    }[kind]
    seen = page(touched(), known, Begun(language="en"))
    assert (seen.kind, seen.languages, seen.choices) == (kind, ("uk", "en"), ())


def touched() -> Offer:
    """Return what the large centre's first kiosk would offer on a screen that is touched."""
    return choices.offer(GREAT, replace(GREAT.kiosks[0], screen=KioskScreen(touch=True), buttons=()))


def names(seen: Page) -> str:
    """Return what can be pressed, in reading order."""
    return " ".join(choice.name for choice in seen.choices)


def test_a_long_menu_has_parts_of_seven_at_most() -> None:
    """Twelve are six and six; the way to the others says which part it is, and goes round."""
    first, second, third = (page(touched(), Known(booked=True), Begun(part=part)) for part in range(3))
    bar = "more code priority language-en"
    assert names(first) == f"documents residence estate business parcels benefits {bar}"
    assert names(second) == f"civil driving pension veterans displaced legal {bar}"
    assert [choice.of for choice in (*first.choices, *second.choices) if choice.kind == "more"] == ["1/2", "2/2"]
    assert third == first


def test_a_sphere_shows_its_purposes_with_the_services_they_lead_to() -> None:
    """In the order of centre.toml; a closed one says why, and so does a sphere that is closed as a whole."""
    land: dict[str, ClosedReason | None] = {"land": "power", "land-advice": "power", "land-ready": "power"}
    known = Known(booked=True, closed=MappingProxyType({"passport-ready": "biometrics", "residence": None, **land}))
    seen = page(touched(), known, Begun(sphere="documents"))
    assert names(seen) == "submit consult collect back priority language-en"
    assert [choice.of for choice in seen.choices][:3] == ["passport", "passport-advice", "passport-ready"]
    assert [choice.closed for choice in seen.choices][:3] == [None, None, "biometrics"]
    menu = {choice.name: choice.closed for choice in page(touched(), known, Begun()).choices}
    assert (menu["documents"], menu["parcels"], menu["residence"]) == (None, "power", None)


def test_a_kiosk_with_buttons_offers_what_they_mean(offered: Offer) -> None:
    """Sphere, service, code and priority; and of a sphere only purposes that have a button."""
    seen = page(offered, Known(booked=True), Begun())
    assert names(seen) == "documents civil code priority"
    assert names(page(offered, Known(booked=True), Begun(sphere="documents"))) == "consult submit collect back priority"


def test_no_code_is_offered_where_it_brings_nothing(offered: Offer, menu_centre: CentreFile) -> None:
    """Without digits, and while no booking can be checked in."""
    assert "code" not in names(page(offered, Known(booked=False), Begun()))
    kiosk = replace(menu_centre.kiosks[0], buttons=(Button(pin=4, service="civil"),))
    assert not choices.offer(menu_centre, kiosk).code
