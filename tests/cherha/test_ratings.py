# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha ratings``: the words of today as a table, through a real broker."""

from typing import Any

import pytest

from centre.messages import AskRatings, OfficeReply, Rated
from tests.cherha.conftest import OfficeFriend


def test_words_are_a_table_by_service(dispatcher: OfficeFriend, said: Any) -> None:
    """Each service by its name, one that centre.toml has lost by its id; the words in both languages, the share."""
    rated = (
        Rated(service="", word="good", count=1),
        Rated(service="", word="terrible", count=2),
        Rated(service="gone", word="acceptable", count=1),
        Rated(service="passport", word="excellent", count=12),
    )
    dispatcher.answer = lambda asked: [OfficeReply(request_id=asked.request_id, ratings=rated)]
    table = (
        "service       чудово excellent  добре good  прийнятно acceptable  жахливо terrible  чудово + добре\n"
        "(no service)  0                 1           0                     2                 33%\n"
        "gone          0                 0           1                     0                 0%\n"
        "Паспорт       12                0           0                     0                 100%\n"
        "all           12                1           1                     2                 81%\n"
    )
    assert said("ratings") == (0, table, "")
    assert [type(asked) for asked in dispatcher.heard] == [AskRatings]


@pytest.mark.usefixtures("dispatcher")
def test_a_day_without_a_word_is_one_sentence(said: Any) -> None:
    """Nobody has pressed yet, or there is no box."""
    assert said("ratings") == (0, "No citizen has said a word today.\n", "")
