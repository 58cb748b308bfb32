# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a kiosk offers, and what can be pressed on each of its pages: pure; no words, no pixels, no pins."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from centre.config import CentreFile, Language, Service
from centre.config_kiosks import Kiosk
from kiosk.pages import Begun, Choice, Closed

MOST_CHOICES = 7
"""Easy-to-read rules: at most so many services and spheres at once; then *more*."""

Why = Mapping[str, Closed]
"""Of each service why it gives no tickets."""


class Offer(NamedTuple):
    """What one kiosk offers, by centre.toml alone.

    ``first``: its spheres and its services without one; ``purposes``: what can follow a sphere. ``most`` are shown at
    once. ``languages``: what its pages speak where nobody can choose; ``chooses``: somebody can.
    """

    first: tuple[Choice, ...]
    purposes: Mapping[str, tuple[Choice, ...]]
    priority: bool
    code: bool
    code_digits: int
    languages: tuple[Language, ...]
    chooses: bool
    most: int = MOST_CHOICES

    def services(self) -> set[str]:
        """Return all services that can be had here, bookings apart."""
        inside = {choice.of for choices in self.purposes.values() for choice in choices}
        return inside | {choice.of for choice in self.first if choice.kind == "service"}


def offer(centre: CentreFile, kiosk: Kiosk, most: int = MOST_CHOICES) -> Offer:
    """Return what a kiosk offers: with a touch screen all services of the centre, else what it has buttons for."""
    first = tuple(_all_first(centre) if kiosk.touch else _first_of_buttons(kiosk))
    offered = {button.purpose for button in kiosk.buttons if button.purpose}
    spheres = [choice.of for choice in first if choice.kind == "sphere"]
    return Offer(
        first=first,
        purposes={sphere: tuple(_purposes(centre.services, sphere, offered, kiosk)) for sphere in spheres},
        priority=kiosk.touch or any(button.priority for button in kiosk.buttons),
        code=kiosk.touch or any(button.digit is not None for button in kiosk.buttons),
        code_digits=centre.appointments.code_digits,
        languages=centre.centre.languages,
        chooses=len(centre.centre.languages) > 1 and kiosk.language_can_be_chosen,
        most=most,
    )


def menu(offered: Offer, begun: Begun, why: Why, *, booked: bool) -> tuple[Choice, ...]:
    """Return the choices of the first level, or of one part of it, then those of the bar."""
    parts = parts_of(offered)
    part = begun.part % len(parts)
    more = (Choice("more", "more", f"{part + 1}/{len(parts)}"),) if len(parts) > 1 else ()
    shown = (choice._replace(closed=closed(offered, choice, why)) for choice in parts[part])
    code = (Choice("code", "code"),) if offered.code and booked else ()
    useful = any(reason is None for reason in why.values()) or not why
    return (*shown, *more, *code, *(_priority(offered, begun) if useful else ()), *_language(offered, begun))


def purposes(offered: Offer, begun: Begun, why: Why) -> tuple[Choice, ...]:
    """Return what can follow the chosen sphere."""
    shown = (choice._replace(closed=why.get(choice.of)) for choice in offered.purposes.get(begun.sphere, ()))
    return (*shown, Choice("back", "back"), *_priority(offered, begun), *_language(offered, begun))


def code() -> tuple[Choice, ...]:
    """Return the keys of a keypad, in the order of a telephone's."""
    digits = (Choice(f"digit-{digit}", "digit", str(digit)) for digit in (*range(1, 10), 0))
    return (*digits, Choice("erase", "erase"), Choice("back", "back"))


def shut(offered: Offer, begun: Begun, *, booked: bool) -> tuple[Choice, ...]:
    """Return what is left where no service gives tickets: a booking's code, and the language."""
    code = (Choice("code", "code"),) if booked and offered.code else ()
    return (*code, *_language(offered, begun))


def back() -> tuple[Choice, ...]:
    """Return the way back from what was told."""
    return (Choice("back", "back"),)


def yes_no() -> tuple[Choice, ...]:
    """Return the two answers to a question."""
    return Choice("yes", "yes"), Choice("no", "no")


def parts_of(offered: Offer) -> Sequence[Sequence[Choice]]:
    """Return the first level in parts of about the same length, none of more than ``most``; at least one."""
    count = max(-(-len(offered.first) // offered.most), 1)
    size = max(-(-len(offered.first) // count), 1)
    return [offered.first[i : i + size] for i in range(0, max(len(offered.first), 1), size)]


def closed(offered: Offer, choice: Choice, why: Why) -> Closed:
    """Return why a choice gives no tickets; of a sphere only if all of it gives none, the reason if it is one."""
    if choice.kind != "sphere":
        return why.get(choice.of)
    reasons = {why.get(purpose.of) for purpose in offered.purposes[choice.of]}
    if None in reasons or not reasons:
        return None
    return reasons.pop() if len(reasons) == 1 else ""


def meanings(offered: Offer, kiosk: Kiosk) -> Iterator[Choice]:
    """Yield all that a press can mean here, those last whose names go before: what a button of centre.toml is."""
    yield from (*yes_no(), *back(), Choice("more", "more"))
    if offered.code:
        yield from (Choice("code", "code"), *code())
    if offered.priority:
        yield Choice("priority", "priority")
    if offered.chooses:
        yield Choice("language-en", "language")
    yield from (choice for inside in offered.purposes.values() for choice in inside)
    yield from offered.first
    for button in kiosk.buttons:
        if button.service:
            yield Choice(button.name, "service", button.service)
        elif button.sphere:
            yield Choice(button.name, "sphere", button.sphere)
        elif button.purpose:
            yield Choice(button.name, "purpose")


def _all_first(centre: CentreFile) -> Iterator[Choice]:
    """Yield all spheres and services of the first level in the order in which centre.toml has them."""
    seen = set[str]()
    for service in centre.services:
        if not service.sphere:
            yield Choice(service.id, "service", service.id)
        elif service.sphere not in seen:
            seen.add(service.sphere)
            yield Choice(service.sphere, "sphere", service.sphere)


def _first_of_buttons(kiosk: Kiosk) -> Iterator[Choice]:
    for button in kiosk.buttons:
        if button.service:
            yield Choice(button.name, "service", button.service)
        elif button.sphere:
            yield Choice(button.name, "sphere", button.sphere)


def _purposes(services: Sequence[Service], sphere: str, offered: Collection[str], kiosk: Kiosk) -> Iterator[Choice]:
    """Yield the services of a sphere by their purposes; one alone needs none, and has the name of the sphere then."""
    inside = [service for service in services if service.sphere == sphere]
    for service in inside:
        if len(inside) == 1:
            yield Choice(sphere, "sphere", service.id)
        elif service.purpose and (kiosk.touch or service.purpose in offered):
            yield Choice(service.purpose, "purpose", service.id)


def _priority(offered: Offer, begun: Begun) -> tuple[Choice, ...]:
    return (Choice("priority", "priority", chosen=begun.priority),) if offered.priority else ()


def _language(offered: Offer, begun: Begun) -> tuple[Choice, ...]:
    """Return the way to the other language, and from it back to Ukrainian."""
    if not offered.chooses:
        return ()
    return (Choice("language-en", "language", "uk" if begun.language == "en" else "en"),)
