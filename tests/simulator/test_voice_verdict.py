# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The verdict's ear: a call counts when the recording holds its words, or the voice has said a good reason why not."""

from array import array
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from centre.centre_file import load
from centre.config_displays import Quieter, Voice
from centre.spoken import Sentence
from centre.voice import Espeak
from simulator.record import Record
from simulator.timeline import Entry, Timeline
from simulator.voice_heard import all_told
from simulator.voice_verdict import alert_faults, faults
from tests.conftest import SMALL

CENTRE = load(SMALL)
HALL = CENTRE.displays[0]
LOUD = replace(CENTRE, displays=(replace(HALL, voice=Voice(volume=100)),))
AT_S = 1_795_000_000
WORDS = {
    "А001-1": "Талон А, нуль, нуль, один. Вікно номер один.",
    "А002-2": "Талон А, нуль, нуль, два. Вікно номер два.",
    "alert": "Повітряна тривога.",
    "all_clear": "Відбій тривоги.",
}


def called(ticket: str, window: int, at_s: float = 0.0, kind: str = "ticket_called") -> Entry:
    """Return a fact about a ticket."""
    at = datetime.fromtimestamp(AT_S + at_s, UTC).isoformat()
    payload = {"number": 1, "event": {"fact": kind, "at": at, "ticket": ticket, "window": window}}
    return {"what": "message", "topic": "cherha/1/event", "at_ns": 0, "payload": payload}


def logged(folder: Path, *lines: str) -> list[Entry]:
    """Return the entries that these lines of the hall's log make, a second apart."""
    timeline = Timeline(folder / "timeline.jsonl")
    record = Record(timeline, folder)
    for at_s, line in enumerate(lines, 1):
        record.line("hall", f"{AT_S + at_s}.5 INFO display.announcer: {line}")
    timeline.close()
    return timeline.entries


def announced(ticket: str, window: int, waited_s: float = 0.5) -> str:
    """Return the line of a call that was said."""
    return f"announced ticket={ticket} window={window} times=1 waited_s={waited_s}"


def shown_only(ticket: str, window: int, why: str) -> str:
    """Return the line of a call that was not."""
    return f"shown only ticket={ticket} window={window} why={why} waited_s=0.5 so_far=1"


def record_sound(out: Path, *names: str) -> None:
    """Leave a recording of these, one after the other."""
    engine = Espeak()
    mono = b"".join(engine.sound(Sentence(WORDS[name], "uk")).samples + bytes(2000) for name in names)
    both = array("h", bytes(2 * len(mono)))
    both[0::2] = both[1::2] = array("h", mono)
    (out / "sound").mkdir()
    (out / "sound" / "hall.raw").write_bytes(both.tobytes())


def test_a_call_that_is_in_the_recording_is_no_fault(tmp_path: Path) -> None:
    """Two that begin alike are two."""
    record_sound(tmp_path, "А001-1", "А002-2")
    entries = [called("А001", 1), called("А002", 2)]
    entries += logged(tmp_path, announced("А001", 1), announced("А002", 2))
    assert list(faults(tmp_path, entries, LOUD)) == []


def test_a_call_that_is_not_in_the_recording_is_one(tmp_path: Path) -> None:
    """Whatever the voice says of it."""
    record_sound(tmp_path, "А001-1")
    entries = [called("А001", 1), called("А002", 2)]
    assert list(faults(tmp_path, entries + logged(tmp_path, announced("А001", 1)), LOUD)) == [
        "the call of А002 to window 2 was not heard from hall: and nobody said why"
    ]
    entries += logged(tmp_path, announced("А001", 1), announced("А002", 2))
    assert list(faults(tmp_path, entries, LOUD))[1:] == [
        "hall says that it announced А002-2 1 times, and it was heard 0 times"
    ]


def test_without_any_recording_nothing_was_heard(tmp_path: Path) -> None:
    """Nobody takes silence for a voice that was not recorded."""
    assert len(list(faults(tmp_path, [called("А001", 1)], LOUD))) == 1


@pytest.mark.parametrize(
    ("why", "is_fine"), [("too_old", True), ("came", True), ("gone", True), ("silent", True), ("unheard", False)]
)
def test_a_good_reason_is_enough(tmp_path: Path, why: str, *, is_fine: bool) -> None:
    """That card or engine failed is none."""
    entries = [called("А001", 1), *logged(tmp_path, shown_only("А001", 1, why))]
    told = list(faults(tmp_path, entries, LOUD))
    assert told == ([] if is_fine else ["the call of А001 to window 1 was not heard from hall: unheard"])


def test_a_call_of_another_zone_is_not_missed(tmp_path: Path) -> None:
    """Each voice has its own windows."""
    zoned = replace(LOUD, displays=(replace(LOUD.displays[0], windows=(2,)),))
    assert list(faults(tmp_path, [called("А001", 1)], zoned)) == []


def test_a_call_in_an_alert_is_a_fault(tmp_path: Path) -> None:
    """After the all-clear it is none."""
    record_sound(tmp_path, "А001-1", "alert", "А002-2", "all_clear", "А001-1")
    lines = (announced("А001", 1), announced("А002", 2), "announced notice=alert times=1 waited_s=0.0")
    entries = [called("А001", 1), called("А002", 2), *logged(tmp_path, *lines)]
    assert list(faults(tmp_path, entries, LOUD)) == ["А002-2 was heard from hall in the alert"]
    assert list(alert_faults(tmp_path, [], LOUD)) == []


@pytest.mark.parametrize("names", [("all_clear", "alert"), ("alert",), ("А001-1",)])
def test_an_alert_is_heard_and_then_its_end(tmp_path: Path, names: tuple[str, ...]) -> None:
    """In that order."""
    record_sound(tmp_path, *names)
    heard = ", ".join(name for name in names if name != "А001-1") or "nothing"
    fault = f"from hall was heard {heard}; expected the alert and the all-clear"
    assert list(alert_faults(tmp_path, [], LOUD)) == [fault]


def test_what_was_announced_too_late_is_a_fault(tmp_path: Path) -> None:
    """By the voice's own word, against what centre.toml allows."""
    record_sound(tmp_path, "А001-1")
    entries = [called("А001", 1), *logged(tmp_path, announced("А001", 1, 61.0))]
    assert list(faults(tmp_path, entries, LOUD)) == ["А001-1 was announced by hall 61 s after its call"]


def test_a_quieter_recording_is_heard_too(tmp_path: Path) -> None:
    """At each volume of its hours, and at no other."""
    record_sound(tmp_path, "А001-1")
    entries = [called("А001", 1), *logged(tmp_path, announced("А001", 1))]
    other = replace(LOUD, displays=(replace(HALL, voice=Voice(volume=50)),))
    quiet = replace(HALL, voice=Voice(volume=50, quieter=(Quieter(hours="13:00-14:00", volume=100),)))
    assert len(list(faults(tmp_path, entries, other))) == 2
    assert list(faults(tmp_path, entries, replace(LOUD, displays=(quiet,)))) == []


@pytest.mark.parametrize(
    ("entries", "is_so"),
    [
        ([called("А001", 1)], False),
        ([called("А001", 1), announced("А001", 1)], True),
        ([called("А001", 1), shown_only("А001", 1, "gone")], True),
        ([called("А001", 1), announced("А001", 1), called("А001", 1, 5, "ticket_recalled")], False),
        ([called("А001", 1), announced("А001", 2)], False),
        ([], True),
    ],
)
def test_all_is_told_when_each_newest_call_is(tmp_path: Path, entries: list[Any], *, is_so: bool) -> None:
    """Said, or with the reason why not; what is called again is to be said again."""
    lines = [entry for entry in entries if isinstance(entry, str)]
    told = [entry for entry in entries if not isinstance(entry, str)]
    assert all_told([*told, *logged(tmp_path, *lines)], LOUD) is is_so
