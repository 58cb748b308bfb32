# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of a kiosk's buttons: each has one meaning, each meaning one button, and every way ends in a ticket.

What a screen that is touched brings of its own is in centre/check_screens.py.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from centre.check_names import Use, used_twice
from centre.config import CentreFile
from centre.config_kiosks import Button, Kiosk
from centre.hints import either, listed, shown
from centre.toml_reader import Slip, was_read

_ABSENT = {
    "service": "", "sphere": "", "purpose": None, "digit": None, "priority": False, "language": "", "voice": "",
}  # fmt: skip
"""The keys that give a button its meaning, and what each is when it is left out."""


class Meaning(NamedTuple):
    """The one key that says what a button means, and its value."""

    key: str
    value: object


def meaning(button: Button) -> Meaning | None:
    """Return what a button means, None when it has not exactly one meaning or that could not be read."""
    given = [Meaning(key, getattr(button, key)) for key in _given(button)]
    return given[0] if len(given) == 1 and was_read(given[0].value) else None


def buttons(centre: CentreFile) -> Iterator[Slip]:
    """Yield buttons with no meaning, with two or with another's; digits and purposes that lack, or lead nowhere."""
    for i, kiosk in enumerate(centre.kiosks):
        path = f"kiosks[{i}].buttons"
        meant = [meaning(button) for button in kiosk.buttons]
        yield from _one_meaning(kiosk, path)
        yield from _no_ticket(kiosk, meant, path)
        yield from used_twice(
            Use(f"{path}[{j}].{said.key}", kiosk.buttons[j].name, _shown(said), "another button")
            for j, said in enumerate(meant)
            if said
        )
        if all(meant):  # a button that could not be read may be just the one that is missed
            said = [one for one in meant if one]
            yield from _digits(said, path)
            yield from _purposes(centre, said, path, touch=kiosk.touch)
            yield from _languages(centre, said, path)
            yield from _voice(kiosk, said, path)


def unspoken(centre: CentreFile) -> Iterator[Slip]:
    """Yield each kiosk at which somebody who sees nothing gets no ticket without help (EN 301 549, 5.1.3)."""
    for i, kiosk in enumerate(centre.kiosks):
        if all(button.voice != "listen" for button in kiosk.buttons):
            yield Slip(
                f"kiosks[{i}].buttons",
                'no button has voice = "listen", so nobody can have this kiosk read aloud; wire one, and a sound card',
            )


def _given(button: Button) -> list[str]:
    return [key for key, absent in _ABSENT.items() if getattr(button, key) != absent]


def _one_meaning(kiosk: Kiosk, path: str) -> Iterator[Slip]:
    for j, button in enumerate(kiosk.buttons):
        given = _given(button)
        if len(given) != 1 and all(was_read(getattr(button, key)) for key in _ABSENT):
            said = f"means {listed(given)} at once" if given else "has no meaning"
            yield Slip(f"{path}[{j}]", f"the button {said}; expected exactly one of {either(_ABSENT)}")


def _no_ticket(kiosk: Kiosk, meant: list[Meaning | None], path: str) -> Iterator[Slip]:
    """Yield a kiosk at which nobody could get a ticket, because it has no buttons, or none that leads to one."""
    if kiosk.touch or not was_read(kiosk.screen):
        return
    if not kiosk.buttons:
        yield Slip(path, "missing; a kiosk needs buttons, or a screen with touch = true")
    elif all(said and said.key not in {"service", "sphere", "digit"} for said in meant):
        yield Slip(path, "no button leads to a ticket; add one with service or sphere, or a screen with touch = true")


def _shown(said: Meaning) -> str:
    return said.key if said.key == "priority" else shown(said.value)


def _digits(meant: list[Meaning], path: str) -> Iterator[Slip]:
    missing = [str(digit) for digit in range(10) if Meaning("digit", digit) not in meant]
    if 0 < len(missing) < 10:  # noqa: PLR2004  (ten fingers, ten digits)
        text = f"no button for digit {listed(missing)}; expected all ten, to key in a booking's code, or none"
        yield Slip(path, text)


def _purposes(centre: CentreFile, meant: list[Meaning], path: str, *, touch: bool) -> Iterator[Slip]:
    """Yield what keeps the second press of two from reaching a service; nothing while a sphere is unknown.

    A screen that is touched shows all spheres, and their purposes.
    """
    spheres = {said.value for said in meant if said.key == "sphere"}
    if not _spheres_known(centre, spheres):
        return
    if touch:
        spheres = {sphere.id for sphere in centre.spheres}
    services = [service for service in centre.services if service.sphere in spheres]
    sizes = Counter(service.sphere for service in services)
    needed = {str(s.purpose): s.sphere for s in services if s.purpose and sizes[s.sphere] > 1}
    offered = {said.value for said in meant if said.key == "purpose"}
    for purpose, sphere in needed.items():
        if purpose not in offered and not touch:
            yield Slip(path, f"no button has purpose = \"{purpose}\", which sphere '{sphere}' needs; add one")
    for j, said in enumerate(meant):
        if said.key == "purpose" and said.value not in {service.purpose for service in services}:
            yield Slip(f"{path}[{j}].purpose", f"{shown(said.value)}: {_useless(spheres)}; remove it")


def _languages(centre: CentreFile, meant: list[Meaning], path: str) -> Iterator[Slip]:
    """Yield buttons for a language that the centre does not speak."""
    for j, said in enumerate(meant):
        if said.key == "language" and said.value not in centre.centre.languages:
            yield Slip(f"{path}[{j}].language", f"{shown(said.value)} is not in centre.languages; add it there")


def _voice(kiosk: Kiosk, meant: list[Meaning], path: str) -> Iterator[Slip]:
    """Yield voice keys that nothing starts, and those that lack where nothing else can be pressed without sight."""
    keys = {said.value: j for j, said in enumerate(meant) if said.key == "voice"}
    if keys and "listen" not in keys:
        key, j = next(iter(keys.items()))
        yield Slip(f"{path}[{j}].voice", f'{shown(key)} does nothing without a button voice = "listen"; add one')
    missing = [key for key in ("next", "choose") if key not in keys]
    touch = kiosk.touch or any(key in keys for key in ("next", "choose"))
    if "listen" in keys and touch and missing:
        text = f"no button has voice = {either(map(shown, missing))}, so whoever listens cannot choose what is offered"
        yield Slip(path, f"{text}; add {'both' if len(missing) > 1 else 'it'}")


def _spheres_known(centre: CentreFile, spheres: set[object]) -> bool:
    read = all(was_read(service.sphere) and was_read(service.purpose) for service in centre.services)
    return read and spheres <= {sphere.id for sphere in centre.spheres}


def _useless(spheres: set[object]) -> str:
    return "no sphere of this kiosk has a service for it" if spheres else "this kiosk has no button for a sphere"
