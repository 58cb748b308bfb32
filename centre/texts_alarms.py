# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What people read of air-raid alerts and of the battery: words for all devices; it decides nothing.

Each text is whole by itself and names in words what a colour may tell besides. Times are what ``texts.clock`` says.
"""

from collections.abc import Collection
from datetime import datetime

from centre import catalogue
from centre.config import Centre, Language
from centre.facts_base import AlertLevel
from centre.texts import apostrophe, clock, listed, shelter_name


def attention(language: Language = "uk") -> str:
    """Return what is said before an alert, for whoever did not listen."""
    return catalogue.say("Attention!", language)


def alert(language: Language = "uk") -> str:
    """Return the headline of an alert."""
    return catalogue.say("AIR-RAID ALERT", language)


def threat(level: AlertLevel, language: Language = "uk") -> str:
    """Return the level in the feeds' own words: drones or missiles; empty where nobody has said which."""
    return {
        "unknown": "",
        "red": catalogue.say("Missile threat (red level)", language),
        "yellow": catalogue.say("Drone threat (yellow level)", language),
    }[level]


def lasts(since: datetime, time_zone: str, language: Language = "uk") -> str:
    """Return since when the alert lasts (aware): «Триває з 10:37»."""
    return catalogue.say("Since {at}", language, at=clock(since, time_zone))


def go_to_shelter(place: str, language: Language = "uk") -> str:
    """Return the way to safety; a centre that named no shelter sends people to the nearest."""
    if not place:
        return catalogue.say("Go to the nearest shelter", language)
    return catalogue.say("Go to the shelter: {place}", language, place=apostrophe(place))


def way_to_shelter(centre: Centre, language: Language = "uk") -> str:
    """Return the way to the shelter of this centre, by its name in the language if it has one."""
    return go_to_shelter(shelter_name(centre, language), language)


def tickets_kept(language: Language = "uk") -> str:
    """Return that nobody loses a place by leaving."""
    return catalogue.say("Tickets are kept, the queue will go on from the same place.", language)


def warning(level: AlertLevel, language: Language = "uk") -> str:
    """Return the headline of an alert in which the reception goes on."""
    return {
        "unknown": catalogue.say("Air-raid alert", language),
        "red": catalogue.say("Air-raid alert: missile threat (red level)", language),
        "yellow": catalogue.say("Air-raid alert: drone threat (yellow level)", language),
    }[level]


def reception_goes_on(language: Language = "uk") -> str:
    """Return that windows call as ever."""
    return catalogue.say("Reception goes on.", language)


def in_shelter(windows: Collection[int], language: Language = "uk") -> str:
    """Return where the reception goes on: at these windows of the shelter, or here, as the centre itself is one."""
    if not windows:
        return catalogue.say("Reception goes on: the centre is in a shelter.", language)
    if len(set(windows)) == 1:
        return catalogue.say("Reception goes on in the shelter: window {number}.", language, number=min(windows))
    return catalogue.say("Reception goes on in the shelter: windows {numbers}.", language, numbers=listed(windows))


def all_clear(language: Language = "uk") -> str:
    """Return the headline of the time in which people walk back."""
    return catalogue.say("All-clear.", language)


def resumes(at: datetime, time_zone: str, language: Language = "uk") -> str:
    """Return when the windows call again (aware): «Черга продовжиться о 10:05.»."""
    said = catalogue.say("The queue will go on at {at}.", language, at=clock(at, time_zone))
    # «о десятій», but «об одинадцятій»: of all hours only that one begins with a vowel.
    return said.replace("о\N{NO-BREAK SPACE}11:", "об\N{NO-BREAK SPACE}11:")


def called_first(language: Language = "uk") -> str:
    """Return what those read who were called before the alert, and not served."""
    return catalogue.say("Those already called will be called first.", language)


def unheard(language: Language = "uk") -> str:
    """Return what the hall must know while no source of alerts can be heard."""
    return catalogue.say("We receive no alert signals: listen for the siren.", language)


def on_battery(language: Language = "uk") -> str:
    """Return that the mains is out and the centre goes on."""
    return catalogue.say("We are running on battery.", language)


def battery_low(language: Language = "uk") -> str:
    """Return that all will be dark in a moment, and what becomes of the tickets."""
    return catalogue.say("The battery is almost empty: we shall switch off soon. Tickets are kept.", language)


def after_alert(language: Language = "uk") -> str:
    """Return what stands on a ticket that was given in an alert."""
    return catalogue.say("Valid after the all-clear", language)
