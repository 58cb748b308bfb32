# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The doctor at a siren: one readable word of its feed is all that is needed, and silence has its reason."""

from pathlib import Path
from typing import Any

import msgspec

from centre.config import CentreFile
from centre.config_alarms import Siren
from centre.trials import Finding
from cherha.doctor import examine
from cherha.doctor_person import Nobody
from simulator.feed import FeedServer
from siren.doctor import trials

PART = "source ukrainealarm"


def tried(centre: CentreFile, siren: Siren) -> list[Finding]:
    """Return what is found of a siren with nobody there."""
    found = trials(msgspec.structs.replace(centre, sirens=(siren,)), siren.id)
    return examine(found, Nobody(1.0))


def feed(server: FeedServer, **keys: Any) -> Siren:
    """Return a siren at a simulated feed."""
    return Siren(id="feed", source="ukrainealarm", regions=("36",), url=server.url, **keys)


def test_a_feed_that_answers_works(small_centre: CentreFile) -> None:
    """What it says is told too; it needs no person."""
    with FeedServer() as server:
        assert tried(small_centre, feed(server)) == [Finding(PART, "works", "it says: no alert")]
        assert len(server.asked) == 1


def test_a_feed_that_fails_says_why(small_centre: CentreFile) -> None:
    """The sentence of the siren's own problem is what to do."""
    with FeedServer() as server:
        server.set("unauthorised")
        (finding,) = tried(small_centre, feed(server))
    assert (finding.verdict, finding.says) == ("broken", "nothing readable came")
    assert finding.todo.startswith("Nothing readable since ")


def test_a_key_that_is_missing_is_named(small_centre: CentreFile, tmp_path: Path) -> None:
    """Nobody is asked without it."""
    with FeedServer() as server:
        (finding,) = tried(small_centre, feed(server, key_file=str(tmp_path / "key")))
        assert server.asked == []
    assert f"Key file {tmp_path / 'key'} cannot be read" in finding.todo


def test_contacts_are_tried_as_contacts(small_centre: CentreFile) -> None:
    """By their names and their places; none of them has a lamp."""
    siren = Siren(id="battery", source="ups", mains_lost_pin=16, battery_low_pin=21)
    (trial,) = trials(msgspec.structs.replace(small_centre, sirens=(siren,)), "battery")
    assert trial.title == "2 contacts"
    assert trial.parts == ("contact 'mains_lost' (GPIO16, place 36)", "contact 'battery_low' (GPIO21, place 40)")
