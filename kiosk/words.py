# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words of the kiosk's screen alone; what paper and hall say too is in centre/texts*.py."""

from centre import catalogue
from centre.config import Language
from centre.messages import ClosedReason
from centre.texts_closed import closed
from kiosk.pages import ChoiceKind, Closed


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


def choose(language: Language) -> str:
    """Return what to do at a kiosk whose screen can be touched."""
    return catalogue.say("Choose a service", language)


def what_for(language: Language) -> str:
    """Return what is asked when a sphere is chosen."""
    return catalogue.say("What do you need?", language)


def press_one(language: Language) -> str:
    """Return the same at a kiosk with buttons, above what they mean now."""
    return catalogue.say("Press the button:", language)


def key_in(language: Language) -> str:
    """Return what is asked of whoever has an appointment."""
    return catalogue.say("Enter the code of your appointment", language)


def key_in_briefly(language: Language) -> str:
    """Return the same for a small screen."""
    return catalogue.say("Enter the code", language)


def still_wait(language: Language) -> str:
    """Return what is asked of whoever would have many people ahead."""
    return catalogue.say("Will you wait?", language)


def still_wait_buttons(language: Language) -> str:
    """Return the same with the two answers, at a kiosk with buttons."""
    return catalogue.say("Will you wait? Then press the same button again. If not, press any other.", language)


def same_button(language: Language) -> str:
    """Return the same for a small screen."""
    return catalogue.say("To wait, press the same button again.", language)


def still_there(language: Language) -> str:
    """Return what is asked of whoever has begun and does not go on."""
    return catalogue.say("Are you still there?", language)


def else_anew(language: Language) -> str:
    """Return what happens where nobody answers."""
    return catalogue.say("Without an answer the menu begins anew.", language)


def press_any(language: Language) -> str:
    """Return what to do then at a kiosk with buttons."""
    return catalogue.say("Press a button to go on.", language)


def take(language: Language) -> str:
    """Return what to do when the ticket is out."""
    return catalogue.say("Take your ticket", language)


def unknown_code(language: Language) -> str:
    """Return for a small screen that no appointment of today has this code."""
    return catalogue.say("No such code for today.", language)


def used_code(language: Language) -> str:
    """Return for a small screen that a code has brought its ticket already."""
    return catalogue.say("This code was used already.", language)


def not_given(language: Language) -> str:
    """Return for a small screen that there is no ticket."""
    return catalogue.say("No ticket was given.", language)


def code_alone(language: Language) -> str:
    """Return for a small screen that a code cannot be looked for."""
    return catalogue.say("Codes cannot be checked now.", language)


def yes_wait(language: Language) -> str:
    """Return the answer of whoever waits."""
    return catalogue.say("Yes, I will wait", language)


def chosen(language: Language) -> str:
    """Return what stands on a choice that is switched on."""
    return catalogue.say("chosen", language)


def command(kind: ChoiceKind, language: Language, *, short: bool) -> str:
    """Return what stands on a choice that is of every kiosk; ``short``: in few letters."""
    if short and kind in {"more", "code"}:
        return catalogue.say("Other", language) if kind == "more" else catalogue.say("Booking", language)
    return {
        "yes": catalogue.say("Yes", language),
        "no": catalogue.say("No", language),
        "back": catalogue.say("Back", language),
        "erase": catalogue.say("Erase", language),
        "more": catalogue.say("Other services", language),
        "code": catalogue.say("I have a booking", language),
        "priority": catalogue.say("Priority", language),
    }[kind]


def closed_briefly(reason: Closed, language: Language, from_time: str | None) -> str:
    """Return on one short line, as stands on a choice, why it gives no tickets."""
    begins = (
        catalogue.say("from {at}", language, at=from_time) if from_time else catalogue.say("not yet open", language)
    )
    return {
        "power": catalogue.say("no power", language),
        "internet": catalogue.say("no Internet", language),
        "registry": catalogue.say("no register", language),
        "biometrics": catalogue.say("no biometrics", language),
        "not_yet": begins,
        "over": catalogue.say("over for today", language),
        "day_off": catalogue.say("day off", language),
        "full": catalogue.say("no tickets left", language),
        "alert": catalogue.say("alert", language),
    }.get(reason or "", catalogue.say("no tickets", language))
