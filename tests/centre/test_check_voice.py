# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Keys of the voice: one starts it, a screen that is touched needs those that choose, and who has none is told."""

import pytest

from centre.config import CentreFile
from centre.config_check import warn
from centre.config_kiosks import Button, KioskScreen
from tests.centre.changed import add, put, told

SILENT = (
    'kiosks[0].buttons: no button has voice = "listen", so nobody can have this kiosk read aloud;'
    " wire one, and a sound card"
)
KEYS = {
    "listen": Button(voice="listen", pin=4),
    "next": Button(voice="next", pin=25),
    "choose": Button(voice="choose", pin=12),
    "volume": Button(voice="volume", pin=16),
}


def at(centre: CentreFile, *keys: str, touch: bool = False) -> CentreFile:
    """Return the centre with these keys of the voice more, and perhaps a screen that can be touched."""
    keyed = add(centre, "kiosks.0.buttons", *(KEYS[key] for key in keys))
    return put(keyed, "kiosks.0.screen", KioskScreen(touch=True)) if touch else keyed


@pytest.mark.parametrize("keys", [("listen",), ("listen", "volume"), ("listen", "next", "choose"), tuple(KEYS)])
def test_a_kiosk_of_buttons_needs_listen_alone(small_centre: CentreFile, keys: tuple[str, ...]) -> None:
    """Each of its buttons says what it is."""
    assert told(at(small_centre, *keys)) == []
    assert warn(at(small_centre, *keys)) == []


def test_a_touched_screen_with_all_keys_is_good(small_centre: CentreFile) -> None:
    """Listen, next and choose reach all that can be touched."""
    assert told(at(small_centre, "listen", "next", "choose", touch=True)) == []


@pytest.mark.parametrize(
    ("keys", "touch", "missing"),
    [
        (("listen",), True, '"next" or "choose", so whoever listens cannot choose what is offered; add both'),
        (("listen", "next"), True, '"choose", so whoever listens cannot choose what is offered; add it'),
        (("listen", "choose"), False, '"next", so whoever listens cannot choose what is offered; add it'),
    ],
)
def test_whoever_listens_can_choose(
    small_centre: CentreFile, *, keys: tuple[str, ...], touch: bool, missing: str
) -> None:
    """A screen cannot be felt, and one of the two keys is of no use without the other."""
    assert told(at(small_centre, *keys, touch=touch)) == [f"kiosks[0].buttons: no button has voice = {missing}"]


@pytest.mark.parametrize("key", ["next", "choose", "volume"])
def test_a_key_that_nothing_starts_is_an_error(small_centre: CentreFile, key: str) -> None:
    """Whoever forgot the key that starts the voice has wired the others for nothing."""
    complaint = f'"{key}" does nothing without a button voice = "listen"; add one'
    assert told(at(small_centre, key)) == [f"kiosks[0].buttons[5].voice: {complaint}"]


def test_a_kiosk_that_nobody_can_hear_is_warned_of(small_centre: CentreFile) -> None:
    """It works, but somebody who sees nothing gets no ticket without help (EN 301 549, 5.1.3)."""
    assert [str(slip) for slip in warn(small_centre)] == [SILENT]


def test_each_key_stands_once(small_centre: CentreFile) -> None:
    """As every other meaning; and a key has no second meaning."""
    twice = add(at(small_centre, "listen"), "kiosks.0.buttons", Button(voice="listen", pin=18))
    assert told(twice) == [
        'kiosks[0].buttons[6].voice: "listen" is already used by another button (kiosks[0].buttons[5].voice)'
    ]
    both = add(small_centre, "kiosks.0.buttons", Button(voice="listen", service="passport", pin=18))
    expected = "expected exactly one of service, sphere, purpose, digit, priority, language or voice"
    assert told(both) == [f"kiosks[0].buttons[5]: the button means service and voice at once; {expected}"]
