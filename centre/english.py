# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Numbers in English sentences for technicians; what citizens read has its plurals in the catalogue (catalogue.py)."""


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number and what there are so many of; ``several`` is said where it is not ``one`` with an s."""
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def times(number: int) -> str:
    """Return how often: once, or so many times."""
    return "once" if number == 1 else f"{number} times"
