# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A network of namespaces: what is cut is cut for one unit, and nothing of it is left behind."""

import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.lan import Lan
from tests.conftest import PATIENCE_S

LOOK_S = 0.02
CALL = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), float(sys.argv[3]))"
HELD = """
import signal
from simulator.lan import Lan
with Lan() as lan:
    print(lan.host, flush=True)
    signal.pause()
"""


@pytest.fixture
def port(lan: Lan) -> Iterator[int]:
    """Return a port of this machine that answers there."""
    with socket.create_server((lan.host, 0)) as door:
        yield door.getsockname()[1]


def reaches(lan: Lan, unit: str, port: int, patience_s: float = PATIENCE_S) -> bool:
    """Return whether a unit can connect to us."""
    call = [*lan.words(unit), sys.executable, "-c", CALL, lan.host, str(port), str(patience_s)]
    return subprocess.run(call, stderr=subprocess.DEVNULL, check=False).returncode == 0


def carrier(lan: Lan, unit: str) -> str:
    """Return what the unit's own kernel says of its cable."""
    asked = subprocess.run([*lan.words(unit), "ip", "link", "show", "eth0"], capture_output=True, text=True, check=True)
    return "no carrier" if "NO-CARRIER" in asked.stdout else "carrier"


def test_a_pulled_cable_cuts_one_unit_off_and_it_knows(lan: Lan, port: int) -> None:
    """Until it is put back; the other one notices nothing."""
    assert reaches(lan, "one", port)
    lan.pull("one")
    assert (carrier(lan, "one"), carrier(lan, "two")) == ("no carrier", "carrier")
    assert not reaches(lan, "one", port, patience_s=0.2)
    assert reaches(lan, "two", port)
    lan.put_back("one")
    assert reaches(lan, "one", port)


def test_a_silence_cuts_one_unit_off_and_it_does_not_know(lan: Lan, port: int) -> None:
    """Its cable is as good as ever."""
    lan.lose("one")
    assert carrier(lan, "one") == "carrier"
    assert not reaches(lan, "one", port, patience_s=0.2)
    assert reaches(lan, "two", port)
    lan.join("one")
    assert reaches(lan, "one", port)


def test_two_networks_are_two() -> None:
    """Runs beside each other share no address."""
    with Lan() as one, Lan() as other:
        assert one.host != other.host
    assert (one.words("unplugged"), other.words("unplugged")) == ((), ())


def test_nothing_is_left_of_it_however_it_ends() -> None:
    """Its maker is killed, so nobody tidies up: the interface of this machine is gone with the namespaces."""
    with subprocess.Popen([sys.executable, "-c", HELD], stdout=subprocess.PIPE, text=True) as maker:
        assert maker.stdout is not None
        host = maker.stdout.readline().strip()
        ours = Path(f"/sys/class/net/cherha{host.split('.')[2]}")
        assert ours.exists()
        maker.send_signal(signal.SIGKILL)
    assert any(not ours.exists() or threading.Event().wait(LOOK_S) for _ in range(int(PATIENCE_S / LOOK_S)))


def test_a_unit_that_moves_is_reached_where_it_is_now(lan: Lan, port: int) -> None:
    """Its address is another one; what it had open is gone, and it can call anew; moved again it has the old one."""
    before = lan.address("one")
    lan.move("one")
    assert lan.address("one") != before
    assert reaches(lan, "one", port)
    lan.move("one")
    assert lan.address("one") == before
    assert reaches(lan, "one", port)


def test_this_machine_can_leave_its_address_and_take_it_again(lan: Lan, port: int) -> None:
    """Who knows it by the first finds nobody meanwhile."""
    lan.move_us()
    assert not reaches(lan, "one", port, LOOK_S)
    lan.move_us(back=True)
    assert reaches(lan, "one", port)
