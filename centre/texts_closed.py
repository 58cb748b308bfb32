# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Why there is no ticket, and what to do then: a phrase for screens, a notice for paper; it decides nothing.

``from_time`` is when the reception begins, as ``texts.clock`` says it; None while nobody knows.
"""

from centre import catalogue
from centre.config import Language
from centre.messages import ClosedReason, Refusal


def closed(reason: ClosedReason, language: Language = "uk", from_time: str | None = None) -> str:
    """Return in a few words, without a capital or a full stop, why a service gives no tickets: «немає інтернету»."""
    not_yet = (
        catalogue.say("open from {at}", language, at=from_time)
        if from_time
        else catalogue.say("reception has not begun yet", language)
    )
    return {
        "power": catalogue.say("no electricity", language),
        "internet": catalogue.say("no Internet", language),
        "registry": catalogue.say("the state register is not working", language),
        "biometrics": catalogue.say("the biometrics equipment is not working", language),
        "not_yet": not_yet,
        "over": catalogue.say("reception is over", language),
        "day_off": catalogue.say("no reception today", language),
        "full": catalogue.say("no tickets left for now", language),
        "alert": catalogue.say("air-raid alert", language),
    }[reason]


def service_closed(reason: ClosedReason, language: Language = "uk", from_time: str | None = None) -> str:
    """Return the notice a kiosk prints instead of a ticket of a closed service: why, and what to do."""
    if reason == "not_yet":
        return _not_yet(language, from_time)
    if reason == "over":
        return catalogue.say("Reception is over for today. Please come on another working day.", language)
    if reason == "day_off":
        return catalogue.say("There is no reception today. Please come on a working day.", language)
    if reason == "full":
        return catalogue.say(
            "All tickets for the time that is left have been given. Please ask the administrator or come on another"
            " working day.",
            language,
        )
    if reason == "alert":
        return catalogue.say(
            "Air-raid alert. Please go to the shelter. Take your ticket after the all-clear.", language
        )
    return catalogue.say(
        "This service is temporarily unavailable: {reason}. Please choose another one or ask the administrator.",
        language,
        reason=closed(reason, language),
    )


def not_given(language: Language = "uk") -> str:
    """Return the notice for whatever the citizen cannot mend."""
    return catalogue.say("No ticket was given. Please ask the administrator.", language)


def not_printing(language: Language = "uk") -> str:
    """Return what to do at a ticket machine that prints nothing; why it does not is nobody's."""
    return catalogue.say("The ticket machine is not printing tickets. Please ask the administrator.", language)


def unknown_code(language: Language = "uk") -> str:
    """Return the notice for a code that no appointment of today has, mistyped or of another day."""
    return catalogue.say(
        "There is no appointment with this code for today. Please check the code or ask the administrator.", language
    )


def used_code(language: Language = "uk") -> str:
    """Return the notice for a code that has already brought its ticket."""
    return catalogue.say(
        "A ticket has already been given for this code. If you do not have it, please ask the administrator.", language
    )


def code_alone(language: Language = "uk") -> str:
    """Return the notice for a code that a kiosk cannot ask the centre about."""
    return catalogue.say(
        "There is no connection to the centre, so a booking cannot be found now. Please ask the administrator.",
        language,
    )


def refused(refusal: Refusal, language: Language = "uk", from_time: str | None = None) -> str:
    """Return the notice for a refusal; what a citizen need not know is :func:`not_given`."""
    if refusal.closed or refusal.reason == "alert":
        return service_closed(refusal.closed or "alert", language, from_time)
    if refusal.reason == "unknown_code":
        return unknown_code(language)
    if refusal.reason == "used_code":
        return used_code(language)
    return not_given(language)


def _not_yet(language: Language, from_time: str | None) -> str:
    """Return what to do before the reception; tickets are given from a little earlier than it begins."""
    if not from_time:
        return catalogue.say("Reception has not begun yet. Please take your ticket later.", language)
    return catalogue.say(
        "Reception begins at {at}. Please take your ticket closer to that time.", language, at=from_time
    )
