# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of the two levels of the menu: sphere and purpose lead to exactly one service; knows no kiosk."""

from collections import Counter
from collections.abc import Iterator

from centre.check_names import Use, called, used_twice
from centre.config import CentreFile, Service
from centre.hints import shown
from centre.toml_reader import Slip, was_read


def spheres(centre: CentreFile) -> Iterator[Slip]:
    """Yield services that their sphere and purpose do not find, and spheres without a service."""
    sizes = Counter(service.sphere for service in centre.services)
    yield from used_twice(_purposes(centre))
    for i, service in enumerate(centre.services):
        if was_read(service.sphere) and was_read(service.purpose):
            yield from _purpose(service, sizes[service.sphere], f"services[{i}].purpose")
        yield from used_twice(
            Use(f"services[{i}].needs[{j}]", resource, shown(resource), "the same service")
            for j, resource in enumerate(service.needs)
        )
    for i, sphere in enumerate(centre.spheres):
        if was_read(sphere.id) and sphere.id not in sizes and all(map(was_read, sizes)):
            yield Slip(f"spheres[{i}].id", f"{shown(sphere.id)}: no service is of this sphere; remove it")


def _purposes(centre: CentreFile) -> Iterator[Use]:
    for i, service in enumerate(centre.services):
        if service.sphere and service.purpose:
            within = f"{shown(service.purpose)} in sphere '{service.sphere}'"
            value = (service.sphere, service.purpose)
            yield Use(f"services[{i}].purpose", value, within, called("service", service.id))


def _purpose(service: Service, size: int, path: str) -> Iterator[Slip]:
    if not service.sphere and service.purpose:
        yield Slip(path, f"{shown(service.purpose)}: only for a service with a sphere; add its sphere, or remove it")
    elif service.sphere and size > 1 and service.purpose is None:
        text = f"missing; sphere '{service.sphere}' has {size} services, told apart by their purpose"
        yield Slip(path, text)
