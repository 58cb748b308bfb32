# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words in which the hall is called: pure; when a call is said, and how often, is not its matter.

After «номер» a numeral keeps its nominative, so no number can be said wrongly: «до вікна третього» needs a table of
ordinals, and every engine bends it another way. A ticket's number is said as its paper has it, sign by sign.
"""

from centre import catalogue
from centre.config import Language
from centre.spoken import Sentence, aloud
from centre.texts import windows


def call(ticket: str, window: int, language: Language) -> Sentence:
    """Return a call in one breath: «Талон А, нуль, один, два. Вікно номер три.»."""
    named = catalogue.say("Ticket {number}.", language, number=ticket)
    return Sentence(aloud(f"{named} {windows([window], language)}.", language), language)
