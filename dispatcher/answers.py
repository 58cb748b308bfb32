# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The first answers of the day by the key of their request: who asks again gets the same. Decides and says nothing."""

import logging
from collections import ChainMap
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from centre import messages
from centre.errors import BadMessage
from centre.journal import Written

log = logging.getLogger(__name__)

REFUSALS_KEPT = 4096
"""Refusals change nothing and stay in memory only: a flood of bad requests shall neither wear the card nor fill it.

They outlive the day. One has 0.4 kB, so where a hundred come a day the dispatcher grows for a month, by 1.5 MB in all;
of the longest texts it would be 6 MB.
"""


class Answers:
    """What was accepted is in the journal, too, and ``remember`` takes it up again; a refusal is only here."""

    def __init__(self) -> None:
        self._accepted: dict[str, messages.Reply] = {}
        self._refused: dict[str, messages.Refusal] = {}

    def given(self) -> Mapping[str, Any]:
        """Return all answers that are known, by the keys of their requests."""
        return ChainMap[str, Any](self._accepted, self._refused)

    def keep(self, fresh: Mapping[str, Any], *, new_day: bool) -> None:
        """Keep what was answered now; with a new day all that was accepted before is forgotten."""
        if new_day:
            self._accepted.clear()
        for key, answer in fresh.items():
            (self._refused if isinstance(answer, messages.Refusal) else self._accepted)[key] = answer
        while len(self._refused) > REFUSALS_KEPT:
            del self._refused[next(iter(self._refused))]

    def remember_word(self, request: UUID) -> None:
        """Take up the request of a citizen's word: it was confirmed, and stands beside the lines of the journal."""
        self._accepted[f"rating/{request}"] = messages.Confirmation(request_id=request)

    def remember(self, line: Written) -> None:
        """Take up the answer that stands beside a line of the journal, if one does and can still be read."""
        if line.request is not None and line.answer is not None:
            try:
                self._accepted[line.request] = messages.decode(line.request.split("/")[0] + "_reply", line.answer)
            except BadMessage as bad:
                log.warning("journal line %d: its answer cannot be given again: %s", line.number, bad)
