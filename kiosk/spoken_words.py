# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words of the kiosk's voice alone; what screen and paper say too is in kiosk/words.py and centre/texts*.py."""

from collections.abc import Collection, Iterator

from centre import catalogue
from centre.config import Language
from centre.config_kiosks import VoiceKey


def welcome(language: Language) -> str:
    """Return what is said when the voice mode begins."""
    return catalogue.say("Voice mode.", language)


def keys(wired: Collection[VoiceKey], language: Language, *, buttons: bool) -> Iterator[str]:
    """Yield what each key does that is there; ``buttons``: there are others, each with a meaning of its own."""
    if "next" in wired:
        yield catalogue.say("Key “Next”: the next choice.", language)
    if "choose" in wired:
        yield catalogue.say("Key “Choose”: take it.", language)
    if "volume" in wired:
        yield catalogue.say("Key “Volume”: louder.", language)
    if buttons:
        yield catalogue.say("Any other button says what it is; pressed again, it does it.", language)
    yield catalogue.say("Key “Listen”: hear this again; held, it ends the voice mode.", language)


def place(number: int, total: int, language: Language) -> str:
    """Return which of how many choices it is."""
    return catalogue.say("{number} of {total}.", language, number=number, total=total)


def again(language: Language) -> str:
    """Return what the second press of a button does."""
    return catalogue.say("Press again to choose.", language)


def entered(number: int, total: int, language: Language) -> str:
    """Return how much of a code is keyed in; not what: a code is its citizen's."""
    return catalogue.say("Digits entered: {number} of {total}.", language, number=number, total=total)


def volume(step: int, steps: int, language: Language) -> str:
    """Return how loud the voice is now."""
    return catalogue.say("Volume: {number} of {total}.", language, number=step, total=steps)


def any_key(language: Language) -> str:
    """Return how to say that one is still there."""
    return catalogue.say("To go on, press any key.", language)


def off(language: Language) -> str:
    """Return what is said when the voice mode ends."""
    return catalogue.say("The voice mode has ended.", language)


def out(language: Language) -> str:
    """Return that a ticket is out."""
    return catalogue.say("Your ticket is printed.", language)


def ticket(number: str, language: Language) -> str:
    """Return the number of a ticket, in the very words with which the hall will call it."""
    return catalogue.say("Ticket {number}.", language, number=number)


def service(name: str, language: Language) -> str:
    """Return what a ticket is for."""
    return catalogue.say("Service: {name}", language, name=name)


def issued(moment: str, language: Language) -> str:
    """Return when a ticket was given; ``moment`` as it stands on paper."""
    return catalogue.say("Issued: {moment}", language, moment=moment)


def take(language: Language) -> str:
    """Return what to do at the end."""
    return catalogue.say("Take your ticket from the slot.", language)


def hear_again(language: Language) -> str:
    """Return how to hear a ticket once more."""
    return catalogue.say("To hear it again, press “Listen”.", language)
