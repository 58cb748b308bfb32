# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the timeline of a demo says must have come out of the printers."""

from collections import Counter

from msgspec.structs import replace

from centre.config import Button, CentreFile
from simulator.seen import papers_by_letter, turned_away
from simulator.timeline import Entry


def press(name: str, second: int) -> Entry:
    """Return a press on the kiosk of the centre."""
    return {"what": "press", "unit": "kiosk-hall", "button": name, "at_ns": 10**18 + second * 10**9}


def told(kind: str, ticket: str) -> Entry:
    """Return a fact about a ticket of the kiosk."""
    event = {"number": 1, "event": {"fact": kind, "ticket": ticket, "kiosk": "kiosk-hall"}}
    return {"what": "message", "topic": "cherha/1/event", "at_ns": 10**18, "payload": event}


def test_a_press_on_the_button_of_a_service_is_a_ticket(small_centre: CentreFile) -> None:
    """Priority is none by itself, nor is a second press within the lock-out of a second."""
    entries = [press("priority", 0), press("civil", 2), press("civil", 2), press("civil", 4)]
    assert papers_by_letter(entries, small_centre) == Counter({"Ш": 2})


def test_a_choice_of_language_is_no_menu(small_centre: CentreFile) -> None:
    """A press on it is no ticket, and beside it each press on a service's button still is one."""
    kiosk = small_centre.kiosks[0]
    speaking = replace(kiosk, buttons=(*kiosk.buttons, Button(pin=1, language="en")))
    entries = [press("language-en", 0), press("civil", 2), press("civil", 4)]
    assert papers_by_letter(entries, replace(small_centre, kiosks=(speaking,))) == Counter({"Ш": 2})


def test_at_a_kiosk_with_a_menu_what_was_given_counts(menu_centre: CentreFile) -> None:
    """No single press tells what comes of it, so the dispatcher's word counts, less what was voided."""
    entries = [press("documents", 0), press("submit", 2), told("ticket_issued", "А001")]
    entries += [told("ticket_issued", "А002"), told("ticket_voided", "А002")]
    assert papers_by_letter(entries, menu_centre) == Counter({"А": 1})


def test_what_a_kiosk_gave_alone_counts_when_it_was_taken_over(menu_centre: CentreFile) -> None:
    """Its paper came out while nobody heard of it; at a kiosk of single buttons its press counts like any other."""
    entries = [press("documents", 0), press("submit", 2), told("ticket_taken_over", "А801")]
    assert papers_by_letter(entries, menu_centre) == Counter({"А": 1})


def test_a_hall_that_never_showed_a_closed_service_turned_nobody_away() -> None:
    """Only what stood on a board counts."""
    line = {"service": "civil", "waiting": 0, "open": True, "closed": None}
    open_, closed = ({"services": [line | {"closed": why}]} for why in (None, "registry"))
    boards = [{"what": "message", "topic": "cherha/1/board", "payload": board} for board in (open_, closed)]
    assert [turned_away(boards[:1]), turned_away(boards)] == [False, True]
