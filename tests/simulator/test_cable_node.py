# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The device node: its link, and what a host and the printer's end notice of one another."""

import os
import re
import select
from pathlib import Path

import pytest

from centre.errors import Unavailable
from simulator.cable_node import CableNode


def opened(link: Path) -> int:
    """Open a node as a host does."""
    return os.open(link, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)


def test_bytes_pass_both_ways_unchanged(tmp_path: Path) -> None:
    """No byte is a line end, an echo, an interrupt or a stop for a node."""
    node = CableNode(tmp_path / "lp0")
    host = opened(tmp_path / "lp0")
    every = bytes(range(256))
    os.write(host, every)
    assert node.read(1000) == every
    assert node.read(1000) == b""
    node.write(every)
    assert os.read(host, 1000) == every
    os.close(host)
    node.remove()


def test_a_host_that_closes_wakes_nobody(tmp_path: Path) -> None:
    """After a close the printer's end has the bytes and then nothing to read, not even an error; as with the next."""
    node = CableNode(tmp_path / "lp0")
    asleep = select.poll()
    asleep.register(node, select.POLLIN)
    for piece in (b"first ", b"second"):
        host = opened(tmp_path / "lp0")
        os.write(host, piece)
        os.close(host)
        assert node.read(1000) == piece
        assert asleep.poll(0) == []
    node.remove()


def test_a_removed_node_is_an_end_to_its_holder(tmp_path: Path) -> None:
    """The link is gone; who holds the node reads nothing and cannot write."""
    node = CableNode(tmp_path / "lp0")
    host = opened(tmp_path / "lp0")
    node.remove()
    assert not (tmp_path / "lp0").is_symlink()
    assert os.read(host, 1) == b""
    with pytest.raises(OSError, match="Input/output error"):
        os.write(host, b"x")
    os.close(host)


def test_an_old_link_is_replaced_and_another_ones_left(tmp_path: Path) -> None:
    """A dead run's link is no hindrance; a node takes away its own link only."""
    link = tmp_path / "by-id" / "printer"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "gone")
    old = CableNode(link)
    new = CableNode(link)
    old.remove()
    host = opened(link)
    os.write(host, b"x")
    assert new.read(1) == b"x"
    os.close(host)
    new.remove()
    assert list(link.parent.iterdir()) == []


def test_a_file_is_not_replaced(tmp_path: Path) -> None:
    """Where a file is, no node is made, and the file stays."""
    link = tmp_path / "lp0"
    link.write_text("ours")
    sentence = (
        f"{link} cannot be made for the simulated printer (File exists). "
        "Name a link in a folder that may be written, where no file is."
    )
    with pytest.raises(Unavailable, match=f"^{re.escape(sentence)}$"):
        CableNode(link)
    assert link.read_text() == "ours"


def test_an_answer_that_nobody_reads_blocks_nobody(tmp_path: Path) -> None:
    """More answers than the node keeps are lost."""
    node = CableNode(tmp_path / "lp0")
    for _ in range(100):
        node.write(bytes(1000))
    node.remove()
