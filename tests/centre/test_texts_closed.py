# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Why there is no ticket, and what to do then, in Ukrainian and in English."""

from typing import get_args

import pytest

from centre import texts_closed
from centre.messages import ClosedReason, Refusal, RefusalReason

PHRASES = {
    "power": ("немає електропостачання", "no electricity"),
    "internet": ("немає інтернету", "no Internet"),
    "registry": ("реєстр не працює", "the state register is not working"),
    "biometrics": ("обладнання для біометрії не працює", "the biometrics equipment is not working"),
    "not_yet": ("прийом ще не почався", "reception has not begun yet"),
    "over": ("прийом завершено", "reception is over"),
    "day_off": ("сьогодні прийому немає", "no reception today"),
    "full": ("вільних талонів зараз немає", "no tickets left for now"),
    "alert": ("повітряна тривога", "air-raid alert"),
}
NOT_GIVEN = "Талон не видано. Зверніться, будь ласка, до адміністратора."


@pytest.mark.parametrize("reason", get_args(ClosedReason))
def test_every_reason_has_its_phrase(reason: ClosedReason) -> None:
    """Each reason for which a service may be closed is said in a few words."""
    assert (texts_closed.closed(reason), texts_closed.closed(reason, "en")) == PHRASES[reason]


def test_before_the_reception_its_time_is_said_when_known() -> None:
    """Whoever comes early reads from when, on the screen and on paper."""
    assert texts_closed.closed("not_yet", "uk", "09:00") == "прийом з\N{NO-BREAK SPACE}09:00"
    assert texts_closed.closed("not_yet", "en", "09:00") == "open from 09:00"
    assert [texts_closed.service_closed("not_yet", language, "09:00") for language in ("uk", "en")] == [
        "Прийом з\N{NO-BREAK SPACE}09:00. Візьміть, будь ласка, талон ближче до цього часу.",
        "Reception begins at 09:00. Please take your ticket closer to that time.",
    ]


@pytest.mark.parametrize(
    ("reason", "ukrainian", "english"),
    [
        (
            "registry",
            (
                "Ця послуга тимчасово недоступна: реєстр не працює. Оберіть, будь ласка, іншу або зверніться до"
                " адміністратора."
            ),
            (
                "This service is temporarily unavailable: the state register is not working. Please choose another"
                " one or ask the administrator."
            ),
        ),
        (
            "not_yet",
            "Прийом ще не почався. Візьміть, будь ласка, талон пізніше.",
            "Reception has not begun yet. Please take your ticket later.",
        ),
        (
            "over",
            "Прийом на сьогодні завершено. Приходьте, будь ласка, в інший робочий день.",
            "Reception is over for today. Please come on another working day.",
        ),
        (
            "day_off",
            "Сьогодні прийому немає. Приходьте, будь ласка, в робочий день.",
            "There is no reception today. Please come on a working day.",
        ),
        (
            "full",
            (
                "Усі талони на час, що лишився, вже видано. Зверніться, будь ласка, до адміністратора або приходьте в"
                " інший робочий день."
            ),
            (
                "All tickets for the time that is left have been given. Please ask the administrator or come on another"
                " working day."
            ),
        ),
        (
            "alert",
            "Повітряна тривога. Пройдіть, будь ласка, в\xa0укриття. Талон візьміть після відбою.",
            "Air-raid alert. Please go to the shelter. Take your ticket after the all-clear.",
        ),
    ],
)
def test_a_notice_says_why_and_what_to_do(reason: ClosedReason, ukrainian: str, english: str) -> None:
    """A kiosk without a screen prints the reason and the way on."""
    assert texts_closed.service_closed(reason) == ukrainian
    assert texts_closed.service_closed(reason, "en") == english


@pytest.mark.parametrize(
    ("reason", "ukrainian", "english"),
    [
        (
            "unknown_code",
            "На сьогодні запису з таким кодом немає. Перевірте, будь ласка, код або зверніться до адміністратора.",
            "There is no appointment with this code for today. Please check the code or ask the administrator.",
        ),
        (
            "used_code",
            "За цим кодом талон уже видано. Якщо його у вас немає, зверніться, будь ласка, до адміністратора.",
            "A ticket has already been given for this code. If you do not have it, please ask the administrator.",
        ),
        ("journal_failed", NOT_GIVEN, "No ticket was given. Please ask the administrator."),
    ],
)
def test_a_refusal_becomes_what_the_citizen_can_do(reason: RefusalReason, ukrainian: str, english: str) -> None:
    """A wrong code is explained; what the citizen cannot mend is said without its technical text."""
    refusal = Refusal(reason=reason, text="for the technician")
    assert (texts_closed.refused(refusal), texts_closed.refused(refusal, "en")) == (ukrainian, english)


def test_a_refusal_of_a_closed_service_says_why() -> None:
    """The reason that came with a refusal is printed; without one the citizen is sent to the administrator."""
    refusal = Refusal(reason="service_closed", text="", closed="not_yet")
    assert texts_closed.refused(refusal, "uk", "09:00") == texts_closed.service_closed("not_yet", "uk", "09:00")
    assert texts_closed.refused(Refusal(reason="service_closed", text="")) == NOT_GIVEN
    assert texts_closed.refused(Refusal(reason="alert", text="")) == texts_closed.service_closed("alert")
