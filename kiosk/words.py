# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words of the kiosk's screen alone; what paper and hall say too is in centre/texts*.py."""

from centre import catalogue
from centre.config import Language
from centre.messages import ClosedReason
from centre.texts_closed import closed


def press(language: Language) -> str:
    """Return what to do at a kiosk that is well."""
    return catalogue.say("To get a ticket, press the button of the service you need.", language)


def coming(language: Language) -> str:
    """Return what is said from the press until the paper is out."""
    return catalogue.say("Please wait: your ticket is being printed.", language)


def promised(language: Language) -> str:
    """Return what becomes of a ticket that waits for a printer, as long as the kiosk keeps it."""
    return catalogue.say(
        "If you have already pressed a button, your ticket will be printed as soon as the machine works again.",
        language,
    )


def not_yet_printed(language: Language) -> str:
    """Return the same for a small screen."""
    return catalogue.say("Your ticket is not printed yet.", language)


def none_printed(language: Language) -> str:
    """Return for a small screen that this kiosk prints nothing."""
    return catalogue.say("No tickets here.", language)


def none_now(language: Language) -> str:
    """Return for a small screen that there are no tickets."""
    return catalogue.say("No tickets now.", language)


def ends_soon(language: Language) -> str:
    """Return for a small screen what an almost empty battery means."""
    return catalogue.say("We shall switch off soon. Tickets are kept.", language)


def none_given(language: Language) -> str:
    """Return what to do where no tickets are given, and no one reason is known."""
    return catalogue.say("Tickets are not being given now. Please ask the administrator.", language)


def none_given_for(reason: ClosedReason, language: Language) -> str:
    """Return the same where an outage closes everything."""
    return catalogue.say(
        "Tickets are not being given now: {reason}. Please ask the administrator.",
        language,
        reason=closed(reason, language),
    )


def reason(reason: ClosedReason, language: Language, from_time: str | None) -> str:
    """Return why no tickets are given, as a sentence for a small screen."""
    said = closed(reason, language, from_time)
    return f"{said[:1].upper()}{said[1:]}."


def ask(language: Language) -> str:
    """Return for a small screen whom to ask."""
    return catalogue.say("Please ask the administrator.", language)


def ask_staff(language: Language) -> str:
    """Return the same in words of few letters, for a screen so narrow that «адміністратора» is too wide for it."""
    return catalogue.say("Please ask the staff.", language)


def after_alert(language: Language) -> str:
    """Return when there are tickets again."""
    return catalogue.say("Please take your ticket after the all-clear.", language)


def enter_code(language: Language) -> str:
    """Return what those do who have an appointment, while nobody else gets a ticket."""
    return catalogue.say("With an appointment, enter its code.", language)
