# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands on each choice, in a language: pure; the same for whoever shows it and whoever says it."""

import functools
from collections.abc import Mapping
from datetime import datetime
from typing import get_args

from centre import glyphs, texts
from centre.config import CentreFile, Language, Service, Sphere
from centre.messages import ClosedReason
from kiosk import words
from kiosk.pages import Choice, Page

LANGUAGES: Mapping[str, str] = {"uk": "Українська", "en": "English"}
"""Each language by its own name: whoever looks for it reads no other."""

SHORT_LANGUAGES: Mapping[str, str] = {"uk": "Укр.", "en": "Eng."}


def name(centre: CentreFile, id_: str, language: Language) -> str:
    """Return how centre.toml names a sphere, or a service; Ukrainian where it has no English name."""
    spheres = (_in_language(sphere, language) for sphere in centre.spheres if sphere.id == id_)
    return next(spheres, service_name(centre, id_, language))


def service_name(centre: CentreFile, id_: str, language: Language) -> str:
    """Return the name of a service, be there a sphere of the same id."""
    return next((_in_language(service, language) for service in centre.services if service.id == id_), "")


def label(centre: CentreFile, choice: Choice, page: Page, language: Language, *, short: bool = False) -> str:
    """Return what stands on a choice of a page; ``short``: in few letters, for a small screen."""
    match choice.kind:
        case "service" | "sphere" | "purpose":
            return _named(centre, choice, language)
        case "digit":
            return choice.of
        case "language":
            return (SHORT_LANGUAGES if short else LANGUAGES)[choice.of]
        case "yes" if page.kind == "still_wait":
            return words.yes_wait(language)
    return words.command(choice.kind, language, short=short)


def _named(centre: CentreFile, choice: Choice, language: Language) -> str:
    """Return the name of what centre.toml names; within a sphere a purpose is enough."""
    if choice.kind == "sphere":
        return name(centre, choice.name, language)
    service = next((service for service in centre.services if service.id == choice.of), None)
    if choice.kind == "purpose" and service and service.purpose:
        return texts.purpose(service.purpose, language)
    return service_name(centre, choice.of, language)


def _in_language(named: Service | Sphere, language: Language) -> str:
    return texts.apostrophe((language == "en" and named.name_en) or named.name)


def at_most(choice: Choice, label: str, language: Language) -> tuple[str, str]:
    """Return a label with the longest that may ever stand below it."""
    match choice.kind:
        case "service" | "sphere" | "purpose":
            return label, _longest(language)
        case "priority":
            return label, words.chosen(language)
    return label, ""


@functools.cache
def _longest(language: Language) -> str:
    reasons = (*get_args(ClosedReason), "")
    brief = [words.closed_briefly(reason, language, at) for reason in reasons for at in (None, "00:00")]
    return max(brief, key=glyphs.width_in_caps)


def state(choice: Choice, language: Language, opens_at: datetime | None, time_zone: str) -> str:
    """Return what stands below the label: that it is chosen, or in few words why it gives no tickets; or nothing."""
    if choice.chosen:
        return words.chosen(language)
    if choice.closed is None:
        return ""
    return words.closed_briefly(choice.closed, language, texts.clock(opens_at, time_zone) if opens_at else None)
