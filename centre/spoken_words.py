# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What letters are called, and what short forms stand for, when a text is read aloud: two tables for two languages."""

import re
from collections.abc import Mapping, Sequence

from centre.config import Language


def _names(listed: str) -> Mapping[str, str]:
    names = listed.split(", ")
    return dict(zip("АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ", names, strict=True))


LETTERS: Mapping[Language, Mapping[str, str]] = {
    "uk": _names(
        "А, Бе, Ве, Ге, Ґе, Де, Е, Є, Же, Зе, И, І, Ї, Йот, Ка, Ел, Ем, Ен, О, Пе, Ер, Ес, Те, У, Еф, Ха, Це, Че, Ша, "
        "Ща, м'який знак, Ю, Я"
    ),
    "en": _names(
        "ah, beh, veh, heh, gheh, deh, eh, yeh, zheh, zeh, yh, ee, yee, yot, kah, el, em, en, oh, peh, air, ess, teh, "
        "oo, ef, khah, tseh, cheh, shah, shh-chah, soft sign, you, yah"
    ),
}
"""Ukrainian letters by their names; in English spelled so that an English voice comes as near as it can."""


def _words(*pairs: tuple[str, str]) -> Sequence[tuple[re.Pattern[str], str]]:
    return tuple((re.compile(pattern, re.IGNORECASE), word) for pattern, word in pairs)


SHORT: Mapping[Language, Sequence[tuple[re.Pattern[str], str]]] = {
    "uk": _words(
        (r"\bвул\.", "вулиця"),
        (r"\bпросп\.", "проспект"),
        (r"\bпр-т\b", "проспект"),
        (r"\bпров\.", "провулок"),
        (r"\bбул\.", "бульвар"),
        (r"\bбуд\.", "будинок"),
        (r"\bкорп\.", "корпус"),
        (r"\bпід'їзд\b", "під'їзд"),
        (r"\bпл\.", "площа"),
        (r"\bкаб\.", "кабінет"),
        (r"\bкв\.", "квартира"),
        (r"\bпов\.", "поверх"),
        (r"\bобл\.", "область"),
        (r"\bр-н\b", "район"),
        (r"\bсмт\b", "селище"),
        (r"\bм\.", "місто"),
        (r"\bс\.", "село"),
        (r"\bтел\.", "телефон"),
        (r"\bхв\b\.?", "хвилин"),
        (r"\bгод\b\.?", "годин"),
        (r"\bгрн\b\.?", "гривень"),
        (r"≈", " приблизно "),
        (r"№", " номер "),
        (r"%", " відсотків"),
    ),
    "en": _words(
        (r"\bmin\b\.?", "minutes"),
        (r"\bst\.", "street"),
        (r"\bave\.", "avenue"),
        (r"\btel\.", "telephone"),
        (r"≈", " about "),
        (r"№", " number "),
        (r"%", " percent"),
    ),
}
