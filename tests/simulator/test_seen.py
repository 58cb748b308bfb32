# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the timeline of a demo says must have come out of the printers."""

from collections import Counter

from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_displays import Display, Voice
from centre.config_kiosks import Button, KioskScreen
from simulator.seen import must_draw, pages_told, papers_by_letter, turned_away
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


def test_keys_of_the_voice_are_no_menu_until_they_are_pressed(
    small_centre: CentreFile, voice_keys: tuple[Button, ...]
) -> None:
    """Beside them a press is a ticket; to whoever listens the first press only says what the button is."""
    kiosk = small_centre.kiosks[0]
    centre = replace(small_centre, kiosks=(replace(kiosk, buttons=(*kiosk.buttons, *voice_keys)),))
    entries = [press("civil", 2)]
    assert papers_by_letter(entries, centre) == Counter({"Ш": 1})
    entries += [press("voice-listen", 4), press("civil", 6), press("civil", 8), told("ticket_issued", "Ш001")]
    assert papers_by_letter(entries, centre) == Counter({"Ш": 1})


def test_at_a_touch_screen_what_was_given_counts(small_centre: CentreFile) -> None:
    """A touch of a service may lead to a question, so the dispatcher's word counts there too."""
    touched = replace(small_centre.kiosks[0], screen=KioskScreen(touch=True))
    entries = [press("civil", 0), press("civil", 5), told("ticket_issued", "Ш001")]
    assert papers_by_letter(entries, replace(small_centre, kiosks=(touched,))) == Counter({"Ш": 1})


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


def test_pages_that_tell_why_are_counted() -> None:
    """Of a screen that is touched: it prints no slip, so the page is all there is to wait for."""
    pages = [{"what": "page", "unit": "kiosk-low", "kind": kind} for kind in ("menu", "told", "menu", "told")]
    assert pages_told([*pages, {"what": "frame", "unit": "hall"}]) == 2


def board(number: int, *calls: tuple[str, int], closed: str | None = None) -> Entry:
    """Return a board with these calls, newest first, and what closes the service of window 2."""
    lines = [{"service": "passport", "closed": None}, {"service": "property", "closed": closed}]
    told = {"number": number, "calls": [{"ticket": t, "window": w} for t, w in calls], "services": lines}
    return {"what": "message", "topic": "cherha/1/board", "payload": told, "at_ns": 10**18}


def of_two_halls(centre: CentreFile) -> CentreFile:
    """Return the centre with a screen for all, one for each window, and a loudspeaker alone."""
    displays = (
        Display(id="all"),
        Display(id="left", windows=(1,)),
        Display(id="right", windows=(2,)),
        Display(id="yard", screen=False, voice=Voice()),
    )
    windows = tuple(replace(w, services=(s,)) for w, s in zip(centre.windows, ("passport", "property"), strict=True))
    return replace(centre, displays=displays, windows=windows)


def test_a_call_must_be_drawn_on_the_screens_of_its_zone(small_centre: CentreFile) -> None:
    """By the first board that has it; a loudspeaker draws nothing."""
    entries = [board(1), board(2, ("А001", 1)), board(3, ("М001", 2), ("А001", 1))]
    centre = of_two_halls(small_centre)
    assert must_draw(entries, 1, lambda b: any(c["window"] == 1 for c in b["calls"]), centre) == {"all": 2, "left": 2}
    assert must_draw(entries, 0, lambda b: any(c["window"] == 2 for c in b["calls"]), centre) == {"all": 3, "right": 3}


def test_what_a_screen_showed_before_is_not_drawn_again(small_centre: CentreFile) -> None:
    """In its zone the call stood first already, so its recall changes nothing there."""
    entries = [board(3, ("М001", 2), ("А001", 1)), board(4, ("А001", 1), ("М001", 2))]
    centre = of_two_halls(small_centre)
    assert must_draw(entries, 1, lambda b: b["calls"][:1] == [{"ticket": "А001", "window": 1}], centre) == {"all": 4}


def test_each_screen_is_empty_when_the_last_of_its_zone_is_served(small_centre: CentreFile) -> None:
    """The board that ends the one zone is not the one that ends the other."""
    entries = [board(3, ("М001", 2), ("А001", 1)), board(4, ("М001", 2)), board(5)]
    drawn = must_draw(entries, 1, lambda b: not b["calls"], of_two_halls(small_centre))
    assert drawn == {"all": 5, "left": 4, "right": 5}


def test_a_closed_service_is_drawn_where_it_is_given(small_centre: CentreFile) -> None:
    """Elsewhere nobody waits for it."""
    entries = [board(3), board(4, closed="registry")]
    drawn = must_draw(entries, 1, lambda b: any(line["closed"] for line in b["services"]), of_two_halls(small_centre))
    assert drawn == {"all": 4, "right": 4}
