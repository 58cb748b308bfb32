# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How a ticket's number is written on a panel over a window, in the characters that the panel has; pure.

Panels are made for Latin letters or for none. Twelve Ukrainian capitals look like Latin ones, so А012 is sent as A012,
as everybody reads it anyway. A letter that the panel has not, or no room for, is left off with its companion, and the
digits stand alone; a question mark, or half of the letters, would be a number that nobody holds.
"""

from centre.config_displays import PanelLetters, PanelLine
from centre.letters import FROM_LATIN

DIGITS = "0123456789"

TO_LATIN = {cyrillic: latin for latin, cyrillic in FROM_LATIN.items() if latin.isascii()}
"""The Ukrainian capitals that look like Latin ones, and which."""

CODE_PAGE = "cp1251"
"""The bytes of all that is sent: Latin letters are ASCII there, and all Ukrainian ones have their place."""


def written(ticket: str, line: PanelLine) -> str:
    """Return a number as the panels of a line show it, no wider than they are.

    Of a number with more digits than there are places the last ones are shown.
    """
    letter = ticket.rstrip(DIGITS)
    digits = ticket.removeprefix(letter)
    begins = _begins(letter, line.letters)
    whole = begins + digits
    text = whole if len(whole) <= line.width else digits
    return text[-line.width :]


def dashes(line: PanelLine) -> str:
    """Return what says that nothing is known."""
    return "-" * line.width


def _begins(letter: str, letters: PanelLetters) -> str:
    """Return the letters of a number as the panel has them, nothing if it has not each."""
    if letters == "cp1251":
        return letter
    if letters == "none" or any(one not in TO_LATIN for one in letter):
        return ""
    return "".join(TO_LATIN[one] for one in letter)
