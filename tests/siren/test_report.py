# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The parts of a report: sentences for the technician, one line of a source's words, moments in every form."""

from datetime import UTC, datetime

import pytest

from centre.facts_base import Threat
from siren.report import Answer, moment, not_ok, raised, words


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (
            401,
            (
                "The feed answers 401: it refuses the key, or it was asked too often with it. Compare key_file; let"
                " nobody else use the key."
            ),
        ),
        (403, "The feed answers 403: it wants a key, or bars this address. Compare key_file; ask its operator."),
        (
            429,
            (
                "The feed answers 429: it is asked too often from this address. Let nobody else ask, or make poll_s"
                " larger."
            ),
        ),
        (503, "The feed answers 503: a fault of its own. Wait, and listen for the siren."),
        (301, "The feed answers 301 where 200 was expected. Compare url and regions."),
    ],
)
def test_each_error_says_what_to_do(status: int, sentence: str) -> None:
    """What, which value, and whose turn it is."""
    assert not_ok(Answer(status, {}, b"")).why == sentence


def test_words_of_a_source_are_one_line() -> None:
    """They end up on a screen in the hall: no control characters, no novel."""
    assert words("  Дронова\n\tзагроза\x00\x1b[2J ") == "Дронова загроза [2J"
    assert len(words("а" * 500)) == 120
    assert words(None) == words(7) == words(["Red"]) == ""


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2026-09-25T08:57:50.062515Z", datetime(2026, 9, 25, 8, 57, 50, 62515, tzinfo=UTC)),
        ("2026-09-25T08:57:50.0625157Z", datetime(2026, 9, 25, 8, 57, 50, 62515, tzinfo=UTC)),
        ("2026-09-25T11:57:50+03:00", datetime(2026, 9, 25, 8, 57, 50, tzinfo=UTC)),
        ("2026-09-25T08:57:50", datetime(2026, 9, 25, 8, 57, 50, tzinfo=UTC)),
        ("2026/09/25 08:57:50 +0000", datetime(2026, 9, 25, 8, 57, 50, tzinfo=UTC)),
        ("0001-01-01T00:00:00+03:00", None),
        ("soon", None),
        ("", None),
        (None, None),
        (1758790670, None),
    ],
)
def test_moments_are_read_in_every_form_seen(said: object, read: datetime | None) -> None:
    """And what is none is none: an alert without its beginning is still an alert."""
    assert moment(said) == read


def test_the_order_and_the_repetition_of_threats_is_no_news() -> None:
    """A feed that lists the same in another order says nothing new."""
    red, yellow = Threat(level="red", reason="Ракети"), Threat(level="yellow", reason="Дрони")
    assert raised([red, yellow, red]) == raised([yellow, red])
