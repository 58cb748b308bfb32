# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One file describes a centre: what ``centre.toml`` may say, as frozen structs. ``centre/toml_reader.py`` reads it."""

from typing import Annotated, Literal

import msgspec

from centre.config_alarms import Alerts, Siren
from centre.config_cards import Broker, Card, Region, Updates
from centre.config_desks import Desk
from centre.config_displays import Display
from centre.config_kiosks import Kiosk
from centre.config_ratings import Rating
from centre.config_rules import Appointments, Calls, Hours, Interval, Order, Records, Section
from centre.config_words import AtLeastOne, Identifier, Letters, Line, Purpose, Text, WindowNumber
from centre.facts_base import Resource

Language = Literal["uk", "en"]


class Centre(Section, frozen=True, kw_only=True):
    """Who we are, as the ticket and the hall screen say it; ``time_zone`` (IANA) sets their clock and ends the day.

    ``languages``: Ukrainian stands first always; "en" adds English below it. ``shelter_en``: where English says it.
    """

    name: Text
    name_en: Line = ""
    languages: Annotated[tuple[Language, ...], AtLeastOne] = ("uk",)
    phone: Line = ""
    shelter: Line = ""
    shelter_en: Line = ""
    time_zone: Text = "Europe/Kyiv"


class Sphere(Section, frozen=True, kw_only=True):
    """The first level of the menu: a sphere of life, as documents or land; its services differ by purpose."""

    id: Identifier
    name: Text
    name_en: Line = ""


class Service(Section, frozen=True, kw_only=True):
    """What citizens come for; ``letter`` starts its numbers, and services of one sphere may share it.

    ``usual_minutes`` is taken for the time of service until enough of it has been seen, ``visits_per_day`` is for
    ``cherha simulate`` alone.
    """

    id: Identifier
    letter: Letters
    name: Text
    name_en: Line = ""
    sphere: str = ""
    purpose: Purpose | None = None
    needs: tuple[Resource, ...] = ()
    usual_minutes: Annotated[float, msgspec.Meta(gt=0, le=480)] | None = None
    visits_per_day: Annotated[int, msgspec.Meta(ge=0, le=5000)] | None = None


class Window(Section, frozen=True, kw_only=True):
    """A workplace, the services it serves, and when its clerk has lunch."""

    number: WindowNumber
    services: Annotated[tuple[str, ...], AtLeastOne]
    lunch: Interval | None = None


class CentreFile(Section, frozen=True, kw_only=True):
    """All of ``centre.toml``."""

    centre: Centre
    services: Annotated[tuple[Service, ...], AtLeastOne]
    windows: Annotated[tuple[Window, ...], AtLeastOne]
    spheres: tuple[Sphere, ...] = ()
    order: Order = Order()
    calls: Calls = Calls()
    appointments: Appointments = Appointments()
    hours: Hours | None = None
    alerts: Alerts = Alerts()
    journal: Records = Records()
    broker: Broker = Broker()
    region: Region | None = None
    updates: Updates | None = None
    cards: tuple[Card, ...] = ()
    kiosks: tuple[Kiosk, ...] = ()
    desks: tuple[Desk, ...] = ()
    displays: tuple[Display, ...] = ()
    sirens: tuple[Siren, ...] = ()
    ratings: tuple[Rating, ...] = ()
