# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The keys of a desk: what an outage is about, one key for each action, and the quick second press."""

import pytest
from msgspec.structs import replace

from centre.config import CentreFile, Key
from tests.centre.changed import add, put, told

KEYS = "desks.1.keys"


@pytest.mark.parametrize(
    ("key", "complaint"),
    [
        (
            Key(action="outage", pin=6),
            'missing; action = "outage" needs it: "power", "internet", "registry" or "biometrics"',
        ),
        (Key(action="serve", pin=6, resource="registry"), '"registry": only for action = "outage"; remove it'),
        (
            Key(action="outage", pin=6, resource="power"),
            '"power": no service needs it; remove the key, or add it to a service\'s needs',
        ),
        (
            Key(action="outage", pin=6, resource="registry"),
            '"registry" is already used by another key (desks[1].keys[4].resource)',
        ),
    ],
)
def test_an_outage_is_of_something_that_is_needed(small_centre: CentreFile, key: Key, complaint: str) -> None:
    """Of one thing, once, and only when a service depends on it; no other key has a resource."""
    assert told(add(small_centre, KEYS, key)) == [f"desks[1].keys[5].resource: {complaint}"]


def test_a_desk_may_report_several_things(small_centre: CentreFile) -> None:
    """Keys for two outages are two keys."""
    needy = put(small_centre, "services.0.needs", ("registry", "power"))
    assert told(add(needy, KEYS, Key(action="outage", pin=6, resource="power"))) == []


def test_a_pin_is_told_with_its_outage(small_centre: CentreFile) -> None:
    """Two keys have the action outage, so what each is about is said."""
    assert told(add(small_centre, KEYS, Key(action="serve", pin=5))) == [
        "desks[1].keys[5].pin: GPIO5 is already used by key 'outage-registry' (desks[1].keys[4].pin)"
    ]


@pytest.mark.parametrize("action", ["recall", "no_show"])
def test_a_quick_press_needs_a_box_without_these_keys(small_centre: CentreFile, action: str) -> None:
    """Where there is a key for it, a quick second press of next is a slip of the finger."""
    only = (Key(action="next", pin=17), Key(action=action, pin=27))  # type: ignore[arg-type]
    desk = replace(small_centre.desks[0], keys=only, quick_press_s=2.0)
    assert told(put(small_centre, "desks.0", desk)) == [
        f'desks[0].quick_press_s: 2: only for a desk without a key "{action}"; remove it'
    ]


def test_a_quick_press_at_a_box_of_one_key_is_good(small_centre: CentreFile) -> None:
    """There it is the only way to say that nobody came."""
    assert (
        told(
            put(
                small_centre,
                "desks.0",
                replace(small_centre.desks[0], keys=(Key(action="next", pin=17),), quick_press_s=2),
            )
        )
        == []
    )


def test_a_hold_must_come_before_a_key_counts_as_stuck(small_centre: CentreFile) -> None:
    """A hold that the contact takes for a short circuit would pause nothing."""
    assert told(put(small_centre, "desks.0.stuck_after_s", 1.0)) == [
        "desks[0].hold_s: 1.5: expected less than stuck_after_s (1): a stuck key is ignored"
    ]


def test_a_quick_press_must_come_after_the_lock_out(small_centre: CentreFile) -> None:
    """Within its lock-out a key is deaf, so a shorter time would never be met."""
    box = put(put(small_centre, "desks.0.keys", (Key(action="next", pin=17),)), "desks.0.quick_press_s", 0.5)
    assert told(box) == ["desks[0].quick_press_s: 0.5: expected more than lockout_s (0.5): until then the key is deaf"]
