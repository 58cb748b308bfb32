# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The printer's body without a door: how much it takes, and what it forgets with its power."""

from pathlib import Path

import pytest

from simulator.paper import CODE_PAGES
from simulator.printer_body import BUFFER_BYTES, PrinterBody


@pytest.fixture
def body(tmp_path: Path) -> PrinterBody:
    """Return a printer's body, which prints when it is told to."""
    return PrinterBody(tmp_path, 576, None, None, CODE_PAGES)


def test_a_buffer_fills_and_empties(body: PrinterBody) -> None:
    """Without paper bytes collect until there is no room; with paper they are printed and there is."""
    body.change(paper_out=True)
    body.take(bytes(BUFFER_BYTES - 10), 1, lambda _answer: None)
    assert body.work(0.0) is None
    assert body.room() == 10
    body.take(bytes(10), 1, lambda _answer: None)
    assert body.room() == 0
    body.mend()
    body.work(0.0)
    assert body.room() == BUFFER_BYTES


def test_an_armed_fault_meets_its_byte(body: PrinterBody) -> None:
    """No more is taken than up to the byte after which the fault happens; then there is no room at all."""
    body.arm(30, body.stall)
    assert body.room() == 30
    body.take(bytes(20), 1, lambda _answer: None)
    assert body.room() == 10
    body.take(bytes(10), 1, lambda _answer: None)
    assert body.room() == 0
    body.mend()
    assert body.room() == BUFFER_BYTES


def test_lost_power_forgets_half_a_question(body: PrinterBody) -> None:
    """What was asked in part before is not answered after."""
    said: list[bytes] = []
    body.take(b"\x10\x04", 1, said.append)
    body.lose_all()
    body.take(b"\x01", 1, said.append)
    assert said == []
    body.take(b"\x10\x04\x01", 1, said.append)
    assert said == [b"\x12"]
