# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The page of printer faults: what it takes for a loss, for a strip, for a lamp that blinks."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image

from simulator.printer_faults import tell
from simulator.printer_faults_page import page
from simulator.printer_faults_seen import Paper, Round, has_strip, light, lost, paper, twitched

WHOLE, COPY, TORN = (
    Paper(cut=True, number="А001", copy=False),
    Paper(cut=True, number="А001", copy=True),
    Paper(cut=False, number=None, copy=False),
)
WELL = Round(
    connection="usb",
    fault="no paper",
    ticket="А001",
    outcome="printed",
    told="Printer … is out of paper.",
    told_s=1.04,
    pressed="blinks",
    others="dark",
    hall=True,
    clerk=True,
    papers=(TORN, COPY),
)
NIGHT, MIST, AMBER = (10, 24, 40), (185, 203, 222), (255, 210, 74)


@pytest.mark.parametrize("papers", [(WHOLE,), (WHOLE, COPY), (TORN, COPY), (TORN, COPY, COPY)])
def test_nothing_is_lost_while_the_last_paper_is_whole(papers: tuple[Paper, ...]) -> None:
    """Whatever came before, if what comes again says so."""
    assert lost([replace(WELL, papers=papers)]) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ticket": None}, "the press brought no number"),
        ({"outcome": "unknown"}, "the dispatcher was told of А001: unknown"),
        ({"outcome": None}, "the dispatcher was told of А001: nothing"),
        ({"papers": (TORN,)}, "there is no paper with А001"),
        ({"papers": (replace(WHOLE, cut=False),)}, "there is no paper with А001"),
        ({"papers": (WHOLE, WHOLE)}, "А001 came out twice and does not say so"),
        ({"papers": (replace(WHOLE, cut=False), WHOLE)}, "А001 came out twice and does not say so"),
        ({"papers": (WHOLE, replace(WHOLE, number="М001"))}, "paper with another number: М001"),
    ],
)
def test_a_loss_is_said(change: dict[str, Any], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On the page, in a sentence on stderr, and by the exit code."""
    rounds = [WELL, replace(WELL, **change)]
    assert lost(rounds) == [f"no paper (usb): {says}"]
    assert tell(rounds, tmp_path / "page.md") == 1
    assert capsys.readouterr().err == f"LOST: no paper (usb): {says}\n"
    assert f"**lost: no paper (usb): {says}**" in (tmp_path / "page.md").read_text()


def test_a_fault_is_a_line_of_the_page() -> None:
    """What people saw, in the order of the columns; faults of one name stand together."""
    rounds = [WELL, replace(WELL, fault="mute", told="", told_s=None, hall=False, clerk=False), WELL]
    lines = page(rounds).splitlines()
    table = lines[lines.index("| --- | --- | --- | --- | --- | --- | --- | --- | --- |") + 1 :]
    well = (
        "| no paper | usb | a torn piece, А001 «КОПІЯ» | blinks / dark | strip | twitches"
        " | Printer … is out of paper. | 1.0 s | nothing |"
    )
    assert table[:2] == [well, well]
    assert table[2] == "| mute | usb | a torn piece, А001 «КОПІЯ» | blinks / dark | — | — | — | — | nothing |"
    assert "2 faults, 3 presses, 3 numbers, 3 printed: nothing was lost." in table


@pytest.mark.parametrize(
    ("colour", "right", "expected"), [(MIST, 1900, True), (AMBER, 1900, False), (MIST, 800, False)]
)
def test_a_strip_is_light_and_wide(*, colour: tuple[int, int, int], right: int, expected: bool, tmp_path: Path) -> None:
    """A call's amber row is none, nor a word."""
    frame = Image.new("RGB", (1920, 1080), NIGHT)
    frame.paste(colour, (20, 100, right, 160))
    frame.save(tmp_path / "frame.png")
    assert has_strip(tmp_path / "frame.png") == expected


def test_a_blank_paper_is_none(tmp_path: Path) -> None:
    """What the cutter cuts off an empty roll lies in nobody's hand."""
    Image.new("1", (384, 100), 1).save(tmp_path / "001.png")
    assert paper(tmp_path / "001.png") is None
    Image.new("1", (384, 100), 0).save(tmp_path / "002.partial.png")
    assert paper(tmp_path / "002.partial.png") == TORN


def changes(*at_ms: int, pin: int = 5) -> list[dict[str, Any]]:
    """Return a lamp's changes at these milliseconds, lit first."""
    return [{"pin": pin, "lit": n % 2 == 0, "at_ns": ms * 1_000_000} for n, ms in enumerate(at_ms)]


def test_a_lamp_is_named_by_what_it_did() -> None:
    """Of other pins' lamps it says nothing."""
    assert light([], changes(0, 250, 500), 5) == "blinks"
    assert light(changes(0), changes(0, 10, pin=6), 5) == "lit"
    assert light(changes(0), changes(100, 110), 5) == "dark"
    assert light([], [], 5) == "dark"


def test_a_twitch_is_two_short_lights() -> None:
    """A slow or an even light does not twitch."""
    assert twitched(changes(0, 150, 400, 550))
    assert not twitched(changes(0, 1000, 2000, 3000, 4000))
