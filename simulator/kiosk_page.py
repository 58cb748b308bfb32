# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""docs/kiosk.md: every page of a kiosk's screen of 7 inches; it knows the pictures and no kiosk."""

import sys
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

from centre.errors import CherhaError, Unavailable

TITLES: Mapping[str, str] = {
    "menu": "Меню · the menu",
    "menu-2": "Інші послуги · its next part",
    "menu-priority": "Обрано пріоритет · priority is chosen",
    "menu-some-closed": "Дещо недоступне · some are closed, and say why",
    "menu-focus": "Вибір без зору · where the keys of the non-visual mode stand",
    "menu-pressed": "Торкання · what is touched",
    "purposes-documents": "Друга сходинка · the second level",
    "purposes-documents-closed": "Одна мета недоступна · one of it is closed",
    "code": "Код запису · the code of a booking",
    "code-half": "Код набрано наполовину · half of it",
    "still-wait-112": "Черга довга · many are ahead",
    "still-there": "Чи хтось є · whether anybody is there",
    "coming": "Талон друкується · the ticket is coming",
    "take": "Візьміть талон · the ticket is out",
    "take-booked": "Талон за записом · one with an appointment",
    "take-alone": "Термінал без зв’язку з центром · one that the kiosk gave by itself",
    "told-registry": "Послуга недоступна · what a closed service tells",
    "told-unknown_code": "Коду не знайдено · a code that nobody booked",
    "told-used_code": "Код використано · a code that was used",
    "told-code-alone": "Код без зв’язку · a code while the centre is out of reach",
    "told-unknown_service": "Талон не видано · no ticket, for no reason of the citizen’s",
    "alert-red": "Тривога, червоний рівень · a red alert",
    "alert-yellow": "Тривога, жовтий рівень · a yellow alert",
    "alert-unknown": "Тривога без рівня · an alert of which nobody has said the level",
    "battery-low": "Батарея майже порожня · the battery is almost empty",
    "not-printing": "Термінал не друкує · the printer is ill",
    "promised": "Талон чекає на папір · a ticket waits for paper",
    "out-of-reach": "Немає зв’язку й номерів · out of reach, without numbers of its own",
    "none-given": "Талонів не видають із різних причин · closed for several reasons",
    "closed-not_yet-at": "До початку прийому · before the reception",
    "closed-over": "Прийом завершено · after it",
    "closed-day_off": "Вихідний · a day off",
    "closed-full": "Талонів немає · no tickets left",
    "closed-full-booked": "Лише за записом · but for those who have a code",
    "closed-internet": "Немає інтернету · no Internet",
    "closed-power": "Немає струму · no electricity",
    "closed-registry": "Реєстр не працює · the state register is down",
    "closed-biometrics": "Біометрія не працює · the biometrics equipment is down",
}
COLUMNS: Mapping[str, str] = {
    "touch-small-uk": "Торкання, українською · touched",
    "touch-small-en": "Торкання, англійською · touched, in English",
    "buttons-small-uk": "Кнопки, вибору мови немає · with buttons, no language to choose",
}
PALETTE_COLOURS, SHOWN_PX = 16, 270

HEAD = """# Термінал · The kiosk's screen

Made by `make docs`: every page of a kiosk of [the large example](../centre/examples/large.toml) on a screen of 7 inches
(800 x 480), touched and with buttons. Targets are 20 mm and more, 3 mm and more apart; words on them are 4.9 mm high,
all others 7.3 mm (EN 301 549, 5.1.4), and have a contrast of 7:1, targets of 3:1; a test measures it on every page, in
both languages, for seven screens and two centres. A page speaks Ukrainian, or English for whoever has chosen it, until
the ticket is taken; where nobody can choose, and where all must understand at once, both. Larger screens, and the pages
of a centre of your own: `python -m kiosk.face_specimens centre.toml DIR`.
"""


def page(folder: str) -> str:
    """Return the page; ``folder`` is the pictures' as seen from it."""
    head = f"| | {' | '.join(COLUMNS.values())} |\n| --- | {' | '.join('---' for _ in COLUMNS)} |"
    rows = (f"| {title} | {_pictures(name, folder)} |" for name, title in TITLES.items())
    return "\n".join([HEAD, head, *rows]) + "\n"


def _pictures(name: str, folder: str) -> str:
    return " | ".join(
        f'<img src="{folder}/{column}-{name}.png" width="{SHOWN_PX}" alt="{name}">' if _shown(column, name) else ""
        for column in COLUMNS
    )


def _shown(column: str, name: str) -> bool:
    """Return whether a page is other there: with buttons nothing on it can be pressed, or stands in parts."""
    return not (column.startswith("buttons") and name in ONLY_TOUCHED)


ONLY_TOUCHED = {
    "menu-2",
    "menu-priority",
    "menu-some-closed",
    "menu-focus",
    "menu-pressed",
    "purposes-documents-closed",
}


def small(picture: Image.Image) -> Image.Image:
    """Return a picture of few colours: a tenth of the bytes, and nobody sees it."""
    return picture.convert("RGB").quantize(PALETTE_COLOURS, dither=Image.Dither.NONE)


def main(specimens: Path, docs: Path) -> None:
    """Write docs/kiosk.md and its pictures from a folder of specimens; raise Unavailable where one lacks."""
    pictures = docs / "pictures" / "kiosk"
    pictures.mkdir(parents=True, exist_ok=True)
    for name in (f"{column}-{name}.png" for column in COLUMNS for name in TITLES if _shown(column, name)):
        if not (specimens / name).is_file():
            raise Unavailable(f"{specimens / name} is not there. Make all anew: make docs")
        with Image.open(specimens / name) as drawn:
            small(drawn).save(pictures / name, optimize=True)
    (docs / "kiosk.md").write_text(page("pictures/kiosk"), encoding="utf-8")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except CherhaError as fault:
        sys.exit(str(fault))
