# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Ukrainian words that espeak-ng says wrongly, and how it is told to say them; pure, it knows no program.

It stresses «талон», «один», «вікно», «сорок», «вісімдесят» and others wrongly, and takes no accent from the text. The
one of Debian 12 (1.51) moreover says «и» as «і», so that two letters of tickets are one, and «щ» as Russians do. So the
words of calls and of alerts are given in its own phonemes, which both 1.51 and 1.52 (Debian 13) know.
"""

import re

_WORDS = {
    "нуль": "n'ul^", "один": "od'In", "два": "dv'a", "три": "tR'I", "чотири": "tSot'IRI", "п'ять": "pj'at",
    "шість": "S'ist", "сім": "s'im", "вісім": "v'isim", "дев'ять": "d'Evjat", "десять": "d'Esjat",
    "одинадцять": "odIn'attsjat", "дванадцять": "dvan'attsjat", "тринадцять": "tRIn'attsjat",
    "чотирнадцять": "tSotIRn'attsjat", "п'ятнадцять": "pjatn'attsjat", "шістнадцять": "Sisn'attsjat",
    "сімнадцять": "simn'attsjat", "вісімнадцять": "visimn'attsjat", "дев'ятнадцять": "dEvjatn'attsjat",
    "двадцять": "dv'attsjat", "тридцять": "tR'Ittsjat", "сорок": "s'oRok", "п'ятдесят": "pjadEsj'at",
    "шістдесят": "SizdEsj'at", "сімдесят": "simdEsj'at", "вісімдесят": "visimdEsj'at", "дев'яносто": "dEvjan'osto",
    "сто": "st'o", "двісті": "dv'isti", "триста": "tR'Ista", "чотириста": "tSot'IRIsta", "п'ятсот": "pjats'ot",
    "шістсот": "Sists'ot", "сімсот": "sims'ot", "вісімсот": "visims'ot", "дев'ятсот": "dEvjats'ot",
    "талон": "tal'on", "вікно": "vikn'o", "номер": "n'omER",
    "повітряна": "povitRj'ana", "відбій": "vidb'ij", "тривога": "tRIv'oha", "тривоги": "tRIv'ohI", "прийом": "pRIj'om",
    "пройдіть": "pRojd'it", "черга": "tSERh'a", "того": "toh'o", "кого": "koh'o", "викликали": "v'IklIkalI",
    "першими": "p'ERSImI", "отримуємо": "otR'ImujEmo", "батарея": "bataR'Eja", "вимкнемося": "v'ImknEmosja",
    "усіх": "us'ix", "дронова": "dR'onova", "укриття": "ukRIttj'a", "укритті": "ukRItt'i", "підвал": "pidv'al",
    "самого": "s'amoho", "батареї": "bataR'Eji", "хвилин": "xvIl'In", "одна": "odn'a",
    "дванадцятій": "dvan'attsjatij", "тринадцятій": "tRIn'attsjatij", "п'ятнадцятій": "pjatn'attsjatij",
    "шістнадцятій": "Sisn'attsjatij", "сімнадцятій": "simn'attsjatij",
}  # fmt: skip

_LETTERS = {
    "А": "'a:", "Бе": "b'E:", "Ве": "v'E:", "Ге": "h'E:", "Ґе": "g'E:", "Де": "d'E:", "Е": "'E:", "Є": "j'E:",
    "Же": "Z'E:", "Зе": "z'E:", "И": "'I:", "І": "'i:", "Ї": "j'i:", "Йот": "j'o:t", "Ка": "k'a:", "Ел": "'E:l",
    "Ем": "'E:m", "Ен": "'E:n", "О": "'o:", "Пе": "p'E:", "Ер": "'E:R", "Ес": "'E:s", "Те": "t'E:", "У": "'u:",
    "Еф": "'E:f", "Ха": "x'a:", "Це": "ts'E:", "Че": "tS'E:", "Ша": "S'a:", "Ща": "StS'a:", "Ю": "j'u:", "Я": "j'a:",
}  # fmt: skip
"""Names of letters, their vowels long: a short «І» is 45 ms, which no hall hears. «Де» and «У» are words too, so a name
is what is written large before a comma, as in every ticket's number."""

_WORD = re.compile(r"([^\W\d_]+(?:'[^\W\d_]+)*)(?=(,?))")


def pronounced(text: str) -> str:
    """Return a Ukrainian sentence with such words as espeak-ng's phonemes, in its brackets; the rest as it stands."""
    return _WORD.sub(lambda found: _told(found[1], listed=bool(found[2])), text)


def _told(word: str, *, listed: bool) -> str:
    phonemes = (_LETTERS.get(word) if listed else None) or _WORDS.get(word.lower())
    return f"[[{phonemes}]]" if phonemes else word
