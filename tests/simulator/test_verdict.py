# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The verdict's eye on the screen: a call and a recall count when a picture that came after them shows them."""

from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace
from PIL import Image, ImageDraw

from centre.centre_file import load
from centre.config_displays import Display, Voice
from simulator.fonts import face
from simulator.timeline import Entry
from simulator.verdict import faults
from tests.conftest import SMALL

CENTRE = load(SMALL)
BASE_NS = 1_795_000_000_000_000_000


def happened(kind: str, ticket: str, at_ms: int) -> Entry:
    """Return a fact about a ticket at window 1, heard a second late."""
    at = datetime.fromtimestamp((BASE_NS + at_ms * 1_000_000) / 1e9, UTC).isoformat()
    event = {"number": 1, "event": {"fact": kind, "at": at, "ticket": ticket, "window": 1}}
    heard_ns = BASE_NS + (at_ms + 1000) * 1_000_000
    return {"what": "message", "topic": "cherha/1/event", "at_ns": heard_ns, "payload": event}


def shows(out: Path, at_ms: int, *tickets: str) -> Entry:
    """Draw the tickets, each at window 1, as the picture of a moment."""
    png = f"screens/{at_ms:06d}.png"
    (out / "screens").mkdir(exist_ok=True)
    picture = Image.new("RGB", (900, 500), "black")
    draw = ImageDraw.Draw(picture)
    for row, ticket in enumerate(tickets):
        draw.text((50, 50 + 200 * row), ticket, fill="white", font=face("DejaVuSans-Bold", 96))
        draw.text((700, 50 + 200 * row), "1", fill="white", font=face("DejaVuSans-Bold", 96))
    picture.save(out / png)
    return {"what": "frame", "unit": "hall", "at_ns": BASE_NS + at_ms * 1_000_000, "png": png}


def prints(out: Path, name: str, number: str, over: str = "") -> None:
    """Leave a ticket with this number, and these letters over it."""
    picture = Image.new("1", (576, 400), 1)
    draw = ImageDraw.Draw(picture)
    draw.text((288, 40), over, font=face("RobotoCondensed-Bold", 60), anchor="mm")
    draw.text((288, 230), number, font=face("RobotoCondensed-Bold", 200), anchor="mm")
    (out / "tickets").mkdir(exist_ok=True)
    picture.save(out / "tickets" / f"{name}.png")
    (out / "tickets" / f"{name}.escpos").touch()


def pressed(button: str) -> Entry:
    """Return a press at the kiosk."""
    return {"what": "press", "unit": CENTRE.kiosks[0].id, "button": button, "at_ns": BASE_NS}


def test_a_number_that_comes_again_says_that_it_is_a_copy(tmp_path: Path) -> None:
    """One press, one number, two papers, of which the second says so."""
    prints(tmp_path, "001", "А001")
    prints(tmp_path, "002", "А001", over="КОПІЯ")
    assert faults(tmp_path, [pressed("passport")], CENTRE, frames=False) == []


def test_a_number_that_comes_again_unsaid_is_a_fault(tmp_path: Path) -> None:
    """Nobody can tell the two papers apart."""
    prints(tmp_path, "001", "А001")
    prints(tmp_path, "002", "А001")
    assert faults(tmp_path, [pressed("passport")], CENTRE, frames=False) == ["number А001 was printed 2 times"]


def test_a_notice_after_a_ticket_by_ear_is_none_too_many(tmp_path: Path) -> None:
    """Where somebody listened one press makes no ticket; as much paper may be a slip as there were presses."""
    issued = {"fact": "ticket_issued", "ticket": "А001", "kiosk": CENTRE.kiosks[0].id}
    event = {"what": "message", "topic": "cherha/1/event", "at_ns": BASE_NS, "payload": {"number": 1, "event": issued}}
    closed = {"services": [{"service": "passport", "closed": "registry"}]}
    board = {"what": "message", "topic": "cherha/1/board", "payload": closed, "at_ns": BASE_NS}
    entries = [pressed("voice-listen"), pressed("voice-choose"), pressed("passport"), event, board]
    prints(tmp_path, "001", "А001")
    prints(tmp_path, "002", "")
    assert faults(tmp_path, entries, CENTRE, frames=False) == []
    assert faults(tmp_path, entries[:-1], CENTRE, frames=False) == ["tickets/002.png: no number can be read"]


def test_a_recall_that_no_later_picture_shows_is_a_fault(tmp_path: Path) -> None:
    """That the ticket stood there below another before it was called again does not count."""
    entries = [
        happened("ticket_called", "А001", 0),
        shows(tmp_path, 20, "М002", "А001"),
        happened("ticket_recalled", "А001", 100),
        shows(tmp_path, 120, "М002"),
    ]
    assert faults(tmp_path, entries, CENTRE, frames=True) == [
        "the recall of А001 to window 1 is on no picture of hall after it"
    ]


def test_a_recall_is_shown_by_a_later_picture(tmp_path: Path) -> None:
    """Also by one whose time is early by a tick of the kernel."""
    entries = [
        happened("ticket_called", "А001", 0),
        shows(tmp_path, 20, "М002", "А001"),
        happened("ticket_recalled", "А001", 100),
        shows(tmp_path, 97, "А001", "М002"),
    ]
    assert faults(tmp_path, entries, CENTRE, frames=True) == []


def test_a_recall_of_what_stands_first_needs_no_new_picture(tmp_path: Path) -> None:
    """The picture does not change, so none is drawn."""
    entries = [
        happened("ticket_called", "А001", 0),
        shows(tmp_path, 20, "А001", "М002"),
        happened("ticket_recalled", "А001", 100),
    ]
    assert faults(tmp_path, entries, CENTRE, frames=True) == []


def test_a_call_that_no_later_picture_shows_is_a_fault(tmp_path: Path) -> None:
    """An older picture with the same call is of another day's ticket."""
    entries = [shows(tmp_path, 20, "А001"), happened("ticket_called", "А001", 100)]
    assert faults(tmp_path, entries, CENTRE, frames=True) == [
        "the call of А001 to window 1 is on no picture of hall after it"
    ]
    assert faults(tmp_path, entries, CENTRE, frames=False) == []


def test_a_call_is_promised_to_the_screens_of_its_zone(tmp_path: Path) -> None:
    """The screen of other windows need not show it, and a loudspeaker shows nothing."""
    other, yard = Display(id="other", windows=(2,)), Display(id="yard", screen=False, voice=Voice())
    entries = [happened("ticket_called", "А001", 0), shows(tmp_path, 20)]
    centre = replace(CENTRE, displays=(Display(id="hall", windows=(1,)), other, yard))
    assert faults(tmp_path, entries, centre, frames=True) == [
        "the call of А001 to window 1 is on no picture of hall after it"
    ]
