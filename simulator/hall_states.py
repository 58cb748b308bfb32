# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What docs/hall.md says of each state of the hall screen: what the hall sees, and why."""

from collections.abc import Mapping
from typing import NamedTuple


class State(NamedTuple):
    """What a state is called, what the hall sees in it, and why."""

    title: str
    why: str


USUAL: Mapping[str, State] = {
    "start": State(
        "Увімкнено · switched on",
        "Until the first board comes the screen says what it waits for. It is up before the network is.",
    ),
    "waiting": State(
        "Нікого не викликано · nobody is called",
        "Where calls will be stands what to do; beside it how many wait.",
    ),
    "fresh": State(
        "Щойно викликано · a call, just made",
        "The newest call is inverse and on top, and for its first seconds it moves: once a second its ends"
        " and its arrow step aside and back. Nothing changes its brightness, so nothing flashes.",
    ),
    "calls": State(
        "Викликано · called",
        "The call stands still. Who is at the window already stays below while there is room.",
    ),
    "again": State(
        "Повторний виклик · called again",
        "Between ticket and window it is said in words which call of the ticket it is.",
    ),
    "many": State(
        "Великий центр · a large centre",
        "Sixty windows, eight calls a minute. As many rows as 0.7 degrees allow; when more are called than"
        " have room, the newest stay and the others take turns.",
    ),
    "many-fresh": State(
        "Двоє одночасно · two at once",
        "Each is marked and moves; both in one beat.",
    ),
    "many-next": State(
        "Наступна сторінка · the next page",
        "Six seconds later: those who had no row have one now.",
    ),
    "zone": State(
        "Зона · a zone",
        "A display with `windows = […]` shows the calls of these windows alone, and who waits for what they serve.",
    ),
    "english": State(
        "Двома мовами · two languages",
        "English stands below or beside the Ukrainian, smaller, and costs no call its size.",
    ),
}

CLOSED: Mapping[str, State] = {
    "closed": State(
        "Послуга недоступна · a service is closed",
        "Its line says why. Its number stays: who has a ticket keeps it. Other services go on.",
    ),
    "many-closed": State(
        "Недоступна частина сфери · a part of a sphere",
        "Where one purpose of a sphere is closed, the line names the purpose before the reason.",
    ),
    "all-closed": State(
        "Нічого не надають · all services are closed",
        "One reason for all is said once, over the lines.",
    ),
    "no-paper": State(
        "Термінал не друкує · a kiosk has no paper",
        "What to do, while somebody walks to it with a roll: take a ticket at another, or ask the administrator.",
    ),
    "before": State(
        "До початку прийому · before the reception",
        "When it begins, by the hours in `centre.toml`.",
    ),
    "over": State(
        "Прийом завершено · the reception is over",
        "No more tickets; and that everyone who holds one is served, so that nobody leaves.",
    ),
    "night": State(
        "Зачинено · nobody is there any more",
        "Out of hours, when nobody waits.",
    ),
    "day-off": State(
        "Вихідний · a day off",
        "No reception on this day.",
    ),
}

ALARMS: Mapping[str, State] = {
    "alert-red": State(
        "Тривога, червоний рівень · a red alert",
        "The whole screen: what it is, which threat in words, since when, where to go, that tickets keep"
        " their place. No call is shown, for nobody shall heed one.",
    ),
    "alert-yellow": State(
        "Тривога, жовтий рівень · a yellow alert",
        "The same on another ground; the level stands in words.",
    ),
    "alert-unknown": State(
        "Тривога без рівня · nobody has named the level",
        "By a switch or a siren on the roof. It looks as grave as red.",
    ),
    "english-alert": State(
        "Тривога двома мовами · in two languages",
        "The Ukrainian is larger. Where only one has room in letters for the last chair, the other"
        " gives way, as on these lying screens.",
    ),
    "alert-shelter": State(
        "Прийом триває в укритті · going on in the shelter",
        'Where `mode = "continue_in_shelter"`: the way stands above, below it the calls of the shelter’s windows.',
    ),
    "alert-warning": State(
        "Лише попередження · a warning",
        'Where `yellow = "warn"`: a band over the calls; the reception goes on.',
    ),
    "all-clear": State(
        "Відбій · the all-clear",
        "When windows call again, and that those called before the alert come first. No call is marked,"
        " nobody is to run.",
    ),
    "unheard": State(
        "Сповіщень не чути · no source of alerts is heard",
        "Then people are told to listen for the siren themselves.",
    ),
    "battery": State(
        "Від батареї · on battery",
        "No mains: it says so, and dims a Pi’s own panel.",
    ),
    "battery-low": State(
        "Батарея майже порожня · the battery is nearly empty",
        "What becomes of the tickets, before it is dark.",
    ),
    "stale": State(
        "Зв’язок втрачено · the centre is lost",
        "Since when, and that this may be out of date; the calls are dimmed and stay readable, and none moves.",
    ),
    "english-stale": State(
        "Те саме двома мовами · the same in two languages",
        "Both say it, the Ukrainian larger.",
    ),
}

PARTS: Mapping[str, Mapping[str, State]] = {
    "Зал працює · The hall at work": USUAL,
    "Не все працює · Not everything works": CLOSED,
    "Тривога, темрява, тиша · Alerts, darkness, silence": ALARMS,
}
STATES: Mapping[str, State] = {name: state for part in PARTS.values() for name, state in part.items()}
