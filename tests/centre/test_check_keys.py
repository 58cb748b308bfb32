# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The keys of a desk: what an outage is about, where a transfer leads, one key of a name, the quick second press."""

from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_desks import Key, KeyAction
from tests.centre.changed import UNSET, add, put, told

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
        "desks[1].keys[5].pin: GPIO5 is already used by key 'outage-registry' (desks[1].keys[4].pin); take another pin"
    ]


@pytest.mark.parametrize(
    ("key", "complaints"),
    [
        ({}, ['service: missing; action = "transfer" needs it, to_window or both']),
        ({"service": "benefit"}, ["service: \"benefit\": no such service. Did you mean 'benefits'?"]),
        ({"to_window": 3}, ["to_window: 3: no such window; expected a number from [[windows]]"]),
        ({"service": "passport", "to_window": 2}, ['to_window: 2: does not serve "passport"; expected 1']),
        ({"service": "passport", "to_window": 3}, ["to_window: 3: no such window; expected a number from [[windows]]"]),
        (
            {"service": "passport", "resource": "registry"},
            ['resource: "registry": only for action = "outage"; remove it'],
        ),
    ],
)
def test_a_transfer_leads_somewhere(small_centre: CentreFile, key: dict[str, Any], complaints: list[str]) -> None:
    """To a service or a window that are there, and if to both, the window serves it; else each press were refused."""
    wired = add(small_centre, KEYS, Key(action="transfer", pin=6, **key))
    assert told(wired) == [f"desks[1].keys[5].{complaint}" for complaint in complaints]


def test_a_transfer_may_lead_to_one_of_several_windows(small_centre: CentreFile) -> None:
    """All that serve it are named when the one of the key does not."""
    third = replace(small_centre.windows[0], number=3, services=("civil",))
    wide = add(add(small_centre, "windows", third), "desks", replace(small_centre.desks[0], id="desk-3", window=3))
    assert told(add(wide, KEYS, Key(action="transfer", service="benefits", to_window=3, pin=6))) == [
        'desks[1].keys[5].to_window: 3: does not serve "benefits"; expected 1 or 2'
    ]
    assert told(add(wide, KEYS, Key(action="transfer", service="civil", to_window=3, pin=6))) == []


@pytest.mark.parametrize(
    ("key", "complaints"),
    [
        (
            {"action": "recall", "service": "passport", "to_window": 1},
            [
                'service: "passport": only for action = "transfer"; remove it',
                'to_window: 1: only for action = "transfer"; remove it',
            ],
        ),
        (
            {"action": "back", "reason": "form", "minutes": 5},
            [
                'reason: "form": only for action = "postpone"; remove it',
                'minutes: 5: only for action = "postpone"; remove it',
            ],
        ),
    ],
)
def test_a_key_says_only_what_is_its_own(small_centre: CentreFile, key: dict[str, Any], complaints: list[str]) -> None:
    """What another action needs is a slip: the clerk would wonder why the key does not do it."""
    assert told(add(small_centre, KEYS, Key(pin=6, **key))) == [f"desks[1].keys[5].{told}" for told in complaints]


SENDING: tuple[dict[str, Any], ...] = (
    {"action": "transfer", "service": "benefits"},
    {"action": "transfer", "to_window": 1},
    {"action": "transfer", "service": "benefits", "to_window": 1},
    {"action": "postpone"},
    {"action": "postpone", "reason": "documents"},
    {"action": "postpone", "minutes": 30},
    {"action": "postpone", "reason": "documents", "minutes": 30},
    {"action": "back"},
)


def test_keys_that_differ_in_what_they_say_are_several(small_centre: CentreFile) -> None:
    """Two transfers, two reasons: each has a name of its own, by which a demo presses it."""
    made = [Key(pin=pin, **key) for pin, key in enumerate(SENDING, 6)]
    assert [key.name for key in made] == [
        "transfer-benefits", "transfer-1", "transfer-benefits-1",
        "postpone", "postpone-documents", "postpone-30", "postpone-documents-30", "back",
    ]  # fmt: skip
    assert told(add(small_centre, KEYS, *made)) == []


@pytest.mark.parametrize("key", SENDING)
def test_two_keys_that_say_the_same_are_one_too_many(small_centre: CentreFile, key: dict[str, Any]) -> None:
    """A key alone is told by its action, one with more by all that it says."""
    one = Key(pin=6, **key)
    field = ".action" if one.name == one.action else ""
    assert told(add(small_centre, KEYS, one, replace(one, pin=7))) == [
        f'desks[1].keys[6]{field}: "{one.name}" is already used by another key (desks[1].keys[5]{field})'
    ]


@pytest.mark.parametrize("field", ["action", "service", "to_window"])
def test_an_unreadable_transfer_has_no_consequences(small_centre: CentreFile, field: str) -> None:
    """What the reader has complained of already is not complained of again: here nothing else is said of the key."""
    key = replace(Key(action="transfer", service="property", pin=6), **{field: UNSET})
    assert told(add(small_centre, KEYS, key, replace(key, pin=7))) == []


@pytest.mark.parametrize("field", ["reason", "minutes"])
def test_an_unreadable_postponement_has_no_consequences(small_centre: CentreFile, field: str) -> None:
    """Two of them may have been meant to differ."""
    key = replace(Key(action="postpone", pin=6), **{field: UNSET})
    assert told(add(small_centre, KEYS, key, replace(key, pin=7))) == []


def test_what_a_window_serves_is_not_judged_by_what_could_not_be_read(small_centre: CentreFile) -> None:
    """The unreadable one may be just the service of the key."""
    wired = add(small_centre, KEYS, Key(action="transfer", service="passport", to_window=2, pin=6))
    assert told(put(wired, "windows.1.services.0", UNSET)) == []


def test_a_pin_is_told_with_all_that_its_key_says(small_centre: CentreFile) -> None:
    """Of several transfers the technician must know which."""
    first = Key(action="transfer", service="benefits", to_window=1, pin=6)
    assert told(add(small_centre, KEYS, first, Key(action="back", pin=6))) == [
        (
            "desks[1].keys[6].pin: GPIO6 is already used by key 'transfer-benefits-1'"
            " (desks[1].keys[5].pin); take another pin"
        )
    ]


def test_a_box_has_one_key_for_alerts(small_centre: CentreFile) -> None:
    """It says nothing but its action; a second would be pressed to end what the first began."""
    alert = Key(action="alert", pin=6)
    assert told(add(small_centre, KEYS, alert)) == []
    assert told(add(small_centre, KEYS, alert, replace(alert, pin=7))) == [
        'desks[1].keys[6].action: "alert" is already used by another key (desks[1].keys[5].action)'
    ]
    assert told(add(small_centre, KEYS, replace(alert, resource="power", minutes=5))) == [
        'desks[1].keys[5].resource: "power": only for action = "outage"; remove it',
        'desks[1].keys[5].minutes: 5: only for action = "postpone"; remove it',
    ]


@pytest.mark.parametrize("action", ["recall", "no_show"])
def test_a_quick_press_needs_a_box_without_these_keys(small_centre: CentreFile, action: KeyAction) -> None:
    """Where there is a key for it, a quick second press of next is a slip of the finger."""
    only = (Key(action="next", pin=17), Key(action=action, pin=27))
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
