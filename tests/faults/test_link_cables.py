# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A cable of namespaces carries through its relay, and is as bad as it is told, for one unit alone."""

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from simulator.lan import Lan
from tests.conftest import PATIENCE_S
from tests.faults.link_cables import GOOD, Cables
from tests.faults.link_relay import Quality

LOOK_S = 0.2
CALL = """
import socket, sys
with socket.create_connection((sys.argv[1], int(sys.argv[2])), float(sys.argv[3])) as line:
    line.sendall(bytes(300_000))
"""


@pytest.fixture
def cables(lan: Lan) -> Iterator[Cables]:
    """Return their cables, cut open."""
    with Cables(lan, ["one", "two"], "cables") as made:
        yield made


def received(lan: Lan, unit: str, patience_s: float) -> int:
    """Return how many bytes of a unit's 300,000 reach us."""
    with socket.create_server((lan.host, 0)) as door:
        call = [*lan.words(unit), sys.executable, "-c", CALL, lan.host, str(door.getsockname()[1]), str(patience_s)]
        with subprocess.Popen(call, stderr=subprocess.DEVNULL) as caller:
            if patience_s < PATIENCE_S and caller.wait():
                return 0
            line, _ = door.accept()
            with line, line.makefile("rb") as reader:
                return len(reader.read())


def test_a_cable_that_is_cut_open_carries_all(lan: Lan, cables: Cables) -> None:
    """Also what is longer than a frame, and each frame twice."""
    assert received(lan, "one", PATIENCE_S) == 300_000
    cables.make("one", Quality(twice=1.0))
    assert received(lan, "one", PATIENCE_S) == 300_000


@pytest.mark.parametrize("deaf", [Quality(lost_to=1.0), Quality(lost_from=1.0)], ids=["deaf", "mute"])
def test_a_half_open_cable_cuts_one_unit_off(lan: Lan, cables: Cables, deaf: Quality) -> None:
    """Whichever half it is; the other unit notices nothing, and when it is good again all is as before."""
    cables.make("one", deaf)
    assert received(lan, "one", LOOK_S) == 0
    assert received(lan, "two", PATIENCE_S) == 300_000
    cables.make("one", GOOD)
    assert received(lan, "one", PATIENCE_S) == 300_000
