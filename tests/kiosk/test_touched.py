# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A citizen's way on a screen that is touched: each page, each question, and whatever comes between."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_kiosks import Button, KioskScreen
from centre.link import LinkDown
from centre.messages import CheckIn, Refusal, TicketRequest
from centre.panel import Edge
from centre.touched import Touched
from kiosk.absence import DOUBT_S, KEEP_S
from kiosk.facing import PRESSED_S, SETTLED_S
from kiosk.haste import CALM_S
from kiosk.menu import CODE as CODE_RESTS
from kiosk.papers import TAKE_S
from tests.fakes import OUT_OF_PAPER
from tests.kiosk.listener import LISTEN
from tests.kiosk.test_facing import FacedKiosk

SCREEN = KioskScreen(diagonal_inches=21.5, width_px=1920, height_px=1080, touch=True)
EVERY = ("advice", "passport", "ready", "property", "benefits", "civil")
CODE = ("digit-0", "digit-5", "digit-5", "digit-1")


@pytest.fixture
def touched(menu_centre: CentreFile, tmp_path: Path) -> Iterator[FacedKiosk]:
    """Run a kiosk that has no buttons, in a centre of two languages."""
    centre = replace(menu_centre, centre=replace(menu_centre.centre, languages=("uk", "en")))
    rig = FacedKiosk(centre, tmp_path, SCREEN, buttons=(), ask_above=20)
    rig.handle(rig.printer.says())
    yield rig
    rig.cut()


def touch(kiosk: FacedKiosk, *names: str) -> list[TicketRequest | CheckIn]:
    """Touch one after another; return what was asked of the centre then."""
    kiosk.link.take()
    for name in names:
        kiosk.touch(name)
    return list(dict.fromkeys(kiosk.link.take(TicketRequest | CheckIn)))


def kind(kiosk: FacedKiosk) -> str:
    """Return what the page is now, and in which languages."""
    page = kiosk.page()
    return f"{page.kind} {'+'.join(page.languages)}"


def names(kiosk: FacedKiosk) -> set[str]:
    """Return what can be touched now."""
    return {target.name for target in kiosk.targets()}


def test_all_services_of_the_centre_can_be_touched(touched: FacedKiosk) -> None:
    """Spheres, and beside them what has none; then booking, priority and language."""
    assert names(touched) == {
        "documents", "property", "benefits", "civil", "code", "priority", "language-en"
    }  # fmt: skip


def test_two_touches_bring_a_ticket_that_is_shown_until_it_is_taken(touched: FacedKiosk) -> None:
    """Sphere and purpose; then coming, take, and the menu again."""
    (request,) = touch(touched, "documents", "submit")
    assert request == TicketRequest(request_id=request.request_id, service="passport")
    assert (kind(touched), touched.targets()) == ("coming uk", ())
    touched.handle(touched.printer.ended(touched.give(request)))
    assert kind(touched) == "take uk"
    touched.wait(TAKE_S)
    assert kind(touched) == "menu uk"


def test_what_rests_in_haste_does_not_invite_on_the_page(touched: FacedKiosk) -> None:
    """A service and the keypad alike: there is nothing to be had of them until there was calm, then there is."""
    haste = touched.service._menu.haste
    for what in ("civil", CODE_RESTS):
        while haste.lets(what, touched.clock.now.steady_s):
            pass
    touched.handle()
    assert {choice.name for choice in touched.page().choices if choice.closed is not None} == {"civil"}
    assert "code" not in names(touched)
    touched.wait(CALM_S)
    assert all(choice.closed is None for choice in touched.page().choices)
    assert "code" in names(touched)


def test_a_touch_anywhere_leaves_a_ticket_that_was_taken(touched: FacedKiosk) -> None:
    """The next citizen need not wait eight seconds, and begins nothing by it."""
    (request,) = touch(touched, "civil")
    touched.handle(touched.printer.ended(touched.give(request)))
    touched.handle(Touched(5, 5, touched.clock.now.steady_s + SETTLED_S - 0.01))
    assert kind(touched) == "take uk", "a finger that was on its way"
    touched.handle(Touched(5, 5, touched.clock.pass_s(1).steady_s))
    assert (kind(touched), touched.link.take(TicketRequest)) == ("menu uk", [])


def test_back_leads_back(touched: FacedKiosk) -> None:
    """From the purposes and from the keypad, and what was keyed in is forgotten."""
    touch(touched, "documents", "back")
    assert kind(touched) == "menu uk"
    touch(touched, "code", "digit-1", "back", "code")
    assert (kind(touched), touched.page().digits) == ("code uk", "")


def test_a_code_is_keyed_in_mended_and_asked(touched: FacedKiosk) -> None:
    """The last digit that was wrong is erased; the fourth asks at once."""
    assert touch(touched, "code", "digit-0", "digit-7", "erase", "digit-5", "digit-5") == []
    assert touched.page().digits == "055"
    (request,) = touch(touched, "digit-1")
    assert request == CheckIn(request_id=request.request_id, code="0551")


def test_no_log_has_a_digit_that_was_touched(touched: FacedKiosk, caplog: pytest.LogCaptureFixture) -> None:
    """A code is its citizen's: the log says where the keys are and not which was pressed."""
    caplog.set_level("DEBUG")
    touch(touched, "code", *CODE)
    touched.handle(touched.printer.says(OUT_OF_PAPER))
    assert not [message for message in caplog.messages if "055" in message or "press on" in message]
    assert sum(message.startswith("page shown: code") for message in caplog.messages) == len(CODE)


def test_priority_is_chosen_for_one_ticket(touched: FacedKiosk) -> None:
    """It says so on the target, goes with the request, and is off for the next citizen."""
    touch(touched, "priority")
    assert [choice.chosen for choice in touched.page().choices if choice.name == "priority"] == [True]
    (request,) = touch(touched, "civil")
    assert isinstance(request, TicketRequest)
    assert request.priority
    touched.handle(touched.printer.ended(touched.give(request)))
    touched.wait(TAKE_S)
    assert not [choice for choice in touched.page().choices if choice.chosen]


def test_english_lasts_until_the_ticket_is_taken(touched: FacedKiosk) -> None:
    """Every page of its citizen speaks it, the paper too; the next one begins in Ukrainian."""
    seen = [kind(touched)]
    touch(touched, "language-en")
    seen.append(kind(touched))
    touch(touched, "documents")
    seen.append(kind(touched))
    (request,) = touch(touched, "collect")
    seen.append(kind(touched))
    touched.handle(touched.printer.ended(touched.give(request)))
    seen.append(kind(touched))
    touched.wait(TAKE_S)
    seen.append(kind(touched))
    assert seen == ["menu uk", "menu en", "purposes en", "coming en", "take en", "menu uk"]
    assert touched.printer.languages == ["en"]


def test_english_lasts_until_it_is_forgotten(touched: FacedKiosk) -> None:
    """Who goes away leaves the next one a Ukrainian page, after a question."""
    touch(touched, "language-en")
    touched.wait(KEEP_S)
    assert kind(touched) == "still_there en"
    touched.wait(DOUBT_S)
    assert kind(touched) == "menu uk"


def test_who_is_still_there_goes_on_where_they_were(touched: FacedKiosk) -> None:
    """Yes prolongs as often as it is said; no begins anew at once (WCAG 2.2.1)."""
    touch(touched, "documents")
    for _ in range(3):
        touched.wait(KEEP_S)
        assert kind(touched) == "still_there uk"
        touch(touched, "yes")
        assert kind(touched) == "purposes uk"
    touched.wait(KEEP_S)
    touch(touched, "no")
    assert kind(touched) == "menu uk"


@pytest.mark.parametrize(("ahead", "asked"), [(20, False), (21, True), (112, True)])
def test_who_would_wait_long_is_asked_first(touched: FacedKiosk, *, ahead: int, asked: bool) -> None:
    """Above the limit of centre.toml, with the number that would be printed; nothing is asked of the centre before."""
    touched.crowd(civil=ahead)
    requests = touch(touched, "civil")
    assert (kind(touched) == "still_wait uk") == asked
    assert (len(requests) == 0) == asked
    if asked:
        assert (touched.page().of, touched.page().ahead) == ("civil", ahead)


def test_yes_brings_the_ticket_no_the_menu(touched: FacedKiosk) -> None:
    """And who only looked has taken nobody's number."""
    touched.crowd(passport=40)
    assert touch(touched, "documents", "submit", "no") == []
    assert kind(touched) == "menu uk"
    (request,) = touch(touched, "documents", "submit", "yes")
    assert request == TicketRequest(request_id=request.request_id, service="passport")


def test_a_question_without_an_answer_is_forgotten(touched: FacedKiosk) -> None:
    """After thirty seconds it asks whether anybody is there, after twenty more nobody is."""
    touched.crowd(civil=40)
    touch(touched, "civil")
    touched.wait(KEEP_S)
    assert kind(touched) == "still_there uk"
    touch(touched, "yes")
    assert kind(touched) == "still_wait uk"
    touched.wait(KEEP_S + DOUBT_S)
    assert (kind(touched), touched.link.take(TicketRequest)) == ("menu uk", [])


def test_nobody_with_priority_is_asked_nor_anybody_of_a_kiosk_alone(touched: FacedKiosk) -> None:
    """The number is not theirs; and while the centre is away nobody knows it."""
    touched.crowd(civil=40)
    (request,) = touch(touched, "priority", "civil")
    touched.handle(touched.printer.ended(touched.give(request)))
    touched.handle(LinkDown("broken"))
    touched.wait(TAKE_S)
    assert len(touch(touched, "civil")) == 1


def test_a_closed_service_tells_why_on_the_screen_and_on_no_paper(touched: FacedKiosk) -> None:
    """Nothing is asked; back leads to the menu, in the language that was chosen."""
    touched.board(civil="registry")
    assert touch(touched, "language-en", "civil") == []
    assert (kind(touched), touched.page().told) == (
        "told en",
        Refusal(reason="service_closed", text="", closed="registry"),
    )
    assert touched.printer.notices == []
    touch(touched, "back")
    assert kind(touched) == "menu en"


def test_what_only_tells_is_left_without_a_question(touched: FacedKiosk) -> None:
    """There is nothing to lose in going back to the menu."""
    touched.board(civil="registry")
    touch(touched, "civil")
    touched.wait(KEEP_S)
    assert kind(touched) == "menu uk"


def test_a_refusal_of_the_centre_is_told_in_the_citizens_language(touched: FacedKiosk) -> None:
    """A service that closed meanwhile, a code that nobody booked: no slip of paper."""
    (request,) = touch(touched, "language-en", "code", *CODE)
    touched.hear(Refusal(reason="unknown_code", text="", request_id=request.request_id))
    assert (kind(touched), touched.printer.notices) == ("told en", [])
    touch(touched, "back")
    assert kind(touched) == "menu en"


def test_a_code_cannot_be_asked_of_a_centre_that_is_away(touched: FacedKiosk) -> None:
    """The keypad is left; the menu does not offer it any more."""
    touch(touched, "code", "digit-0")
    touched.handle(LinkDown("broken"))
    touched.wait(11)
    assert kind(touched) == "menu uk"
    assert "code" not in names(touched)


def test_all_closed_while_somebody_chooses(touched: FacedKiosk) -> None:
    """The page says so at once; who has a code may still key it in."""
    touch(touched, "documents")
    touched.close_services("full", *EVERY)
    assert (kind(touched), names(touched)) == ("closed uk", {"code", "language-en"})
    (request,) = touch(touched, "code", *CODE)
    assert isinstance(request, CheckIn)


def test_an_alert_comes_before_whatever_was_begun(touched: FacedKiosk) -> None:
    """In both languages, without a target; what was begun is there again if the all-clear comes soon."""
    touch(touched, "documents")
    touched.close_services("alert", *EVERY)
    assert (kind(touched), names(touched)) == ("alert uk+en", set())
    touched.board(2)
    assert kind(touched) == "purposes uk"


def test_a_printer_that_fails_comes_before_whatever_was_begun(touched: FacedKiosk) -> None:
    """Nobody chooses what cannot be had; nothing can be touched until the printer is well."""
    touch(touched, "documents")
    touched.handle(touched.printer.says(OUT_OF_PAPER))
    assert (kind(touched), names(touched)) == ("not_printing uk+en", set())
    touched.handle(touched.printer.says())
    assert kind(touched) == "purposes uk"


def test_a_finger_that_was_on_its_way_when_the_page_changed_does_nothing(touched: FacedKiosk) -> None:
    """The second tap of a double tap, and a touch made before its target was there, are not meant."""
    area = next(target.area for target in touched.targets() if target.name == "documents")
    tap_s = touched.clock.pass_s(1).steady_s
    first = Touched(area.left + 5, area.top + 5, tap_s)
    touched.handle(first)
    below = touched.targets()[0].area
    for late_s in (-0.1, 0.1, SETTLED_S - 0.01):
        touched.handle(Touched(below.left + 5, below.top + 5, tap_s + late_s))
    assert (kind(touched), touched.link.take(TicketRequest)) == ("purposes uk", [])


def test_a_page_that_is_drawn_slowly_can_be_touched_only_when_it_was_seen(touched: FacedKiosk) -> None:
    """On a slow machine a touch on the page before is told after the new one was ordered, and drawn at last."""
    area = next(target.area for target in touched.targets() if target.name == "documents")
    tap_s = touched.clock.pass_s(1).steady_s
    touched.handle(Touched(area.left + 5, area.top + 5, tap_s))
    below = touched.targets()[0].area
    for after_s in (0.5, 0.5 + SETTLED_S - 0.01):
        touched.handle(Touched(below.left + 5, below.top + 5, tap_s + after_s, late_s=0.5))
    assert (kind(touched), touched.link.take(TicketRequest)) == ("purposes uk", [])
    touched.handle(Touched(below.left + 5, below.top + 5, tap_s + 0.5 + SETTLED_S, late_s=0.5))
    assert touched.link.take(TicketRequest)


def test_two_touches_of_one_turn_bring_one_ticket(touched: FacedKiosk) -> None:
    """Where the loop was busy, both wait in its inbox; the second is on a page that is no longer there."""
    area = next(target.area for target in touched.targets() if target.name == "civil")
    tap_s = touched.clock.pass_s(1).steady_s
    touched.link.take()
    touched.handle(*(Touched(area.left + 5, area.top + 5, tap_s + 0.1 * i) for i in range(2)))
    assert len(set(touched.link.take(TicketRequest))) == 1


def test_keys_that_stay_where_they_are_can_be_touched_as_fast_as_fingers_are(touched: FacedKiosk) -> None:
    """The 5 of 5513 twice in a row: its key has been there for long."""
    touch(touched, "code")
    five = next(target.area for target in touched.targets() if target.name == "digit-5")
    tap_s = touched.clock.pass_s(1).steady_s
    for i in range(3):
        touched.handle(Touched(five.left + 5, five.top + 5, tap_s + 0.12 * i))
    assert touched.page().digits == "555"


@pytest.mark.parametrize("name", ["priority", "language-en"])
def test_a_switch_that_is_tapped_twice_in_haste_is_on(touched: FacedKiosk, name: str) -> None:
    """A button has its lock-out: a double tap, or a hand that trembles, must not switch it off again unseen."""
    area = next(target.area for target in touched.targets() if target.name == name)
    tap_s, before = touched.clock.pass_s(1).steady_s, touched.page()
    for after_s in (0.0, 0.12):
        touched.handle(Touched(area.left + 5, area.top + 5, tap_s + after_s))
    assert touched.page() != before
    touched.handle(Touched(area.left + 5, area.top + 5, tap_s + 0.12 + SETTLED_S))
    assert touched.page() == before


def test_a_touch_beside_all_targets_does_nothing(touched: FacedKiosk) -> None:
    """Nor does it prolong anything."""
    touched.face.shown = []
    touched.handle(Touched(0, 0, touched.clock.pass_s(1).steady_s))
    assert (touched.face.shown, touched.service.deadline_s()) == ([], None)


def test_a_target_that_stays_is_drawn_pressed_for_a_moment(touched: FacedKiosk) -> None:
    """In the turn of the touch itself; then as ever, and the loop wakes up for that alone."""
    touched.face.shown = []
    touch(touched, "priority")
    wake_s = touched.clock.now.steady_s + PRESSED_S
    assert touched.service.deadline_s() == pytest.approx(wake_s)
    touched.wait(PRESSED_S + 0.01)
    assert len(touched.face.shown) == 2


def test_a_technician_reads_where_the_targets_are(touched: FacedKiosk, caplog: pytest.LogCaptureFixture) -> None:
    """One line a page, with its languages and each target at its pixels."""
    caplog.set_level("INFO")
    touched.crowd(civil=40)
    touch(touched, "civil")
    yes, no = (",".join(map(str, target.area)) for target in touched.targets())
    assert caplog.messages[-1] == f"page shown: still_wait language=uk targets=yes@{yes};no@{no}"


def test_a_touch_cuts_the_voice_off(menu_centre: CentreFile, tmp_path: Path, voice_keys: tuple[Button, ...]) -> None:
    """As any key does: who touches has heard enough; a finger beside all targets cuts nothing off."""
    rig = FacedKiosk(menu_centre, tmp_path, SCREEN, buttons=voice_keys)
    down_s = rig.clock.pass_s(1).steady_s
    rig.handle(Edge(LISTEN, closed=True, at_s=down_s), Edge(LISTEN, closed=False, at_s=down_s + 0.2))
    rig.handle(Touched(0, 0, rig.clock.pass_s(1).steady_s))
    assert (len(rig.speaking.said), rig.speaking.hushed) == (1, 0)
    rig.touch("documents")
    assert rig.speaking.hushed == 1
    rig.cut()
