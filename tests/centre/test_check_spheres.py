# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Spheres and purposes: together they find exactly one service, and only they share a letter."""

from typing import Any

import pytest

from centre.config import CentreFile, Sphere
from centre.config_words import Purpose
from tests.centre.changed import add, put, told


def within(centre: CentreFile, *purposes: Purpose | None) -> CentreFile:
    """Return the centre whose first services are those of one sphere, with these purposes."""
    whole = add(centre, "spheres", Sphere(id="papers", name="Документи"))
    for i, purpose in enumerate(purposes):
        whole = put(put(whole, f"services.{i}.sphere", "papers"), f"services.{i}.purpose", purpose)
    return whole


def test_services_of_a_sphere_share_a_letter(small_centre: CentreFile) -> None:
    """Their numbers count on together, so no number is given twice."""
    assert told(put(within(small_centre, "submit", "collect"), "services.1.letter", "А")) == []


@pytest.mark.parametrize("sphere", ["", "other"])
def test_others_do_not(small_centre: CentreFile, sphere: str) -> None:
    """A service of no sphere, or of another, needs a letter of its own."""
    two = add(within(small_centre, "submit", "collect"), "spheres", Sphere(id="other", name="Інше"))
    apart = put(put(two, "services.2.sphere", "other"), "services.2.purpose", "submit")
    apart = put(put(apart, "services.3.sphere", sphere), "services.3.purpose", "collect" if sphere else None)
    assert told(put(apart, "services.3.letter", "А")) == [
        "services[3].letter: \"А\" is already used by service 'passport' (services[0].letter)"
    ]


@pytest.mark.parametrize(
    ("purposes", "complaint"),
    [
        (
            ("submit", "submit"),
            (
                "services[1].purpose: \"submit\" in sphere 'papers' is already used by service 'passport' "
                "(services[0].purpose)"
            ),
        ),
        (
            ("submit", None),
            "services[1].purpose: missing; sphere 'papers' has 2 services, told apart by their purpose",
        ),
    ],
)
def test_purposes_tell_services_apart(small_centre: CentreFile, purposes: Any, complaint: str) -> None:
    """The second press must lead to one service."""
    assert told(within(small_centre, *purposes)) == [complaint]


@pytest.mark.parametrize("purpose", [None, "submit"])
def test_one_service_is_told_by_its_sphere_alone(small_centre: CentreFile, purpose: Purpose | None) -> None:
    """Its purpose may be left out."""
    assert told(within(small_centre, purpose)) == []


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        (
            "services.2.sphere",
            "paper",
            "services[2].sphere: \"paper\": no such sphere. Did you mean 'papers'?",
        ),
        (
            "services.2.purpose",
            "submit",
            'services[2].purpose: "submit": only for a service with a sphere; add its sphere, or remove it',
        ),
        (
            "services.2.needs",
            ("registry", "registry"),
            'services[2].needs[1]: "registry" is already used by the same service (services[2].needs[0])',
        ),
        (
            "spheres",
            (Sphere(id="papers", name="Документи"), Sphere(id="land", name="Земля")),
            'spheres[1].id: "land": no service is of this sphere; remove it',
        ),
        (
            "spheres",
            (Sphere(id="papers", name="Документи"), Sphere(id="papers", name="Земля")),
            'spheres[1].id: "papers" is already used by another sphere (spheres[0].id); give one of them another name',
        ),
    ],
)
def test_each_slip_is_told(small_centre: CentreFile, path: str, value: Any, complaint: str) -> None:
    """One changed value is one complaint."""
    assert told(put(within(small_centre, "submit", "collect"), path, value)) == [complaint]


def test_a_file_without_spheres_says_so(small_centre: CentreFile) -> None:
    """There is nothing that could have been meant."""
    assert told(put(small_centre, "services.0.sphere", "papers")) == [
        'services[0].sphere: "papers": no such sphere. There is no [[spheres]] at all'
    ]
