# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Starts a town's units again as systemd does, and counts: what it has to start again and again is a crash loop."""

import re
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from centre.errors import Unavailable
from simulator.timeline import Entry
from simulator.town import Town
from tests.faults.patience import last_of, of_town

UNIT = Path(__file__).parents[2] / "systemd" / "cherha-.service.d" / "unit.conf"
PATIENCE_S = 120.0
"""The longest wait for what must come; a busy machine fails nothing."""


class Keeper:
    """Waits for what must be seen, and meanwhile keeps the units up; ``starts`` counts by name.

    All units of a centre are started anew RestartSec after they end by themselves, and never given up
    (StartLimitIntervalSec=0), so whoever cannot serve must not end.
    """

    def __init__(self, town: Town) -> None:
        said = UNIT.read_text(encoding="utf-8")
        if "StartLimitIntervalSec=0" not in said or "Restart=always" not in said:
            raise Unavailable(f"{UNIT}: units are given up now; this experiment must learn when.")
        self._town, self._after_s = town, float(re.findall(r"^RestartSec=(.+)$", said, re.MULTILINE)[0])
        self._patience = of_town(town, PATIENCE_S)._replace(there=self._there)
        self._seen = 0
        self.starts: Counter[str] = Counter()

    def wait(self, what: str, claim: Callable[[Sequence[Entry]], Any]) -> None:
        """Return as soon as the claim holds for the timeline; raise Unavailable naming it when it does not come."""
        entries = self._town.timeline.entries

        def moment() -> None:
            self._start_anew()
            # What is asked may stand in a log or a journal, which nobody tells the timeline of.
            self._town.timeline.wait_for(lambda _: bool(claim(entries) or self._any_new(entries)), 1.0)

        self._patience.wait(what, lambda: claim(entries), moment)

    def _start_anew(self) -> None:
        for unit in self._fallen():
            threading.Event().wait(self._after_s)
            self._town.start(unit)
            self.starts[unit] += 1

    def _there(self) -> str:
        return f"units started anew {dict(self.starts)}; {last_of(self._town.timeline.entries)}"

    def _any_new(self, entries: Sequence[Entry]) -> bool:
        return any(entry["what"] == "ended" for entry in entries[self._seen :])

    def _fallen(self) -> list[str]:
        """Return who has ended by himself since the last look: not who was killed, or ended, by us."""
        entries = self._town.timeline.entries[self._seen :]
        self._seen += len(entries)
        ours = {entry["unit"] for entry in entries if entry["what"] in {"killed", "stopped"}}
        return [entry["unit"] for entry in entries if entry["what"] == "ended" and entry["unit"] not in ours]
