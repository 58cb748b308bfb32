# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The page of lamps: what each light means to whoever sits or stands before it, in both languages.

``python -m centre.lamp_page`` writes docs/lamps.md; how a light looks comes from ``centre/lamps.py``.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from centre.lamps import NUDGED, PASSING_S, RHYTHMS, Light

PAGE = Path(__file__).resolve().parents[1] / "docs" / "lamps.md"

DRAWN_S, TENTH_S = 4.0, 0.1


class Saying(NamedTuple):
    """A light, what it means and what to do, in Ukrainian and in English."""

    light: Light
    uk: tuple[str, str]
    en: tuple[str, str]


DESK: tuple[Saying, ...] = (
    Saying(
        "slow",
        ("Вікно працює, і є кого викликати.", "Натисніть «Наступний»."),
        ("The window is open, and somebody may be called.", "Press *next*."),
    ),
    Saying(
        "off",
        (
            "Викликати нема кого: ніхто не чекає, або вікно на перерві чи не працює.",
            "Нічого; з’явиться хтось — заблимає.",
        ),
        (
            "Nobody can be called: nobody waits, or the window is paused or shut.",
            "Nothing; it will blink.",
        ),
    ),
    Saying(
        "on",
        ("Відвідувача викликано, або він уже біля вікна.", "Обслуговуйте."),
        ("A citizen is called, or at the window already.", "Serve."),
    ),
    Saying(
        "wink",
        ("Те саме, але талон першочерговий.", "Попросіть документ, що дає на це право."),
        ("The same, but the ticket is a priority one.", "Ask for the document that gives this right."),
    ),
    Saying(
        "done",
        ("Зроблено: натискання записано в системі черги. Далі лампочка знову показує стан вікна.", "Нічого."),
        ("Done: the queue has written the press down. Then the lamp shows the window again.", "Nothing."),
    ),
    Saying(
        "refused",
        (
            "Ні: нічого не змінилося. Після «Наступний» при вільному вікні, якщо потім темно, — ніхто не чекає.",
            "Подивіться, чи це та кнопка й чи відвідувач ще біля вашого вікна.",
        ),
        (
            "No: nothing was done. After *next* at a free window, if it is dark then: nobody waits.",
            "See whether it was the right key, and whether the citizen is still yours.",
        ),
    ),
    Saying(
        "fast",
        (
            "Натискання ще не має відповіді. Якщо блимає й далі, немає зв’язку із системою черги: кнопки не діють.",
            "Зачекайте кілька секунд; не минає — скажіть тому, хто доглядає за системою.",
        ),
        (
            "The press has no answer yet. If it goes on, the centre is out of reach: the keys do nothing.",
            "Wait some seconds; if it does not end, tell whoever looks after the system.",
        ),
    ),
    Saying(
        "blip",
        (
            (
                "Тривога, або після відбою ще не всі повернулися: вікно нікого не викликає. Якщо вікно в укритті "
                "працює, так на мить відповідає кнопка тривоги: тривогу вже оголошено."
            ),
            "До укриття. Того, кого обслуговуєте, можна завершити.",
        ),
        (
            (
                "An alert, or after it the people are not back yet: the window calls nobody. At a window that goes "
                "on in a shelter the key *alert* answers so for a moment: there is one already."
            ),
            "To the shelter. Whom you serve you may finish.",
        ),
    ),
    Saying(
        "nudged_off",
        (
            "Кожні шість–сім секунд двічі коротко блимає, хоч би що показувала до того: термінал не друкує талонів.",
            "Підійдіть до нього з рулоном паперу.",
        ),
        (
            "Two twitches every six or seven seconds, over any calm light: a kiosk prints no tickets.",
            "Walk there with a roll of paper.",
        ),
    ),
)
"""The lamp of a box, or a pad's LED; ``desk.window.light`` says when. The nudged lights are one saying."""

KIOSK: tuple[Saying, ...] = (
    Saying(
        "on",
        ("Тут можна взяти талон або почати вибір.", "Натисніть кнопку своєї послуги."),
        ("A ticket can be had here, or a choice begun.", "Press the button of your service."),
    ),
    Saying(
        "slow",
        ("Оберіть одну з цих кнопок; на «Пріоритет» чи «English» — це вже обрано.", "Натисніть одну з них."),
        ("Press one of these; of *priority* or *English*: it is chosen.", "Press one of them."),
    ),
    Saying(
        "fast",
        ("Зачекайте: ваш талон друкується.", "Нічого; двічі натискати не треба."),
        ("Wait: your ticket is being printed.", "Nothing; there is no need to press twice."),
    ),
    Saying(
        "take",
        ("Талон надруковано. Так само блимає лампочка біля щілини для паперу, якщо вона є.", "Візьміть талон."),
        ("The ticket is out. The lamp at the paper's slot, if there is one, says the same.", "Take it."),
    ),
    Saying(
        "off",
        (
            "Недоступно: талонів на цю послугу зараз немає, або термінал не працює.",
            "Оберіть іншу послугу або зверніться до адміністратора; чому, каже екран чи аркушик.",
        ),
        (
            "Closed: there are no tickets for this service now, or the machine is out of order.",
            "Take another service, or ask the administrator; screen or slip says why.",
        ),
    ),
)
"""The lamps of a kiosk's buttons; ``kiosk.lamps.light`` says when."""

_DEAD = {
    "uk": "Якщо лампочка темна й не реагує на кнопки, пульт без живлення або від’єднаний: вставте кабель. "
    "Двічі натиснути «Наступний» не шкодить: три секунди після виклику нікого іншого не викличе.",
    "en": "Dark, and no key is answered by any light: the box has no power or is unplugged; put its cable back. "
    "To press *next* twice does no harm: for three seconds after a call it calls nobody else.",
}

_HEADS = {
    "uk": "| світло | що означає | що робити |",
    "en": "| light | what it means | what to do |",
}


def drawn(light: Light) -> str:
    """Return a light as it looks, a tenth of a second a character; a nudged one from its fifth second on."""
    begins_s = 4.0 if light in NUDGED.values() else 0.0
    count = round(PASSING_S[light] / TENTH_S) if light in {"done", "refused"} else round(DRAWN_S / TENTH_S)
    return "".join("█" if _lit(light, begins_s + (n + 0.5) * TENTH_S) else "·" for n in range(count))


def _lit(light: Light, at_s: float) -> bool:
    rhythm = RHYTHMS.get(light)
    if rhythm is None:
        return light == "on"
    left_s, step = at_s % sum(rhythm.steps_s), 0
    while left_s >= rhythm.steps_s[step]:
        left_s, step = left_s - rhythm.steps_s[step], step + 1
    return rhythm.lit(step)


def document() -> str:
    """Return the whole of docs/lamps.md."""
    parts = [_PREFACE, "## Лампочка адміністратора", _table(DESK, "uk"), _DEAD["uk"]]
    parts += ["## Лампочки термінала", _table(KIOSK, "uk")]
    parts += ["## The clerk's lamp", _table(DESK, "en"), _DEAD["en"]]
    parts += ["## The kiosk's lamps", _table(KIOSK, "en")]
    return "\n\n".join(parts) + "\n"


_PREFACE = """\
# Що кажуть лампочки · What the lamps say

Made by `python -m centre.lamp_page` from `centre/lamps.py`: do not edit. A character is a tenth of a second, `█` is
light, `·` is dark; nothing flashes three times a second or faster. Один знак — десята
частка секунди: `█` світить, `·` темно."""


def _table(sayings: Iterable[Saying], language: Literal["uk", "en"]) -> str:
    rows = []
    for saying in sayings:
        means, do = saying.uk if language == "uk" else saying.en
        rows.append(f"| `{drawn(saying.light)}` | {means} | {do} |")
    return "\n".join([_HEADS[language], "| --- | --- | --- |", *rows])


if __name__ == "__main__":
    PAGE.write_text(document(), encoding="utf-8")
