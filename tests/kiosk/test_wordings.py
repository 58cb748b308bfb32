# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which words of two languages are tried on a page, and in which order."""

from kiosk.said import Sentence
from kiosk.wordings import ways


def test_the_second_language_gets_shorter_first() -> None:
    """Ukrainian never says less than English (law 2704-VIII, article 27), and in the end stands alone."""
    whole, short = (Sentence("весь"),), (Sentence("стислий"),)
    english, less = (Sentence("whole"),), (Sentence("short"),)
    assert list(ways([[whole, short], [english, less]])) == [
        [whole, english],
        [whole, less],
        [short, less],
        [whole],
        [short],
    ]
