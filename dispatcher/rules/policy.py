# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""All of centre.toml that the rules ask, and nothing else of it."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import msgspec

from centre.blocks import block_of
from centre.config import CentreFile, Service, Window
from centre.config_alarms import Alerts
from centre.config_rules import Appointments, Calls, Hours, Order, Records


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """A centre as the rules see it.

    ``serving``: the windows of each service; ``confirming``: those whose clerk can say that the citizen has come.
    ``sheltered``: those that go on in an air-raid alert; ``sirens``: the units that hear of one;
    ``batteries``: those that hear of the mains. ``blocks``: the
    numbers that each kiosk gives by itself while it is alone, and nobody else ever.
    """

    time_zone: str
    services: Mapping[str, Service]
    windows: Mapping[int, Window]
    serving: Mapping[str, tuple[int, ...]]
    confirming: frozenset[int] = frozenset()
    blocks: Mapping[str, range] = {}
    order: Order = Order()
    calls: Calls = Calls()
    appointments: Appointments = Appointments()
    hours: Hours | None = None
    alerts: Alerts = Alerts()
    sheltered: frozenset[int] = frozenset()
    sirens: tuple[str, ...] = ()
    batteries: tuple[str, ...] = ()
    words_among: int = Records().words_among

    @classmethod
    def of(cls, centre: CentreFile) -> "Policy":
        """Return the policy of a centre."""
        return cls(
            time_zone=centre.centre.time_zone,
            services={service.id: service for service in centre.services},
            windows={window.number: window for window in centre.windows},
            serving={
                service.id: tuple(window.number for window in centre.windows if service.id in window.services)
                for service in centre.services
            },
            confirming=frozenset(desk.window for desk in centre.desks if any(k.action == "serve" for k in desk.keys)),
            blocks={kiosk.id: block_of(kiosk) for kiosk in centre.kiosks},
            order=centre.order,
            calls=centre.calls,
            appointments=centre.appointments,
            hours=centre.hours,
            alerts=centre.alerts,
            sheltered=frozenset(w.number for w in centre.windows if centre.alerts.goes_on(w.number)),
            sirens=tuple(siren.id for siren in centre.sirens if siren.source != "ups"),
            batteries=tuple(siren.id for siren in centre.sirens if siren.source == "ups"),
            words_among=centre.journal.words_among,
        )

    @property
    def zone(self) -> ZoneInfo:
        """Return the centre's time zone."""
        return ZoneInfo(self.time_zone)

    def reserved(self, count: int) -> bool:
        """Return whether a number is of some kiosk's own block, under whatever letter."""
        return any(count in block for block in self.blocks.values())

    def windows_for(self, service: str) -> tuple[int, ...]:
        """Return the numbers of the windows that serve a service."""
        return self.serving.get(service, ())
