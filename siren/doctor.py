# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``cherha doctor`` tries at a siren: its contacts, or one readable word of its feed or its local broker."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from zoneinfo import ZoneInfo

from centre import trial_contacts
from centre.config import CentreFile
from centre.config_alarms import Siren
from centre.siren_contacts import contacts
from centre.time import Now, read_clocks
from centre.trials import Finding, Person, Skipped, Trial
from siren.hearing import LOST, AlertWord, Hearing
from siren.service import source_of
from siren.source import Source

WORD_S = 20.0
"""How long a first word is waited for: longer than the whole time of a feed's answer."""

LOOK_S = 0.5


def trials(centre: CentreFile, unit_id: str) -> tuple[Trial, ...]:
    """Return the trials of the siren ``unit_id``."""
    siren = next(siren for siren in centre.sirens if siren.id == unit_id)
    pins = contacts(siren)
    if pins:
        do = "Let the other device open" if siren.alarm_when_open else "Let the other device close"
        return (
            trial_contacts.trial(word="contact", contacts=pins, lamps={}, do=do, rests_closed=siren.alarm_when_open),
        )
    return (word_trial(siren, ZoneInfo(centre.centre.time_zone)),)


def word_trial(siren: Siren, zone: ZoneInfo, clocks: Callable[[], Now] = read_clocks) -> Trial:
    """Return the trial of a source that speaks over a network; it is asked as its own service asks it."""
    part = f"source {siren.source}"

    def run(person: Person) -> Iterator[Finding]:
        person.tell(f"Asking {siren.source}; this takes up to {WORD_S:g} s.")
        now = clocks()
        hearing = Hearing(stale_after_s=siren.stale_after_s, zone=zone, now=now)
        with closing(source_of(siren, hearing, person.inbox, now)) as source:
            try:
                yield _heard(person, source, part, clocks)
            except Skipped:
                yield Finding(part, "untried", "skipped")

    return Trial("source of alerts", (part,), run)


def _heard(person: Person, source: Source, part: str, clocks: Callable[[], Now]) -> Finding:
    """Return what the source says first, or why it says nothing."""
    end_s = time.monotonic() + WORD_S
    while time.monotonic() < end_s:
        source.due(clocks())
        for item in person.watch(LOOK_S):
            source.take(item, clocks())
        word = source.word(clocks())
        if isinstance(word, AlertWord) and word != LOST:
            return Finding(part, "works", "it says: " + ("an alert" if word.says == "raise" else "no alert"))
        if problems := source.problems():
            return Finding(part, "broken", "nothing readable came", " ".join(problem.text for problem in problems))
    return Finding(part, "broken", f"no word within {WORD_S:g} s", "Look at its address, its key and its regions.")
