# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which page is shown when: what is graver for whoever stands at the kiosk comes first."""

import pytest

from kiosk.pages import Known, Page, page
from tests.kiosk.faces import NINE


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        (Known(), Page("ready")),
        (Known(closed=(None, "full", "internet")), Page("ready")),
        (Known(coming=True), Page("coming")),
        (Known(coming=True, closed=("alert",)), Page("coming")),
        (Known(prints=False), Page("not_printing")),
        (Known(prints=False, coming=True), Page("not_printing")),
        (Known(prints=False, coming=True, waits=True), Page("promised")),
        (Known(prints=False, open=False), Page("not_printing")),
        (Known(prints=False, closed=("over", "over")), Page("not_printing")),
        (Known(prints=False, waits=True, closed=("alert", "alert")), Page("alert")),
        (Known(power_ends=True), Page("battery_low")),
        (Known(power_ends=True, prints=False), Page("battery_low")),
        (Known(power_ends=True, coming=True), Page("coming")),
        (Known(power_ends=True, closed=("alert",)), Page("alert")),
        (Known(open=False), Page("none_given")),
        (Known(closed=("internet", "internet")), Page("closed", "internet")),
        (Known(closed=("internet", "power")), Page("none_given")),
        (Known(closed=("", "")), Page("none_given")),
        (Known(closed=("full",), booked=True), Page("closed", "full", booked=True)),
        (Known(closed=("full", "internet"), booked=True), Page("none_given", booked=True)),
        (Known(closed=("not_yet",), opens_at=NINE), Page("closed", "not_yet", NINE)),
        (Known(closed=("over",), opens_at=NINE), Page("closed", "over")),
    ],
)
def test_the_page_follows_what_the_kiosk_knows(known: Known, shown: Page) -> None:
    """Paper that comes, then an alert, the battery's end, the printer, closed doors, one reason for all; else ready."""
    assert page(known) == shown
