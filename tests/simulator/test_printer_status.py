# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The printer's status bytes, by Epson's reference, and how its questions are found in a stream."""

import pytest

from simulator.printer_status import Condition, QuestionFinder, real_time_status, sensor_status


@pytest.mark.parametrize(
    ("condition", "answers"),
    [
        (Condition(), (0x12, 0x12, 0x12, 0x12)),
        (Condition(paper_near_end=True), (0x12, 0x12, 0x12, 0x1E)),
        (Condition(paper_out=True), (0x1A, 0x32, 0x12, 0x72)),
        (Condition(paper_near_end=True, paper_out=True), (0x1A, 0x32, 0x12, 0x7E)),
        (Condition(cover_open=True), (0x1A, 0x16, 0x12, 0x12)),
        (Condition(cover_open=True, paper_out=True), (0x1A, 0x36, 0x12, 0x72)),
        (Condition(offline=True), (0x1A, 0x12, 0x12, 0x12)),
        (Condition(jammed=True), (0x1A, 0x52, 0x1A, 0x12)),
        (Condition(jammed=True, cover_open=True, paper_out=True), (0x1A, 0x76, 0x1A, 0x72)),
    ],
)
def test_each_condition_has_its_bytes(condition: Condition, answers: tuple[int, ...]) -> None:
    """DLE EOT 1 to 4 say what Epson's tables say, the fixed bits always set."""
    assert tuple(real_time_status(number, condition) for number in (1, 2, 3, 4)) == answers
    assert all(answer & 0x93 == 0x12 for answer in answers)


def test_the_sensor_answers_without_fixed_bits() -> None:
    """GS r 1 tells near end and end in bits 0 to 3; bits 4 and 7 are clear, so it is no DLE EOT answer."""
    conditions = (Condition(), Condition(paper_near_end=True), Condition(paper_out=True))
    assert [sensor_status(1, condition) for condition in conditions] == [0x00, 0x03, 0x0C]
    assert sensor_status(2, Condition(paper_out=True)) == 0


@pytest.mark.parametrize(
    "pieces", [[b"a\x10\x04\x04b"], [b"a\x10", b"\x04\x04"], [b"\x10\x04", b"\x04"], [b"\x10", b"\x04", b"\x04"]]
)
def test_a_question_is_found_in_any_pieces(pieces: list[bytes]) -> None:
    """DLE EOT 4 is found once, wherever the stream is cut."""
    finder = QuestionFinder()
    assert [number for piece in pieces for number in finder.numbers(piece)] == [4]


def test_other_numbers_are_no_questions() -> None:
    """DLE EOT 0 and 5 are not of this printer, and DLE DLE EOT 1 is a question after a stray byte."""
    finder = QuestionFinder()
    assert finder.numbers(b"\x10\x04\x00\x10\x04\x05\x10\x10\x04\x01") == [1]
