# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What presses on a kiosk without a screen mean together, from the presses alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_rules import Appointments
from kiosk.absence import FORGET_S
from kiosk.menu import Menu
from kiosk.wishes import CheckInWish, ClosedWish, TicketWish, Wish

ALL = {"advice", "passport", "ready"}


@pytest.fixture
def menu(menu_centre: CentreFile) -> Menu:
    """Return the menu of a kiosk with a sphere, three purposes, a service of its own, priority and ten digits."""
    return made(menu_centre)


def made(centre: CentreFile, code_digits: int = 4) -> Menu:
    """Return the menu of the centre's kiosk."""
    return Menu(centre=replace(centre, appointments=Appointments(code_digits=code_digits)), kiosk=centre.kiosks[0])


def wishes(menu: Menu, presses: str, closed: set[str], pause_s: float = 1.0) -> list[Wish]:
    """Press one after another; return all that was wished."""
    said = [menu.press(name, closed, 100 + pause_s * i) for i, name in enumerate(presses.split())]
    return [wish for wish in said if wish is not None]


@pytest.mark.parametrize(
    ("presses", "closed", "wished"),
    [
        ("civil", set(), [TicketWish("civil", priority=False)]),
        ("civil", {"civil"}, [ClosedWish("civil")]),
        ("documents", set(), []),
        ("documents submit", set(), [TicketWish("passport", priority=False)]),
        ("documents collect", set(), [TicketWish("ready", priority=False)]),
        ("documents documents submit", set(), [TicketWish("passport", priority=False)]),
        ("documents submit submit", set(), [TicketWish("passport", priority=False)]),
        ("documents collect", {"ready"}, [ClosedWish("ready")]),
        ("documents collect submit", {"ready"}, [ClosedWish("ready"), TicketWish("passport", priority=False)]),
        ("documents", {"advice", "ready"}, []),
        ("documents submit", {"advice", "ready"}, [TicketWish("passport", priority=False)]),
        ("documents", ALL, [ClosedWish("advice")]),
        ("documents submit", ALL, [ClosedWish("advice")]),
        ("submit", set(), []),
        ("documents civil submit", set(), [TicketWish("civil", priority=False)]),
        ("documents civil submit", {"civil"}, [ClosedWish("civil")]),
        ("priority civil civil", set(), [TicketWish("civil", priority=True), TicketWish("civil", priority=False)]),
        ("priority priority civil", set(), [TicketWish("civil", priority=False)]),
        ("priority documents submit", set(), [TicketWish("passport", priority=True)]),
        ("documents priority submit", set(), [TicketWish("passport", priority=True)]),
        ("priority documents submit", {"advice", "ready"}, [TicketWish("passport", priority=True)]),
        ("priority civil documents submit", {"civil"}, [ClosedWish("civil"), TicketWish("passport", priority=True)]),
        ("digit-0 digit-5 digit-5", set(), []),
        ("digit-0 digit-5 digit-5 digit-1", set(), [CheckInWish("0551")]),
        ("digit-0 digit-5 civil digit-5 digit-1", set(), [TicketWish("civil", priority=False)]),
        ("digit-0 digit-5 documents digit-5 digit-1", set(), []),
        ("digit-0 digit-5 submit digit-5 digit-1", set(), [CheckInWish("0551")]),
        ("documents digit-5 submit", set(), []),
        ("priority digit-1 digit-2 digit-3 digit-4 civil", set(), [
            CheckInWish("1234"), TicketWish("civil", priority=False)
        ]),
        ("digit-1 digit-2 digit-3 digit-4 digit-5", set(), [CheckInWish("1234")]),
    ],
)  # fmt: skip
def test_presses_mean(menu: Menu, presses: str, closed: set[str], wished: list[Wish]) -> None:
    """Row by row: what is asked at once, what needs a second press, what means nothing."""
    assert wishes(menu, presses, closed) == wished


@pytest.mark.parametrize("begun", ["documents submit", "priority civil", "digit-1 digit-2 digit-3 digit-4"])
def test_what_was_begun_is_kept_while_somebody_presses(menu: Menu, begun: str) -> None:
    """Just under 20 s between two presses is enough time, as often as it is needed."""
    wished = wishes(menu, begun, set(), pause_s=19.9)
    assert wished == wishes(menu, begun, set())
    assert len(wished) == 1


@pytest.mark.parametrize("begun", ["documents", "priority", "digit-1 digit-2 digit-3"])
def test_what_was_begun_and_left_is_forgotten(menu: Menu, begun: str) -> None:
    """After 20 s the next citizen begins anew, and until then there is a deadline to wake up for."""
    wishes(menu, begun, set())
    pressed_s = 99.0 + len(begun.split())
    assert menu.deadline_s() == pressed_s + FORGET_S
    menu.due(pressed_s + FORGET_S - 0.1)
    assert menu.begun.sphere or menu.begun.priority or menu.begun.digits
    menu.due(pressed_s + FORGET_S)
    assert (menu.begun.sphere, menu.begun.priority, menu.begun.digits, menu.deadline_s()) == ("", False, "", None)


def test_a_late_press_begins_anew_before_anybody_has_looked(menu: Menu) -> None:
    """The press of the next citizen may be the first thing that happens after the time was over."""
    menu.press("priority", set(), 100.0)
    assert menu.press("civil", set(), 100.0 + FORGET_S) == TicketWish("civil", priority=False)


def test_a_menu_at_rest_has_no_deadline(menu: Menu) -> None:
    """Neither a ticket nor a press that means nothing leaves anything to wake up for."""
    wishes(menu, "civil submit documents submit", set())
    assert menu.deadline_s() is None


def test_a_code_is_as_long_as_the_centre_says(menu_centre: CentreFile) -> None:
    """Six digits where centre.toml says six."""
    menu = made(menu_centre, code_digits=6)
    presses = " ".join(f"digit-{digit}" for digit in "123456")
    assert wishes(menu, presses, set()) == [CheckInWish("123456")]


def test_a_sphere_without_services_means_nothing(menu_centre: CentreFile) -> None:
    """A slip of the file must not end the kiosk."""
    menu = Menu(centre=replace(menu_centre, services=()), kiosk=menu_centre.kiosks[0])
    assert (menu.press("documents", set(), 0.0), menu.begun.sphere) == (None, "")


NAMES = ["documents", "consult", "submit", "collect", "civil", "priority", *(f"digit-{d}" for d in range(10))]


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.floats(0, 30))),
    st.sets(st.sampled_from(["advice", "passport", "ready", "civil"])),
)
def test_whatever_is_pressed_nothing_closed_is_asked(
    menu_centre: CentreFile, presses: list[tuple[str, float]], closed: set[str]
) -> None:
    """No press asks for what is closed, no code has another length, and no half wish outlives a ticket or 20 s."""
    menu, now_s = made(menu_centre), 0.0
    for name, pause_s in presses:
        now_s += pause_s
        wish = menu.press(name, closed, now_s)
        if isinstance(wish, TicketWish):
            assert wish.service not in closed
        if isinstance(wish, CheckInWish):
            assert len(wish.code) == 4
        if isinstance(wish, TicketWish | CheckInWish):
            assert (menu.begun.sphere, menu.begun.digits, menu.begun.priority) == ("", "", False)
        assert not (menu.begun.sphere and menu.begun.digits)
        assert (menu.deadline_s() is None) == (not (menu.begun.sphere or menu.begun.digits or menu.begun.priority))
    menu.due(now_s + FORGET_S)
    assert (menu.begun.sphere, menu.begun.digits, menu.begun.priority) == ("", "", False)
