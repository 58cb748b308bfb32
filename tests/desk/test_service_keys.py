# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Lunch with a citizen at the window, and the keys that send a citizen on, put one off or bring one back."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from centre.lamps import REFUSED_S
from centre.messages import Call, DeskRequest, RefusalReason, WindowState
from tests.desk.rig import DeskRig, box

HERE = Call(ticket="А001", window=1, called_at=datetime(2026, 11, 23, 10, tzinfo=UTC), times=1, serving=False)
SERVED = replace(HERE, serving=True)


def asked(*requests: DeskRequest) -> list[tuple[str, str | None]]:
    """Return what is asked, and for which ticket."""
    return [(request.action, request.ticket) for request in requests]


@pytest.fixture
def sending() -> DeskRig:
    """Return a box with keys for all that else only the wire can say."""
    return DeskRig(
        box("next", "recall", "no_show", "transfer-land", "transfer-3", "postpone", "postpone-form-30", "back")
    )


def test_a_lunch_waits_for_the_citizen_and_lasts() -> None:
    """The clock has paused the window: the press ends with the citizen and calls nobody; only the next begins again."""
    desk = DeskRig(box("next", "recall"))
    desk.begin("paused", call=SERVED)
    (finishing,) = desk.hold("next", 0.2)
    assert (desk.grant(finishing), desk.lamp_after("done")) == ([], "off")
    (opening,) = desk.hold("next", 0.2)
    (calling,) = desk.grant(opening)
    assert asked(finishing, opening, calling) == [("finish", "А001"), ("open", None), ("call_next", None)]


def test_at_lunch_one_key_calls_a_coming_citizen_again() -> None:
    """Whoever was called just before the lunch is still met; the window stays paused until somebody opens it."""
    desk = DeskRig(box("next"))
    desk.begin("paused", call=HERE)
    (again,) = desk.hold("next", 0.2)
    assert desk.grant(again, "А001") == []
    desk.see("paused", call=SERVED)
    (finishing,) = desk.hold("next", 0.2)
    assert desk.grant(finishing) == []
    assert asked(again, finishing) == [("recall", "А001"), ("finish", "А001")]


def test_at_lunch_the_key_can_still_be_held() -> None:
    """The clerk gives the lunch up on purpose: the window is open, and the citizen stays."""
    desk = DeskRig(box("next"))
    desk.begin("paused", call=SERVED)
    assert asked(*desk.hold("next", 2.0)) == [("open", None)]


def test_a_transfer_key_sends_the_citizen_on(sending: DeskRig) -> None:
    """To a service or a window, for the ticket that the clerk sees."""
    said = []
    for key in ("transfer-land", "transfer-3"):
        sending.begin(call=SERVED)
        (wish,) = sending.press(key)
        said.append((wish.action, wish.ticket, wish.service, wish.to_window))
        sending.grant(wish)
        sending.clock.pass_s(1)
    assert said == [("transfer", "А001", "land", None), ("transfer", "А001", None, 3)]


REFUSALS: dict[RefusalReason, str] = {
    "window_closed": "Window 3 is closed. Transfer to an open one, or to the service alone.",
    "service_closed": "Service 'land' gives no tickets: it needs registry, which has failed.",
    "wrong_window": "Ticket А001 is for service 'passport', window 3 serves only: land.",
}


@pytest.mark.parametrize("reason", REFUSALS)
@pytest.mark.parametrize("key", ["transfer-land", "transfer-3"])
def test_a_refused_transfer_is_shown(sending: DeskRig, key: str, reason: RefusalReason) -> None:
    """Three flashes, and the lamp is that of a citizen who is still here; the log says why."""
    sending.begin(call=SERVED)
    (wish,) = sending.press(key)
    assert sending.refuse(wish, REFUSALS[reason], reason) == []
    assert sending.lamp == "refused"
    sending.wait(REFUSED_S)
    assert sending.lamp == "on"


@pytest.mark.parametrize(("key", "said"), [("postpone", ("other", None)), ("postpone-form-30", ("form", 30))])
def test_postpone_says_no_minutes_of_its_own(sending: DeskRig, key: str, said: tuple[str, int | None]) -> None:
    """Those of centre.toml are the dispatcher's to know; a desk with an older file must not overrule it."""
    sending.begin(call=HERE)
    (wish,) = sending.press(key)
    assert (wish.action, wish.ticket, wish.reason, wish.minutes) == ("postpone", "А001", *said)


def test_whom_nobody_saw_is_called_back(sending: DeskRig) -> None:
    """By the answer alone already: the window's state may be late, and the citizen stands there."""
    sending.begin(call=HERE)
    (gone,) = sending.press("no_show")
    sending.grant(gone)
    (calling,) = sending.press("back")
    assert asked(gone, calling) == [("no_show", "А001"), ("call", "А001")]
    sending.grant(calling, "А001")
    assert sending.lamp_after("done") == "on"


def test_back_follows_the_state_of_the_window(sending: DeskRig) -> None:
    """After a restart of the desk it is all that is known."""
    sending.begin()
    sending.show(WindowState(number=2, window=1, state="open", waiting=0, away="Б007"))
    assert asked(*sending.press("back")) == [("call", "Б007")]


def test_back_with_nobody_away_is_refused_at_once(sending: DeskRig, caplog: pytest.LogCaptureFixture) -> None:
    """A press that does nothing says so; the dispatcher is not asked for nobody."""
    sending.begin()
    with caplog.at_level("INFO"):
        assert sending.press("back") == []
    assert sending.lamp == "refused"
    sending.wait(REFUSED_S)
    assert (sending.lamp, caplog.messages) == ("off", ["refused: key 'back' can mean nothing now"])
