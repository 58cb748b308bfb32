# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words of the office: what was meant is understood, what means nothing is bad usage."""

import pytest

from cherha.__main__ import BAD_USAGE, main
from cherha.office_words import ticket


@pytest.mark.parametrize(
    ("typed", "meant"), [("a1", "А001"), ("А001", "А001"), ("щю-1002", "ЩЮ1002"), ("M 12", "М012")]
)
def test_a_ticket_number_is_understood_as_it_is_typed(typed: str, meant: str) -> None:
    """Latin look-alikes, small letters and lost zeros are no mistake."""
    assert ticket(typed) == meant


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["closing", "--carry", "12"], "argument --carry: 12: expected a ticket number, as А001"),
        (["closing", "--carry", "Q5"], "argument --carry: Q5: expected a ticket number, as А001"),
        (
            ["appointments", "list.csv", "--date", "20261123"],
            "argument --date: 20261123: expected a date, as 2026-11-23",
        ),
        (
            ["appointments", "list.csv", "--date", "2026-02-29"],
            "argument --date: 2026-02-29: expected a date, as 2026-11-23",
        ),
        (
            ["outage", "water"],
            "argument RESOURCE: invalid choice: 'water' (choose from 'power', 'internet', 'registry', 'biometrics')",
        ),
    ],
)
def test_a_word_that_means_nothing_is_bad_usage(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is asked; the usage is said, and what was expected."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == BAD_USAGE
    assert capsys.readouterr().err.endswith(f"cherha {words[0]}: error: {sentence}\n")
