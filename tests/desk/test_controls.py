# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What each key of each kind of box asks for in each state of the window."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from centre.holding import Meaning
from centre.messages import Call, WindowState
from desk.controls import Controls, OwnCall, Wish
from tests.desk.rig import box

NOW_S, QUICK_S = 1000.0, 5.0
FULL = Controls(box("next", "recall", "serve", "no_show", "postpone", "pause", "outage-registry", "back"))
ONE = Controls(box("next"))
TWO = Controls(box("next", "pause"))
NO_PAUSE = Controls(box("next", "recall"))
QUICK = Controls(box("next", quick_press_s=QUICK_S))
QUICK_FULL = Controls(box("next", "recall", "no_show", "pause", quick_press_s=QUICK_S))
ALARMED = Controls(box("next", "pause", "alert"))
SENDING = Controls(box(
    "next", "transfer-land", "transfer-3", "transfer-land-3",
    "postpone", "postpone-documents", "postpone-30", "postpone-payment-30",
))  # fmt: skip

OPEN, CALL, OVER = Wish("open"), Wish("call_next"), Wish("call_next", "А001")
AGAIN, AWAY, PAUSE = Wish("recall", "А001"), Wish("no_show", "А001"), Wish("pause")
END = Wish("finish", "А001")


def window(words: str) -> WindowState:
    """Return a window from its words: its state, and *called* or *serving* when А001 is there."""
    state, _, there = words.partition(" ")
    at = datetime(2026, 11, 23, 10, tzinfo=UTC)
    call = Call(ticket="А001", window=1, called_at=at, times=1, serving=there == "serving") if there else None
    known: Any = state
    return WindowState(number=1, window=1, state=known, waiting=0, call=call)


WINDOWS = (
    "open", "open called", "open serving",
    "paused", "paused called", "paused serving",
    "closed",
)  # fmt: skip

NEXT: dict[str, tuple[Controls, Meaning, list[tuple[Wish, ...]]]] = {
    "a box with all keys finishes and calls": (
        FULL, "press",
        [(CALL,), (OVER,), (OVER,), (OPEN, CALL), (END,), (END,), (OPEN, CALL)],
    ),
    "one key calls a coming citizen again, else finishes and calls": (
        ONE, "press",
        [(CALL,), (AGAIN,), (OVER,), (OPEN, CALL), (AGAIN,), (END,), (OPEN, CALL)],
    ),
    "a pause key beside it changes nothing of that": (
        TWO, "press",
        [(CALL,), (AGAIN,), (OVER,), (OPEN, CALL), (AGAIN,), (END,), (OPEN, CALL)],
    ),
    "with a recall key it is no recall": (
        NO_PAUSE, "press",
        [(CALL,), (OVER,), (OVER,), (OPEN, CALL), (END,), (END,), (OPEN, CALL)],
    ),
    "held, it pauses, or opens and calls nobody": (
        ONE, "hold",
        [(PAUSE,), (PAUSE,), (PAUSE,), (OPEN,), (OPEN,), (OPEN,), (OPEN,)],
    ),
    "held beside a recall key, the same": (
        NO_PAUSE, "hold",
        [(PAUSE,), (PAUSE,), (PAUSE,), (OPEN,), (OPEN,), (OPEN,), (OPEN,)],
    ),
    "pressed quickly after its own call, nobody came": (
        QUICK, "press",
        [(CALL,), (AWAY, CALL), (OVER,), (OPEN, CALL), (AGAIN,), (END,), (OPEN, CALL)],
    ),
    "that option holds for a box with more keys as well": (
        QUICK_FULL, "press",
        [(CALL,), (AWAY, CALL), (OVER,), (OPEN, CALL), (END,), (END,), (OPEN, CALL)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", NEXT)
def test_next_means_what_its_box_and_window_need(claim: str) -> None:
    """Of all boxes in all states of the window; *next* itself had called А001 a second ago."""
    controls, meaning, expected = NEXT[claim]
    own = OwnCall("А001", NOW_S - 1)
    assert [controls.wishes("next", meaning, window(words), own, NOW_S) for words in WINDOWS] == expected


@pytest.mark.parametrize(
    ("key", "free", "there"),
    [
        ("recall", Wish("recall"), AGAIN),
        ("serve", Wish("serve"), Wish("serve", "А001")),
        ("no_show", Wish("no_show"), AWAY),
        ("postpone", Wish("postpone"), Wish("postpone", "А001")),
    ],
)
def test_a_key_names_the_ticket_that_the_clerk_sees(key: str, free: Wish, there: Wish) -> None:
    """Whatever the window's state; with nobody there the dispatcher says so."""
    asked = {words: FULL.wishes(key, "press", window(words), None, NOW_S) for words in WINDOWS}
    assert asked == {words: (there,) if " " in words else (free,) for words in WINDOWS}


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("transfer-land", Wish("transfer", "А001", service="land")),
        ("transfer-3", Wish("transfer", "А001", to_window=3)),
        ("transfer-land-3", Wish("transfer", "А001", service="land", to_window=3)),
        ("postpone", Wish("postpone", "А001")),
        ("postpone-documents", Wish("postpone", "А001", reason="documents")),
        ("postpone-30", Wish("postpone", "А001", minutes=30)),
        ("postpone-payment-30", Wish("postpone", "А001", minutes=30, reason="payment")),
    ],
)
def test_a_key_says_all_that_its_name_says(key: str, expected: Wish) -> None:
    """And no more: how long a citizen is put off is the dispatcher's matter, unless the key says otherwise."""
    there = [words for words in WINDOWS if " " in words]
    assert [SENDING.wishes(key, "press", window(words), None, NOW_S) for words in there] == [(expected,)] * len(there)


def test_back_calls_whom_the_window_called_last_and_who_was_away() -> None:
    """By the number, whatever the window's state and whoever is there: whether it can be done the rules decide."""
    for words in WINDOWS:
        state = WindowState(**{**_fields(window(words)), "away": "Б007"})
        assert FULL.wishes("back", "press", state, None, NOW_S) == (Wish("call", "Б007"),)


def test_back_asks_nothing_when_nobody_is_away() -> None:
    """There is no number to call."""
    assert [FULL.wishes("back", "press", window(words), None, NOW_S) for words in WINDOWS] == [()] * len(WINDOWS)


def test_the_pause_key_ends_what_it_began() -> None:
    """It pauses an open window and opens any other, whoever is there."""
    asked = {words: FULL.wishes("pause", "press", window(words), None, NOW_S) for words in WINDOWS}
    assert asked == {words: (PAUSE,) if words.startswith("open") else (OPEN,) for words in WINDOWS}


@pytest.mark.parametrize(
    ("outages", "action"),
    [((), "outage"), (("power",), "outage"), (("registry",), "outage_over"), (("power", "registry"), "outage_over")],
)
def test_an_outage_key_says_the_opposite_of_what_is_known(outages: Any, action: Any) -> None:
    """What is known comes from the window's state, so it is right after a restart too; no ticket is meant."""
    for words in WINDOWS:
        state = WindowState(**{**_fields(window(words)), "outages": outages})
        assert FULL.wishes("outage-registry", "press", state, None, NOW_S) == (Wish(action, resource="registry"),)


@pytest.mark.parametrize("meaning", ["press", "hold"])
def test_no_key_asks_before_the_window_is_known(meaning: Meaning) -> None:
    """What a key means depends on the window."""
    assert [FULL.wishes(key, meaning, None, None, NOW_S) for key in ("next", "pause", "serve", "outage-registry")] == (
        [()] * 4
    )


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (OwnCall("А001", NOW_S - QUICK_S + 0.01), (AWAY, CALL)),
        (OwnCall("А001", NOW_S - QUICK_S), (AGAIN,)),
        (OwnCall("Б001", NOW_S - 1), (AGAIN,)),
        (None, (AGAIN,)),
    ],
)
def test_only_soon_after_its_own_call_a_press_says_that_nobody_came(own: OwnCall | None, expected: Any) -> None:
    """Later, after another's call or after a restart of the desk the press is an ordinary one."""
    assert QUICK.wishes("next", "press", window("open called"), own, NOW_S) == expected


def test_without_the_option_no_press_is_too_quick() -> None:
    """At the very moment of the call."""
    assert ONE.wishes("next", "press", window("open called"), OwnCall("А001", NOW_S), NOW_S) == (AGAIN,)


@pytest.mark.parametrize(
    ("alert", "suspended", "meaning", "expected"),
    [
        (False, False, "press", (Wish("alert"),)),
        (False, False, "hold", (Wish("alert"),)),
        (True, True, "press", ()),
        (True, True, "hold", (Wish("all_clear"),)),
        (True, False, "hold", (Wish("all_clear"),)),
        (False, True, "press", (Wish("alert"),)),
        (False, True, "hold", (Wish("all_clear"),)),
    ],
)
def test_only_a_long_hold_is_the_all_clear(alert: Any, suspended: Any, meaning: Meaning, expected: Any) -> None:
    """A press in haste, short or long, raises the alert; while there is one a press asks nothing, however often.

    On the way back from it a hold confirms the all-clear, and a press is the next alert.
    """
    for words in WINDOWS:
        state = replace(window(words), alert=alert, suspended=suspended)
        assert ALARMED.wishes("alert", meaning, state, None, NOW_S) == expected


def test_in_an_alert_next_ends_with_who_is_served_and_gives_up_nobody() -> None:
    """Who is on the way keeps the place: no press makes a no-show or an end of it; the dispatcher refuses the call."""
    own = OwnCall("А001", NOW_S - 1)
    suspended = [replace(window(words), suspended=True) for words in WINDOWS[:6]]
    full, quick = (
        [controls.wishes("next", "press", state, own, NOW_S) for state in suspended] for controls in (FULL, QUICK)
    )
    assert full == [(CALL,), (OVER,), (END,), (OPEN, CALL), (OVER,), (END,)]
    assert quick == [(CALL,), (AGAIN,), (END,), (OPEN, CALL), (AGAIN,), (END,)]


def test_an_alert_key_can_be_held_in_any_box() -> None:
    """Beside a pause key too."""
    assert [Controls(box(*keys, hold_s=2.0)).hold_s for keys in (("next", "pause", "alert"), ("next", "alert"))] == [
        {"alert": 2.0},
        {"next": 2.0, "alert": 2.0},
    ]


@pytest.mark.parametrize(("controls", "held"), [(FULL, {}), (TWO, {}), (ONE, {"next": 1.5}), (NO_PAUSE, {"next": 1.5})])
def test_next_can_be_held_only_without_a_pause_key(controls: Controls, held: dict[str, float]) -> None:
    """A box with a pause key acts when *next* closes, with no delay."""
    assert controls.hold_s == held


def _fields(state: WindowState) -> dict[str, Any]:
    return {name: getattr(state, name) for name in state.__struct_fields__}
