# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The non-visual mode of the whole kiosk, as dialogues: a key, and what is heard."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from centre.config import CentreFile
from centre.config_kiosks import Button
from centre.messages import CheckIn, Problem, Refusal, TicketRequest
from centre.panel import Edge
from centre.speech import SpeakingIs
from kiosk.absence import DOUBT_S, KEEP_S
from kiosk.facts import OwnTicket
from kiosk.listening import HOLD_S
from kiosk.papers import TAKE_S
from tests.fakes import OUT_OF_PAPER
from tests.kiosk.listener import CHOOSE, LISTEN, NEXT, VOLUME, Listener, with_keys

At = Callable[[CentreFile], Listener]

PRESS_AGAIN = "Натисніть ще раз, щоб вибрати."
OFF = "Голосовий режим вимкнено."


@pytest.fixture
def at(tmp_path: Path, voice_keys: tuple[Button, ...]) -> Iterator[At]:
    """Return what brings somebody to the kiosk of a centre, to which the keys of the voice are added."""
    come: list[Listener] = []

    def bring(centre: CentreFile) -> Listener:
        come.append(Listener(with_keys(centre, voice_keys), tmp_path))
        return come[-1]

    yield bring
    for one in come:
        one.kiosk.cut()


@pytest.fixture
def listener(at: At, small_centre: CentreFile) -> Listener:
    """Return somebody at the kiosk of the small centre."""
    return at(small_centre)


@pytest.fixture
def bilingual(at: At, small_centre: CentreFile) -> Listener:
    """Return somebody at a kiosk with a button for English."""
    kiosk = small_centre.kiosks[0]
    buttons = (*kiosk.buttons, Button(pin=18, language="en"))
    return at(
        msgspec.structs.replace(
            small_centre,
            centre=msgspec.structs.replace(small_centre.centre, languages=("uk", "en")),
            kiosks=(msgspec.structs.replace(kiosk, buttons=buttons),),
        )
    )


def test_one_key_starts_the_voice(listener: Listener) -> None:
    """Without any other: it says what the keys do, where one is, and the first choice; before it nothing is said."""
    assert listener.key(NEXT) == ""
    assert listener.key(CHOOSE) == ""
    said = listener.key(LISTEN)
    assert said.startswith("Голосовий режим. Клавіша Далі: наступний пункт. Клавіша Вибрати: взяти цей пункт.")
    assert said.endswith("цнап Вербівської громади. Оберіть послугу. Паспорт. один із п'яти.")


def test_a_ticket_is_taken_by_three_keys(listener: Listener) -> None:
    """Listen, next, choose; the whole ticket is said when it is out, and once more for the asking."""
    listener.key(LISTEN)
    assert listener.key(NEXT) == "Реєстрація майна. два із п'яти."
    assert listener.key(CHOOSE) == "Зачекайте: талон друкується."
    reply = listener.take_ticket("М012")
    assert (reply.service, listener.page().kind) == ("property", "take")
    said = listener.listened()
    assert said.startswith("Ваш талон надруковано. Талон Ем, нуль, один, два. Послуга: Реєстрація майна.")
    assert said.endswith(
        "Візьміть талон із щілини термінала. Талон Ем, нуль, один, два. Щоб почути ще раз, натисніть Слухати."
    )
    assert listener.key(LISTEN) == said


def test_a_ticket_is_heard_to_its_end_though_its_page_has_gone(listener: Listener) -> None:
    """The page is shown for eight seconds, a ticket is heard for a minute: neither waits for the other."""
    listener.key(LISTEN)
    listener.key(CHOOSE)
    listener.take_ticket()
    heard = listener.said()
    assert listener.wait(30) == ""
    assert listener.page().kind == "menu"
    assert listener.key(LISTEN) == heard
    assert listener.key(NEXT) == "цнап Вербівської громади. Оберіть послугу. Паспорт. один із п'яти."


def test_the_focus_goes_round(listener: Listener) -> None:
    """After the last choice comes the first; the page on the screen shows where the keys stand."""
    listener.key(LISTEN)
    said = [listener.key(NEXT) for _ in range(5)]
    assert said[-2:] == ["Пріоритет. п'ять із п'яти.", "Паспорт. один із п'яти."]


def test_a_button_says_first_what_it_is(listener: Listener) -> None:
    """A first press tells, the second of the same does it; another button in between begins anew."""
    listener.key(LISTEN)
    assert listener.key("civil") == f"Шлюб, народження. {PRESS_AGAIN}"
    assert listener.key("benefits") == f"Пільги та допомоги. {PRESS_AGAIN}"
    assert listener.key("civil") == f"Шлюб, народження. {PRESS_AGAIN}"
    assert listener.kiosk.link.take(TicketRequest) == []
    listener.key("civil")
    assert [request.service for request in listener.kiosk.link.take(TicketRequest)][:1] == ["civil"]


def test_without_the_voice_a_button_does_what_it_did(listener: Listener) -> None:
    """A kiosk that can speak is at the first press as quick as ever for whoever sees."""
    assert listener.key("civil") == ""
    assert [request.service for request in listener.kiosk.link.take(TicketRequest)][:1] == ["civil"]


def test_any_key_cuts_the_voice_off(listener: Listener) -> None:
    """As it goes down, not when it has come up and is understood."""
    listener.key(LISTEN, interrupt=True)
    for count, name in enumerate((NEXT, VOLUME, "civil", LISTEN), 1):
        listener.key(name, interrupt=True)
        assert listener.kiosk.speaking.hushed == count


def test_a_contact_that_chatters_does_not_cut_off_its_own_answer(listener: Listener) -> None:
    """What is said begins at the first closing; those that follow within milliseconds, or too soon, are no press."""
    listener.key(LISTEN)
    down_s = listener.kiosk.clock.pass_s(1.5).steady_s
    for closed, after_s in ((True, 0.0), (False, 0.004), (True, 0.006), (False, 0.08), (True, 0.15), (False, 0.2)):
        listener.kiosk.handle(Edge(NEXT, closed=closed, at_s=down_s + after_s))
    assert (listener.said(), listener.kiosk.speaking.hushed) == ("Реєстрація майна. два із п'яти.", 1)


def test_priority_is_said_to_be_chosen_and_no_more(listener: Listener) -> None:
    """Its label like any other's; that it is on, in one word; pressed again, it is off."""
    listener.key(LISTEN)
    assert listener.key("priority") == f"Пріоритет. {PRESS_AGAIN}"
    assert listener.key("priority") == "Пріоритет. обрано. п'ять із п'яти."
    listener.key("passport")
    listener.key("passport")
    (asked, *_) = listener.kiosk.link.take(TicketRequest)
    assert (asked.service, asked.priority) == ("passport", True)


def test_the_volume_has_four_steps_over_18_db_and_goes_back(listener: Listener) -> None:
    """One step is 12 dB above the quietest; after each citizen it is as before (EN 301 549, 8.2.1 and 5.1.3)."""
    listener.key(LISTEN)
    loud = [listener.newest().decibels]
    for step in ("три", "чотири", "один", "два"):
        assert listener.key(VOLUME) == f"Гучність: {step} із чотирьох."
        loud.append(listener.newest().decibels)
    assert loud == [-12, -6, 0, -18, -12]
    listener.key(VOLUME)
    listener.key(LISTEN, hold_s=HOLD_S)
    listener.key(LISTEN)
    assert listener.newest().decibels == -12


def test_listen_held_ends_the_voice(listener: Listener) -> None:
    """It says so, closes the card, and buttons do at once what they did before."""
    listener.key(LISTEN)
    assert listener.key(LISTEN, hold_s=HOLD_S) == OFF
    assert listener.newest().last
    assert listener.key(NEXT) == ""
    listener.key("civil")
    assert listener.kiosk.link.take(TicketRequest)


def test_whoever_says_nothing_is_asked_and_then_left(listener: Listener) -> None:
    """Half a minute after the last word it asks, 20 s after the question it ends (WCAG 2.2.1); any key is an answer."""
    listener.key(LISTEN)
    assert listener.wait(KEEP_S - 2) == ""
    assert listener.wait(3) == "Ви ще тут? Щоб продовжити, натисніть будь-яку клавішу."
    listener.listened()
    assert listener.key(NEXT) == "цнап Вербівської громади. Оберіть послугу. Паспорт. один із п'яти."
    listener.wait(KEEP_S + 1)
    listener.listened()
    assert listener.wait(DOUBT_S - 2) == ""
    assert listener.wait(3) == OFF
    assert listener.newest().last
    assert listener.wait(600) == ""


def test_the_time_begins_when_the_voice_has_ended(listener: Listener) -> None:
    """Nobody is hurried while they still listen."""
    listener.key(LISTEN, interrupt=True)
    assert listener.wait(KEEP_S + DOUBT_S) == ""
    listener.listened()
    assert listener.wait(KEEP_S - 1) == ""
    assert listener.wait(2).startswith("Ви ще тут?")


def test_what_was_begun_is_asked_about_by_the_same_page_as_on_a_screen(at: At, menu_centre: CentreFile) -> None:
    """Half a wish is kept as long as its citizen answers, though nobody sees the question."""
    listener = at(menu_centre)
    listener.key(LISTEN)
    assert listener.key(CHOOSE).startswith("Документи. Що вам потрібно? Консультація. один із")
    said = listener.wait(KEEP_S + 1)
    assert said == "Ви ще тут? Без відповіді меню почнеться спочатку. Так. один із двох."
    listener.listened()
    assert listener.key(CHOOSE).startswith("Документи.")
    listener.wait(KEEP_S + 1)
    listener.listened()
    assert listener.wait(DOUBT_S + 1) == OFF
    assert listener.page().kind == "menu"


def test_after_a_ticket_the_voice_ends_by_itself(listener: Listener) -> None:
    """Whoever has their ticket is not asked anything more."""
    listener.key(LISTEN)
    listener.key(CHOOSE)
    listener.take_ticket()
    listener.listened()
    assert listener.wait(KEEP_S - 1) == ""
    assert listener.wait(2) == OFF


def test_many_people_ahead_are_told_before_the_ticket(at: At, small_centre: CentreFile) -> None:
    """Who listens can be asked, also at a kiosk without a screen: yes brings the ticket, no the menu."""
    kiosk = msgspec.structs.replace(small_centre.kiosks[0], ask_above=5)
    listener = at(msgspec.structs.replace(small_centre, kiosks=(kiosk,)))
    listener.kiosk.crowd(passport=21)
    listener.key(LISTEN)
    said = listener.key(CHOOSE)
    assert said == "Паспорт. Перед вами двадцять одна особа. Чекатимете? Так, чекатиму. один із двох."
    assert listener.key(NEXT) == "Ні. два із двох."
    assert listener.key(CHOOSE).startswith("цнап Вербівської громади.")
    assert listener.kiosk.link.take(TicketRequest) == []
    listener.key(CHOOSE)
    listener.key(CHOOSE)
    assert listener.kiosk.link.take(TicketRequest)


def test_a_kiosk_of_buttons_needs_one_key_alone(
    small_centre: CentreFile, tmp_path: Path, voice_keys: tuple[Button, ...]
) -> None:
    """Each button says what it is; asked whether one will wait, the same button is pressed once more."""
    kiosk = msgspec.structs.replace(small_centre.kiosks[0], ask_above=5)
    centre = msgspec.structs.replace(small_centre, kiosks=(kiosk,))
    listener = Listener(with_keys(centre, voice_keys[:1]), tmp_path)
    listener.kiosk.crowd(passport=21)
    said = listener.key(LISTEN)
    assert "Далі" not in said
    assert said.endswith("Щоб узяти талон, натисніть кнопку потрібної послуги.")
    assert listener.key("passport") == f"Паспорт. {PRESS_AGAIN}"
    said = listener.key("passport")
    assert said.startswith("Паспорт. Перед вами двадцять одна особа. Чекатимете?")
    assert said.endswith("Тоді натисніть ту саму кнопку ще раз. Якщо ні, будь-яку іншу.")
    assert listener.kiosk.link.take(TicketRequest) == []
    listener.key("passport")
    assert listener.kiosk.link.take(TicketRequest)
    listener.kiosk.cut()


def test_a_closed_service_says_why_and_prints_no_slip(listener: Listener) -> None:
    """Paper tells nothing to whoever cannot read it; the way back leads to the menu."""
    listener.kiosk.board(passport="registry")
    assert "реєстр" in listener.key(LISTEN)
    said = listener.key(CHOOSE)
    assert said.startswith("Ця послуга тимчасово недоступна: реєстр не працює.")
    assert said.endswith("Назад.")
    assert listener.kiosk.printer.notices == []
    assert listener.key(CHOOSE).startswith("цнап Вербівської громади.")


def test_a_printer_that_fails_is_said_at_once(listener: Listener) -> None:
    """Faults and alerts interrupt: they are pages as any other."""
    listener.key(LISTEN)
    listener.kiosk.handle(listener.kiosk.printer.says(OUT_OF_PAPER))
    assert listener.said() == "Термінал не друкує талонів. Зверніться, будь ласка, до адміністратора."
    assert listener.key(CHOOSE) == "Термінал не друкує талонів. Зверніться, будь ласка, до адміністратора."


def test_the_last_ticket_of_a_roll_is_heard_whole(listener: Listener) -> None:
    """Paper most often ends behind a ticket: it is out, so it is said, and nothing but an alert cuts it off."""
    listener.key(LISTEN)
    listener.key(CHOOSE)
    listener.take_ticket(fault=OUT_OF_PAPER)
    assert listener.page().kind == "take"
    said = listener.said()
    assert said.startswith("Ваш талон надруковано.")
    assert listener.wait(30) == ""
    assert listener.page().kind == "not_printing"
    assert listener.key(LISTEN) == said
    assert listener.key(NEXT) == "Термінал не друкує талонів. Зверніться, будь ласка, до адміністратора."


def test_an_alert_cuts_a_ticket_off(listener: Listener) -> None:
    """It is on paper and can be heard later; the way to the shelter cannot wait, once the ticket had its seconds."""
    listener.key(LISTEN)
    listener.key(CHOOSE)
    listener.take_ticket()
    listener.said()
    listener.kiosk.close_services("alert", "passport", "property", "benefits", "civil")
    assert "повітряна тривога" in listener.wait(TAKE_S)


def test_an_alert_says_where_the_shelter_is(listener: Listener) -> None:
    """As soon as the board tells of it."""
    listener.key(LISTEN)
    listener.kiosk.close_services("alert", "passport", "property", "benefits", "civil")
    assert "повітряна тривога" in (said := listener.said())
    assert "підвал школи" in said


def test_a_ticket_of_a_kiosk_alone_is_heard_too(listener: Listener) -> None:
    """With the words that stand on it instead of who is ahead."""
    listener.kiosk.dispatcher_is("offline")
    listener.kiosk.wait(60)
    listener.key(LISTEN)
    listener.key(CHOOSE)
    (own,) = [ticket for ticket in listener.kiosk.printer.jobs if isinstance(ticket, OwnTicket)]
    listener.kiosk.handle(listener.kiosk.printer.ended(own))
    assert "Талон видано без зв'язку із системою черги" in listener.listened()


def test_a_copy_says_that_it_is_one(listener: Listener) -> None:
    """Another paper with this number may be in somebody's hand."""
    listener.key(LISTEN)
    listener.key(CHOOSE)
    request = listener.kiosk.link.take(TicketRequest)[-1]
    reply = listener.kiosk.give(request)
    listener.kiosk.handle(listener.kiosk.printer.interrupted(reply))
    listener.kiosk.handle(listener.kiosk.printer.says())
    listener.kiosk.handle(listener.kiosk.printer.ended(reply))
    assert "копія." in listener.listened()


def test_a_code_is_keyed_in_without_being_said(at: At, menu_centre: CentreFile) -> None:
    """Digits act at their first press, for fingers feel them; what is heard is how many they are."""
    listener = at(menu_centre)
    listener.key(LISTEN)
    assert listener.key("digit-5") == "Введіть код запису. Введено цифр: один із чотирьох. один. один із дванадцяти."
    assert listener.key("digit-5") == "Введено цифр: два із чотирьох."
    listener.key("digit-1")
    listener.key("digit-3")
    (asked, *_) = listener.kiosk.link.take(CheckIn)
    assert asked.code == "5513"
    listener.kiosk.hear(Refusal(request_id=asked.request_id, reason="unknown_code", text="no such code"))
    assert listener.listened().startswith("На сьогодні запису з таким кодом немає.")


def test_english_is_chosen_as_any_other(bilingual: Listener) -> None:
    """The page is said in the language that was chosen, the next citizen hears Ukrainian again."""
    bilingual.key(LISTEN)
    assert bilingual.key("language-en") == "English. Натисніть ще раз, щоб вибрати."
    said = bilingual.key("language-en")
    assert said.startswith("Voice mode. Key Next: the next choice.")
    assert said.endswith("Verbivka Service Centre. Choose a service. Passport. one of six.")
    bilingual.key(CHOOSE)
    bilingual.take_ticket()
    assert bilingual.listened().startswith("Your ticket is printed. Ticket ah, zero, one, two. Service: Passport.")
    bilingual.wait(KEEP_S + 1)
    assert bilingual.key(LISTEN).startswith("Голосовий режим.")


def test_a_missing_sound_card_is_told_to_the_technician_only(listener: Listener) -> None:
    """The kiosk is degraded and goes on; the problem goes when the card is there."""
    problem = Problem(code="no_sound", text="Kiosk 'kiosk-hall': SDL opened no sound card.")
    listener.kiosk.handle(SpeakingIs((problem,)))
    assert listener.kiosk.link.problems() == (problem,)
    listener.key(LISTEN)
    listener.key(CHOOSE)
    assert listener.kiosk.link.take(TicketRequest)
    listener.kiosk.handle(SpeakingIs(()))
    assert listener.kiosk.link.problems() == ()


def test_a_kiosk_without_the_key_has_no_voice(small_centre: CentreFile, tmp_path: Path) -> None:
    """No thread, no card: a kiosk pays nothing for what it has not."""
    listener = Listener(small_centre, tmp_path)
    assert not hasattr(listener.kiosk, "speaking")
    assert listener.kiosk.service._front._guide.deadline_s() is None
    listener.kiosk.cut()


def test_the_voice_keys_keep_their_lamps_while_all_is_closed(listener: Listener) -> None:
    """They still lead to something: they tell why."""
    listener.kiosk.handle(listener.kiosk.printer.says(OUT_OF_PAPER))
    assert listener.kiosk.lamp("passport") == "off"
    assert listener.kiosk.lamp(LISTEN) == "on"


def test_the_voice_is_closed_with_the_kiosk(
    small_centre: CentreFile, tmp_path: Path, voice_keys: tuple[Button, ...]
) -> None:
    """The card is given back."""
    listener = Listener(with_keys(small_centre, voice_keys), tmp_path)
    listener.kiosk.service.close()
    assert listener.kiosk.speaking.closed
