# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which presses lead to which service, by centre.toml alone: pure."""

from centre.config import CentreFile
from centre.config_kiosks import Button, Kiosk
from centre.config_words import Purpose
from kiosk.choices import Offer
from kiosk.pages import Choice


class Paths:
    """From the first press on one kiosk to all that can be had there, and back from a service to its buttons."""

    def __init__(self, *, centre: CentreFile, kiosk: Kiosk, offer: Offer) -> None:
        self._buttons, self._services = {button.name: button for button in kiosk.buttons}, centre.services
        self._first = offer.first

    def service(self, sphere: str, purpose: Purpose | None) -> str:
        """Return the service that the purpose means within a sphere, "" if none."""
        if not sphere or purpose is None:
            return ""
        return next((s.id for s in self._services if (s.sphere, s.purpose) == (sphere, purpose)), "")

    def services(self, sphere_or_service: Button | Choice) -> list[str]:
        """Return what can be had from the first press of this: its service, or those of its sphere."""
        if isinstance(sphere_or_service, Choice):
            sphere, service = _sphere_of(sphere_or_service), _service_of(sphere_or_service)
        else:
            sphere, service = sphere_or_service.sphere, sphere_or_service.service
        if sphere:
            return [one.id for one in self._services if one.sphere == sphere]
        return [service] if service else []

    def offered(self) -> set[str]:
        """Return all that can be had at this kiosk, bookings apart."""
        own = {service for button in self._buttons.values() for service in self.services(button)}
        return own | {service for choice in self._first for service in self.services(choice)}

    def pressed_for(self, service: str) -> set[str]:
        """Return the names of the buttons that lead to this service; of the digits, for a check-in ("")."""
        if not service:
            return {name for name, button in self._buttons.items() if button.digit is not None}
        if service in self._buttons:
            return {service}
        way = {name for s in self._services if s.id == service for name in (s.sphere, s.purpose) if name}
        return way & self._buttons.keys()


def _sphere_of(choice: Choice) -> str:
    return choice.of if choice.kind == "sphere" else ""


def _service_of(choice: Choice) -> str:
    return choice.of if choice.kind == "service" else ""
