# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The pictures of a story's moments: what was there to be seen then, kept under a name that tells it."""

from pathlib import Path

from simulator.moments import Moment, keep, moments
from simulator.timeline import Entry


def frame(at_ns: int, name: str) -> Entry:
    """Return a frame of the hall screen."""
    return {"what": "frame", "at_ns": at_ns, "png": f"screens/{name}.png"}


def moment(at_ns: int, name: str, seen: str = "frame") -> Entry:
    """Return a moment that the script noted."""
    return {"what": "moment", "at_ns": at_ns, "name": name, "says": name.title(), "seen": seen}


def test_a_moment_has_the_newest_picture_that_was_there_by_then() -> None:
    """Also where the timeline heard of the frame after the moment; a later frame is another moment's."""
    entries = [frame(1, "a"), moment(5, "red"), frame(4, "b"), frame(6, "c"), moment(7, "end")]
    assert list(moments(entries)) == [Moment("red", "Red", "screens/b.png"), Moment("end", "End", "screens/c.png")]


def test_a_piece_of_paper_is_a_picture_of_its_own() -> None:
    """What hung in the hall meanwhile is none of it; a moment in which nothing was to be seen is left out."""
    paper = {"what": "ticket", "at_ns": 2, "png": "tickets/001.png"}
    entries = [moment(1, "early", "ticket"), paper, frame(3, "a"), moment(4, "slip", "ticket")]
    assert list(moments(entries)) == [Moment("slip", "Slip", "tickets/001.png")]


def test_pictures_are_kept_in_the_order_of_the_story(tmp_path: Path) -> None:
    """Numbered, so that a folder lists them so; the same screen may be that of two moments."""
    (tmp_path / "screens").mkdir()
    (tmp_path / "screens" / "a.png").write_bytes(b"picture")
    kept = keep(tmp_path, [Moment("red", "", "screens/a.png"), Moment("lost", "", "screens/a.png")])
    assert [path.relative_to(tmp_path).as_posix() for path in kept.values()] == [
        "moments/01-red.png",
        "moments/02-lost.png",
    ]
    assert kept["lost"].read_bytes() == b"picture"
