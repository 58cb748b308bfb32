# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a pad says, plain or in QSystem's frames, becomes presses of a person; noise becomes none."""

import logging

import pytest

from centre.config_desks import Pad
from desk.pad_words import OPEN_AFTER_S, QUIET_S, PadWords

KEYS = {"next": 0x31, "recall": 0x32}
START_S = 1000.0
TOLD = "pad /dev/ttyUSB0 says {}, which is no key (0x31, 0x32). Look at its baud and at the bytes of its keys."


def plain() -> PadWords:
    """Return the words of a pad that says bytes alone."""
    return PadWords(Pad(device="/dev/ttyUSB0"), KEYS)


def framed() -> PadWords:
    """Return the words of QSystem's pad 0x21."""
    return PadWords(Pad(device="/dev/ttyUSB0", address=0x21), KEYS)


def closings(words: PadWords, data: bytes, now_s: float = START_S) -> list[str]:
    """Return the keys that close as these bytes come in."""
    return [edge.name for edge in words.hear(data, now_s) if edge.closed]


def test_a_byte_is_a_press_that_time_ends() -> None:
    """Closed as it is read; open when it has not been said for so long, to be asked for at that moment."""
    words = plain()
    assert words.hear(b"1", START_S) == [("next", True, START_S)]
    assert words.deadline_s() == START_S + OPEN_AFTER_S
    assert words.due(START_S + OPEN_AFTER_S - 0.01) == []
    assert words.due(START_S + OPEN_AFTER_S) == [("next", False, START_S + OPEN_AFTER_S)]
    assert words.deadline_s() is None


def test_a_key_that_repeats_itself_is_held() -> None:
    """After half a second, then thirty times a second, as keyboards do: one closing, however long."""
    words = plain()
    moments = [START_S, *(START_S + 0.5 + n / 30 for n in range(300))]
    assert [edge.closed for at_s in moments for edge in words.hear(b"1", at_s)] == [True]
    assert words.deadline_s() == pytest.approx(moments[-1] + OPEN_AFTER_S)


def test_a_press_after_the_opening_is_the_next() -> None:
    """What time has brought about before comes first."""
    words = plain()
    words.hear(b"1", START_S)
    edges = words.hear(b"1", START_S + 1)
    assert [(edge.closed, edge.at_s) for edge in edges] == [(False, START_S + OPEN_AFTER_S), (True, START_S + 1)]


@pytest.mark.parametrize("ends", [b"\r\n", b"\n", b"\r"])
def test_line_ends_are_passed_over(ends: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """An Arduino's println is no noise, however often it is pressed."""
    words = plain()
    for n in range(5):
        assert closings(words, b"1" + ends, START_S + n * 0.7) == ["next"]
    assert caplog.messages == []


def test_a_cough_keeps_no_key_from_counting(caplog: pytest.LogCaptureFixture) -> None:
    """A few bytes as it is plugged in; the first is told, the others are like it."""
    words = plain()
    assert closings(words, b"\x00\xff\x7f1") == ["next"]
    assert caplog.messages == [TOLD.format("0x00")]


def test_no_key_counts_in_noise(caplog: pytest.LogCaptureFixture) -> None:
    """Some byte of it is a key's; the line must have been quiet before a key is one again. It is told once."""
    words = plain()
    assert closings(words, b"\x80\x81\x82\x83" + bytes(range(256)) * 400) == []
    assert closings(words, b"2", START_S + QUIET_S - 0.1) == []
    assert closings(words, b"2", START_S + 2 * QUIET_S) == ["recall"]
    assert caplog.messages == [TOLD.format("0x80")]


def test_a_flood_of_a_key_is_one_press_and_kept_nowhere() -> None:
    """A broken pad says *next* for a day: one edge, and nothing that grows."""
    words = plain()
    found = [edge for n in range(1000) for edge in words.hear(b"1" * 256, START_S + n / 100)]
    assert [edge.closed for edge in found] == [True]
    assert (len(words._opens_s), len(words._frame)) == (1, 0)


def test_a_frame_is_a_press() -> None:
    """Head, our address, the key, tail; whole or in pieces."""
    words = framed()
    assert closings(words, b"\x01\x21\x31\x07") == ["next"]
    assert [closings(words, bytes([byte])) for byte in b"\x01\x21\x32\x07"] == [[], [], [], ["recall"]]


def test_another_pads_frame_is_passed_over(caplog: pytest.LogCaptureFixture) -> None:
    """Who sits at another window presses nothing here; it is no noise either."""
    assert closings(framed(), b"\x01\x22\x32\x07" * 50 + b"\x01\x21\x31\x07") == ["next"]
    assert caplog.messages == []


@pytest.mark.parametrize("broken", [b"\x31", b"\x00", b"\x01", b"\x01\x21", b"\x01\x21\x31", b"\x07\x01\x21\x31\x08"])
def test_half_a_frame_is_no_press_and_loses_no_whole_one(broken: bytes) -> None:
    """A collision on the line; the next frame is found again."""
    assert closings(framed(), broken + b"\x01\x21\x32\x07") == ["recall"]


def test_an_unplugged_pad_holds_no_key_and_no_half_frame() -> None:
    """A key that was held is released; the beginning of a frame is not the next one's."""
    words = framed()
    words.hear(b"\x01\x21\x31\x07\x01\x21\x31", START_S)
    assert words.forget(START_S + 0.1) == [("next", False, START_S + 0.1)]
    assert closings(words, b"\x07") == []
    assert words.deadline_s() is None


@pytest.mark.parametrize(
    ("words", "on", "off"), [(plain(), b"2", b"0"), (framed(), b"\x01\x212\x07", b"\x01\x210\x07")]
)
def test_the_led_has_a_byte_for_each_state(words: PadWords, on: bytes, off: bytes) -> None:
    """QSystem's steady green and dark, if centre.toml says nothing else."""
    assert (words.led(lit=True), words.led(lit=False)) == (on, off)


def test_a_strange_byte_is_told_again_after_it_was_plugged_in(caplog: pytest.LogCaptureFixture) -> None:
    """Whoever has changed the pad wants to know whether it was the right one."""
    words = plain()
    with caplog.at_level(logging.WARNING):
        words.hear(b"a", START_S)
        words.forget(START_S + 1)
        words.hear(b"b", START_S + 2)
    assert caplog.messages == [TOLD.format("0x61"), TOLD.format("0x62")]
