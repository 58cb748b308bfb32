# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The policy page is fresh and leaves nothing out."""

from centre.config_alarms import Alerts
from centre.config_rules import Appointments, Calls, Hours, Order
from centre.policy import PAGE, document, rules

WHEN = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "exceptions", "shelter_windows"}
"""What every centre must say for itself: no practice of others can stand behind it."""


def test_the_page_in_the_docs_is_fresh() -> None:
    """docs/policy.md is what the types say now; else run: python -m centre.policy."""
    assert PAGE.read_text(encoding="utf-8") == document()


def test_every_rule_of_the_queue_is_on_the_page() -> None:
    """Each value of these sections has a meaning and a source, and so has what a desk's keys do."""
    sections = {"order": Order, "calls": Calls, "appointments": Appointments, "hours": Hours, "alerts": Alerts}
    keys = {f"{name}.{key}" for name, kind in sections.items() for key in set(kind.__struct_fields__) - WHEN}
    assert {f"{rule.section}.{rule.key}" for rule in rules()} == keys | {
        "journal.retain_days", "journal.words_among", "ratings[].pause_s", "ratings[].service_after_s",
        "kiosks[].ask_above", "kiosks[].most_in_haste", "desks[].hold_s", "desks[].quick_press_s", "desks[].settle_s",
        "displays[].battery_brightness", "displays[].voice.times", "displays[].voice.announce_within_s",
    }  # fmt: skip


def test_a_rule_says_all_that_a_head_of_centre_asks() -> None:
    """What it is without being set, what it may be, what it means, who does so."""
    assert (
        "| `order.minimum_age_s` | `15` | a whole number from 0 to 600 | Seconds after its issue in which a ticket is"
        in document()
    )
    for rule in rules():
        assert rule.means.endswith("."), rule
        assert rule.source, rule
        assert "|" not in "".join(rule), rule
