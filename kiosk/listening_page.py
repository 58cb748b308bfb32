# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""docs/listening.md: how somebody who sees nothing takes a ticket, with every word that is heard on the way.

``python -m kiosk.listening_page`` writes it, from the pages and the keys of the kiosk itself; no sound is made.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from pathlib import Path
from uuid import UUID

from msgspec.structs import replace

from centre.centre_file import load
from centre.config import CentreFile, Language
from centre.messages import TicketReply, Wait
from kiosk.listening import CHOOSE, LISTEN, NEXT, Listening, Say
from kiosk.menu import Menu
from kiosk.pages import Known, Page
from kiosk.speech import Speech
from kiosk.which_page import page
from kiosk.wishes import TicketWish

PAGE = Path(__file__).resolve().parents[1] / "docs" / "listening.md"
AT = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)

KEYS: dict[Language, dict[str, str]] = {
    "uk": {LISTEN: "«Слухати»", NEXT: "«Далі»", CHOOSE: "«Вибрати»"},
    "en": {LISTEN: "“Listen”", NEXT: "“Next”", CHOOSE: "“Choose”"},
}
OUT: dict[Language, str] = {"uk": "талон надруковано", "en": "the ticket is printed"}


class Citizen:
    """Walks through a kiosk by the keys of the voice; each step gives what was pressed and what is heard then."""

    def __init__(self, centre: CentreFile) -> None:
        kiosk = centre.kiosks[0]
        self._menu, self._listening, self._speech = Menu(centre=centre, kiosk=kiosk), Listening(), Speech(centre, kiosk)
        self._menu.seen = True
        services = sorted(self._menu.paths.offered())
        self._known, self._now_s = Known(closed=dict.fromkeys(services, None)), 0.0

    def press(self, name: str) -> list[str]:
        """Press a key, and let the kiosk answer; return what is heard, sentence by sentence."""
        self._now_s += 1
        act = self._listening.press(name, "press", self._page(), self._now_s)
        if act.does:
            wish = self._menu.press(act.does, {}, self._now_s)
            if isinstance(wish, TicketWish):
                self._known = self._known._replace(coming=True, spoken=wish.language)
        return self._heard(act.says or self._listening.turn(self._page(), self._now_s))

    def get(self, reply: TicketReply) -> list[str]:
        """Let the ticket come out; return what is heard."""
        self._known = self._known._replace(coming=False, out=reply)
        return self._heard(self._listening.turn(self._page(), self._now_s))

    def _page(self) -> Page:
        return page(self._menu.offer, self._known, self._menu.begun)

    def _heard(self, says: Sequence[Say]) -> list[str]:
        return [one.text for one in self._speech.sentences(says, self._page(), self._listening.focus)]


def walk(centre: CentreFile, language: Language, keys: Sequence[str], service: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each step to a ticket for a service, and what is heard."""
    citizen, names = Citizen(centre), KEYS[language]
    for key in keys:
        yield names[key], citizen.press(key)
    yield OUT[language], citizen.get(_reply(service))
    yield names[LISTEN], citizen.press(LISTEN)


def document() -> str:
    """Return the whole of docs/listening.md."""
    with as_file(files("centre") / "examples" / "small.toml") as small:
        centre = load(small)
    both = replace(centre, centre=replace(centre.centre, languages=("uk", "en")))
    kiosk = replace(both.kiosks[0], buttons=(_english_button(both), *both.kiosks[0].buttons))
    english = replace(both, kiosks=(kiosk,))
    last = len(Menu(centre=english, kiosk=kiosk).offer.first) + 1
    return "\n".join(
        [
            *UKRAINIAN,
            *_steps(walk(centre, "uk", (LISTEN, NEXT, CHOOSE), "property"), "Натиснуто", "Чути"),
            *ENGLISH,
            *_steps(walk(english, "en", (LISTEN, *(NEXT,) * last, CHOOSE, CHOOSE), "passport"), "Pressed", "Heard"),
        ]
    )


def _english_button(centre: CentreFile) -> object:
    return replace(centre.kiosks[0].buttons[-1], voice="", language="en", pin=18)


def _steps(steps: Iterator[tuple[str, list[str]]], pressed: str, heard: str) -> Iterator[str]:
    yield from ("", f"| {pressed} | {heard} |")
    yield "| --- | --- |"
    for what, words in steps:
        yield f"| {what} | {' '.join(words)} |"
    yield ""


def _reply(service: str) -> TicketReply:
    wait = Wait(from_min=25, to_min=40, at=AT)
    return TicketReply(
        request_id=UUID(int=1), ticket={"property": "М012"}.get(service, "А012"), day=date(2026, 11, 23),
        service=service, issued_at=AT, ahead=21, windows=(1, 2), wait=wait,
    )  # fmt: skip


UKRAINIAN = """\
# Талон без зору · A ticket without sight

Made by `python -m kiosk.listening_page` from the pages and keys of the kiosk of
[the small example](../centre/examples/small.toml); a test fails when it is older than the code.

## Українською

Термінал із клавішею «Слухати» (`voice = "listen"`) говорить усе, що показує екран і що надруковано на талоні.

- **«Слухати»** починає голосовий режим. У ньому вона повторює сторінку або талон спочатку; якщо потримати її півтори
  секунди, режим вимикається. Її ставлять окремо, з рельєфною позначкою: це єдина клавіша, яку треба знайти.
- **«Далі»** веде до наступного пункту, по колу. **«Вибрати»** бере його.
- **«Гучність»** робить голос гучнішим: чотири ступені, разом 18 дБ. Після кожного відвідувача гучність
  повертається до звичайної.
- Будь-яка інша кнопка, поки режим увімкнено, спочатку каже, що вона означає; натиснута ще раз, робить це. Тому
  терміналу з кнопками досить однієї клавіші «Слухати». Цифри коду діють одразу, і чути лише, скільки їх уже є.
- Будь-яке натискання обриває голос тієї ж миті. Через пів хвилини тиші термінал питає, чи ви ще тут, і ще через
  20 секунд вимикає режим. Поки звучить голос, відлік часу зупинено.
- Про пріоритет чути лише «обрано», і ніколи чому. Якщо поруч можуть чути сторонні, під’єднайте навушники.

Один шлях цілком:
""".splitlines()

ENGLISH = """\
## In English

A kiosk with a key “Listen” (`voice = "listen"`) says all that its screen shows and that is printed on the ticket.

- **“Listen”** starts the voice mode. In it, it says the page or the ticket again; held for a second and a half, it ends
  the mode. Put it apart, with a raised mark: it is the only key that must be found.
- **“Next”** leads to the next choice, round and round. **“Choose”** takes it.
- **“Volume”** makes the voice louder: four steps, 18 dB in all. After each citizen it is as before.
- Any other button says first, in this mode, what it is; pressed again, it does it. So a kiosk of buttons needs the one
  key “Listen”. Digits of a code act at once, and what is heard is how many there are.
- Whatever is pressed cuts the voice off at once. After half a minute of silence the kiosk asks whether anybody is
  there, and 20 seconds later ends the mode. While the voice speaks, no time runs.
- Who has priority hears “chosen”, never why. Where strangers hear too, give the kiosk headphones.

One whole path, at a kiosk where English can be chosen; the letters of a number are said as the hall calls them:
""".splitlines()


if __name__ == "__main__":
    PAGE.write_text(document(), encoding="utf-8")
