# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The wait for the end of a job, at the line to a printer that is busy, ill, silent or gone."""

import select
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from centre.config_kiosks import Printer
from kiosk.printer_line import PrinterLine, open_line
from kiosk.printer_ports import Port
from kiosk.printer_status import ASK, ASK_IN_TURN, CoverOpen, PaperOut, PrinterOffline
from kiosk.printer_wire import Patience, Watch
from simulator.cable_printer import CablePrinter
from tests.conftest import PATIENCE_S
from tests.kiosk.idle_watch import UNHURRIED

AUTOMATIC = b"\x10\x0f\x60\x00"
"""What a printer may say unasked."""


@pytest.mark.parametrize("turn", [b"", b"\x12", AUTOMATIC, b"\x0f"])
def test_a_ticket_is_done_only_on_the_printers_word(network_peer: Any, turn: bytes) -> None:
    """Silence, a real-time answer, an automatic status or «paper ended» do not prove that the ticket is whole."""
    network_peer.says["turn"] = turn
    with open_line(network_peer.settings, UNHURRIED) as line:
        line.write(b"ticket")
        assert not line.barrier(0.05)


@pytest.mark.parametrize(
    ("says", "fault", "sentence"),
    [
        ({"printer": b"\x1a", "roll": b"\x7e"}, PaperOut, "is out of paper. Load a roll."),
        ({"printer": b"\x1a", "cause": b"\x16"}, CoverOpen, "has its cover open. Close it."),
    ],
)
def test_a_stop_in_a_ticket_is_noticed_before_the_patience_ends(
    network_peer: Any, says: dict[str, bytes], fault: type[Exception], sentence: str
) -> None:
    """While the end is awaited the printer is asked how it is, and what it has is raised at once, by its name."""
    network_peer.says.update(says, turn=b"")
    with open_line(network_peer.settings, UNHURRIED._replace(look_s=0.05)) as line:
        line.write(b"ticket")
        with pytest.raises(fault) as stopped:
            line.barrier(3600.0)
    assert str(stopped.value) == f"Printer {network_peer.name} {sentence}"


def test_a_busy_printer_is_waited_for(network_peer: Any) -> None:
    """One that is well, or says nothing while it prints, is done when it says so, between two looks or in one."""
    network_peer.says["turn"] = b""
    network_peer.says["roll"] = b"\x12\x03"
    with open_line(network_peer.settings, UNHURRIED._replace(look_s=0.05)) as line:
        line.write(b"ticket")
        assert line.barrier(3600.0), "its answer came among those to a look"


class LateWatch(Watch):
    """The clock of a kiosk that is not let run: it looks once, in vain, and comes to itself an hour later."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        self._meanwhile, self._slept_s = meanwhile, 0.0

    def now_s(self) -> float:
        """Return the time since, in seconds."""
        return self._slept_s

    def wait(self, descriptor: int, event: int, seconds: float) -> bool:
        """Sleep through the first wait for a word."""
        if event == select.POLLIN and seconds and not self._slept_s:
            self._slept_s = 3600.0
            self._meanwhile()
            return False
        return super().wait(descriptor, event, seconds)


def test_a_kiosk_that_was_too_busy_to_listen_hears_what_was_said_in_time() -> None:
    """A printer that has said that it is done is not doubted because nobody listened before the deadline was over."""
    ours, printer = socket.socketpair()
    with printer, ours:
        watch = LateWatch(lambda: printer.sendall(b"\x12\x00"))
        line = PrinterLine("prompt", Port(ours.fileno(), lambda _abort: None), Patience(watch=watch))
        assert line.barrier(PATIENCE_S)


def test_a_printer_that_goes_while_its_answer_is_awaited_has_left(tmp_path: Path) -> None:
    """A node that has hung up reads as a pause; that is no silence to be waited out."""
    with CablePrinter(tmp_path / "paper", tmp_path / "lp0", kind="usb") as printer:
        printer.set(mute=True)
        settings = Printer(connection="usb", device=str(tmp_path / "lp0"))
        with open_line(settings, UNHURRIED._replace(look_s=0.02)) as line:
            printer.unplug_after(len(b"ticket" + ASK_IN_TURN + ASK[0]))
            line.write(b"ticket")
            with pytest.raises(PrinterOffline) as left:
                line.barrier(3600.0)
    assert str(left.value).endswith("lp0 has left: Input/output error. Switch it on; look at its cable.")
