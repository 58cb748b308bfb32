# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The wire to a printer, against a peer at its other end."""

import itertools
import select
import socket
from pathlib import Path
from typing import Any

import pytest

from centre.config_kiosks import Printer
from kiosk.printer_line import PrinterLine, open_line
from kiosk.printer_ports import Port
from kiosk.printer_status import Answers, PrinterOffline, PrinterStatus, PrintStalled, fault_of
from kiosk.printer_wire import NOISE, Patience, PrinterWire
from tests.conftest import PATIENCE_S
from tests.kiosk.idle_watch import UNHURRIED, IdleWatch

BRIEF = Patience(answer_s=0.05, stall_s=0.05, end_s=0.05, warm_s=0.05)
STALE = b"\x12\x16\x13\x00\x0c"
AUTOMATIC = b"\x10\x0f\x60\x00"


def settings_of(peer: Any, connection: Any) -> Printer:
    """Return the settings of a printer behind a device node."""
    return Printer(connection=connection, device=peer.device, baud=115200)


@pytest.mark.parametrize("connection", ["network", "serial", "usb"])
def test_every_kind_of_line_carries_a_ticket(connection: str, request: pytest.FixtureRequest) -> None:
    """By network, serial cable and USB: status first, all bytes, then the printer's word that it is done."""
    peer = request.getfixturevalue("network_peer" if connection == "network" else "cable_peer")
    settings = peer.settings if connection == "network" else settings_of(peer, connection)
    ticket = bytes(range(256)) * 40
    with open_line(settings, UNHURRIED) as line:
        assert line.status() is PrinterStatus.READY
        line.write(ticket)
        assert line.barrier(PATIENCE_S)
        assert line.sent == len(ticket)
    assert peer.tickets == ticket


@pytest.mark.parametrize(
    ("says", "status", "sentence"),
    [
        ({}, PrinterStatus.READY, None),
        ({"roll": b"\x1e"}, PrinterStatus.PAPER_LOW, "is near the end of its roll. Keep a new one at hand."),
        ({"printer": b"\x1a", "roll": b"\x7e"}, PrinterStatus.PAPER_OUT, "is out of paper. Load a roll."),
        ({"printer": b"\x1a", "cause": b"\x32"}, PrinterStatus.PAPER_OUT, "is out of paper. Load a roll."),
        ({"printer": b"\x1a", "cause": b"\x16"}, PrinterStatus.COVER_OPEN, "has its cover open. Close it."),
        (
            {"printer": b"\x1a", "cause": b"\x52"},
            PrinterStatus.OFFLINE,
            "says that it cannot print. Clear its cutter; switch it off and on.",
        ),
        (
            {"printer": b""},
            PrinterStatus.MUTE,
            "does not answer when asked how it is. Switch it on, close its cover, look at its cable.",
        ),
        (
            {"roll": b"\x00\xff\x13"},
            PrinterStatus.MUTE,
            "does not answer when asked how it is. Switch it on, close its cover, look at its cable.",
        ),
    ],
)
def test_status_is_read_strictly(
    network_peer: Any, says: dict[str, bytes], status: PrinterStatus, sentence: str | None
) -> None:
    """Each answer has its meaning and its sentence; silence and bytes that are no answer are never «paper ok»."""
    network_peer.says.update(says)
    with open_line(network_peer.settings, BRIEF if status is PrinterStatus.MUTE else UNHURRIED) as line:
        assert line.status() is status
    fault = fault_of(network_peer.name, status)
    assert (fault and str(fault)) == (sentence and f"Printer {network_peer.name} {sentence}")


def test_stale_and_automatic_bytes_are_no_answers(network_peer: Any) -> None:
    """Late answers are thrown away before asking, and an automatic status between is skipped whole."""
    network_peer.greeting = STALE
    network_peer.says = {
        "printer": AUTOMATIC + b"\x12",
        "cause": b"\x11\x12",
        "roll": AUTOMATIC + b"\x1e",
        "turn": b"\x12" + AUTOMATIC + b"\x03",
    }
    with open_line(network_peer.settings, UNHURRIED) as line:
        assert network_peer.greeted.wait(PATIENCE_S)
        assert line.status() is PrinterStatus.PAPER_LOW
        line.write(b"ticket")
        assert line.barrier(PATIENCE_S)


def known_to_the_kernel(ours: socket.socket, bits: int | None) -> Port:
    """Return a port of which the kernel says these status lines."""
    return Port(ours.fileno(), lambda _abort: None, lines=lambda: bits)


def test_a_usb_printer_that_says_nothing_is_asked_of_the_kernel() -> None:
    """Usblp knows of no paper and of offline; where it knows of no fault, the printer is mute."""
    ours, printer = socket.socketpair()
    known = {
        0x18: PrinterStatus.MUTE,
        0x38: PrinterStatus.PAPER_OUT,
        0x08: PrinterStatus.OFFLINE,
        None: PrinterStatus.MUTE,
    }
    with printer, ours:
        for bits, status in known.items():
            assert PrinterLine("silent", known_to_the_kernel(ours, bits), BRIEF).status() is status


def test_a_node_without_status_lines_has_none(cable_peer: Any) -> None:
    """A device that is not usblp knows no LPGETSTATUS: silence stays silence."""
    cable_peer.says["printer"] = b""
    with open_line(settings_of(cable_peer, "usb"), BRIEF) as line:
        assert line.status() is PrinterStatus.MUTE


class WatchedWire(PrinterWire):
    """A wire that writes down how long each wait for a word of the printer may take."""

    def __init__(self, port: Port) -> None:
        super().__init__("noisy", port, Patience())
        self.waits: list[float] = []

    def wait(self, event: int, seconds: float) -> bool:
        """Take note."""
        if event == select.POLLIN:
            self.waits.append(seconds)
        return super().wait(event, seconds)


def test_noise_does_not_stretch_the_patience() -> None:
    """A printer that talks nonsense is given the time of one answer in all, not anew for each of its bytes."""
    ours, printer = socket.socketpair()
    with printer, ours:
        wire = WatchedWire(Port(ours.fileno(), lambda _abort: None))
        printer.sendall(b"\xff" * NOISE)
        assert wire.hear(Answers().real_time, 5.0) is None
    assert len(wire.waits) == NOISE
    assert wire.waits[0] <= 5.0
    assert all(later < earlier for earlier, later in itertools.pairwise(wire.waits))


def test_a_stall_tells_what_was_taken(cable_peer: Any) -> None:
    """A printer that stops taking bytes is found out after the stall time, and the sentence counts the bytes."""
    cable_peer.takes = 5000
    until_stalled = BRIEF._replace(watch=IdleWatch(cable_peer.left.is_set))
    with open_line(settings_of(cable_peer, "usb"), until_stalled) as line:
        with pytest.raises(PrintStalled) as stalled:
            line.write(bytes(1_000_000))
        assert 5000 <= stalled.value.sent == line.sent < 1_000_000
    assert str(stalled.value) == (
        f"Printer {cable_peer.name} took {line.sent} bytes of a ticket and then none for 0.05 s."
        " Look for jammed paper; switch it off and on."
    )


def test_a_stalled_network_printer_is_dropped(network_peer: Any) -> None:
    """A full network buffer is a stall too, and closing the line then waits for nothing."""
    network_peer.takes = 100
    line = open_line(network_peer.settings, BRIEF)
    with line, pytest.raises(PrintStalled):
        line.write(bytes(64_000_000))
    assert 100 <= line.sent < 64_000_000


def test_a_printer_that_leaves_is_noticed(network_peer: Any) -> None:
    """A connection closed in the middle is never a printed ticket."""
    network_peer.takes = 10
    network_peer.leaves = True
    with open_line(network_peer.settings, UNHURRIED) as line:
        line.write(bytes(10))
        assert network_peer.left.wait(PATIENCE_S)
        with pytest.raises(PrinterOffline) as left:
            line.barrier(PATIENCE_S)
    assert str(left.value) in {
        f"Printer {network_peer.name} has left: {why}. Switch it on; look at its cable."
        for why in ("it closed the connection", "Connection reset by peer", "Broken pipe")
    }


def test_a_line_knows_that_its_printer_has_gone(network_peer: Any) -> None:
    """A warm line is not used again when the printer closed it."""
    network_peer.takes = 3
    network_peer.leaves = True
    network_peer.says["printer"] = b""
    with open_line(network_peer.settings, UNHURRIED) as line:
        assert line.there()
        with pytest.raises(PrinterOffline):
            line.status()
        assert not line.there()


def test_an_unreachable_printer_is_named() -> None:
    """A port where nobody listens is said with its address and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    with pytest.raises(PrinterOffline) as gone:
        open_line(Printer(connection="network", host="127.0.0.1", port=port))
    assert str(gone.value) == (
        f"Printer 127.0.0.1:{port} cannot be reached: Connection refused."
        " Switch it on; look at its cable and at its address in centre.toml."
    )


@pytest.mark.parametrize("connection", ["serial", "usb"])
def test_a_missing_device_stays_missing(connection: Any, tmp_path: Path) -> None:
    """Opening a printer that is not plugged in says so and leaves no file in its place."""
    node = tmp_path / "lp0"
    with pytest.raises(PrinterOffline) as missing:
        open_line(Printer(connection=connection, device=str(node)))
    assert str(missing.value) == (
        f"Printer {node} cannot be reached: No such file or directory."
        " Switch it on; look at its cable and at its address in centre.toml."
    )
    assert not node.exists()


def test_a_regular_file_is_no_printer(tmp_path: Path) -> None:
    """A file left where the device should be never swallows tickets."""
    file = tmp_path / "lp0"
    file.write_bytes(b"")
    with pytest.raises(PrinterOffline) as refused:
        open_line(Printer(connection="usb", device=str(file)))
    assert str(refused.value) == (
        f"Printer {file} cannot be reached: it is a file, not a device."
        " Switch it on; look at its cable and at its address in centre.toml."
    )


def test_a_serial_port_is_ours_alone(cable_peer: Any) -> None:
    """Two programs on one cable would garble tickets: the second is refused."""
    settings = settings_of(cable_peer, "serial")
    with open_line(settings), pytest.raises(PrinterOffline) as taken:
        open_line(settings)
    assert str(taken.value) == (
        f"Printer {cable_peer.name} cannot be reached: Resource temporarily unavailable."
        " Switch it on; look at its cable and at its address in centre.toml."
    )
