# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""docs/listening.md tells what is heard, word by word, and is not older than the code."""

from kiosk.listening_page import PAGE, document


def test_the_page_in_docs_is_what_the_kiosk_says() -> None:
    """If they differ, read what is new and run ``python -m kiosk.listening_page``."""
    assert PAGE.read_text(encoding="utf-8") == document()


def test_both_paths_end_with_a_ticket_heard_twice() -> None:
    """In Ukrainian and in English: the number, and the same once more for the asking."""
    lines = document().splitlines()
    for first in (
        "Ваш талон надруковано. Талон Ем, нуль, один, два.",
        "Your ticket is printed. Ticket ah, zero, one, two.",
    ):
        told = [line.split("|")[2] for line in lines if first in line]
        assert len(told) == 2
        assert told[0] == told[1]
