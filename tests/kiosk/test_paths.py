# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which buttons of a kiosk lead to a service, and what can be had from a first press."""

import pytest

from centre.config import CentreFile
from kiosk.choices import offer
from kiosk.paths import Paths


def paths(centre: CentreFile) -> Paths:
    """Return the paths of the centre's kiosk: a sphere, three purposes, a service of its own, priority, ten digits."""
    kiosk = centre.kiosks[0]
    return Paths(centre=centre, kiosk=kiosk, offer=offer(centre, kiosk))


@pytest.mark.parametrize(
    ("service", "names"),
    [
        ("civil", {"civil"}),
        ("passport", {"documents", "submit"}),
        ("benefits", set()),
        ("", {f"digit-{digit}" for digit in range(10)}),
    ],
)
def test_the_buttons_that_lead_to_a_service(menu_centre: CentreFile, service: str, names: set[str]) -> None:
    """Its own; or its sphere's and its purpose's; or the digits, for a code."""
    assert paths(menu_centre).pressed_for(service) == names


def test_a_purpose_means_nothing_outside_a_sphere(menu_centre: CentreFile) -> None:
    """It is the second press: within the sphere that was chosen it is one service, before that none."""
    of = paths(menu_centre)
    assert [of.service("documents", "submit"), of.service("", "submit"), of.service("documents", None)] == [
        "passport",
        "",
        "",
    ]


def test_what_is_offered_is_what_first_presses_lead_to(menu_centre: CentreFile) -> None:
    """A sphere leads to all of its services, and what no button leads to is not to be had."""
    assert paths(menu_centre).offered() == {"advice", "passport", "ready", "civil"}
