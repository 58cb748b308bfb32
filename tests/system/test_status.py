# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha status`` on a terminal, beside a running centre: live, never old without saying so, gone without a trace."""

import os
import signal
import subprocess
import sys

from cherha.status import ENTER, HOME_FIRST, LEAVE
from simulator.town import Town
from simulator.town_units import BROKER, units
from tests.system.technician import Terminal


def cherha(town: Town, *words: str, terminal: int | None = None) -> "subprocess.Popen[bytes]":
    """Start a command at the town's file."""
    return subprocess.Popen(
        [sys.executable, "-m", "cherha", *words, "--centre", str(town.runtime.centre_file)],
        env={**os.environ, "LINES": "60", "COLUMNS": "80"},
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
    )


def test_a_morning_on_the_terminal(town: Town) -> None:
    """A ticket, a printer without paper, the head's command beside it, a broker that goes and comes, Ctrl-Z, Ctrl-C."""
    with Terminal(lambda descriptor: cherha(town, "status", terminal=descriptor)) as screen:
        screen.hear(ENTER)
        screen.hear(f"DEVICES     {1 + len(units(town.centre))}:")
        town.press("kiosk-hall", "passport")
        screen.hear("SERVICES    1 waiting")
        town.printers["kiosk-hall"].set(paper_out=True)
        town.press("kiosk-hall", "property")
        screen.hear("DEGRADED    kiosk-hall")
        screen.hear("is out of paper")
        assert cherha(town, "clock", terminal=subprocess.DEVNULL).wait(60) == 0
        town.press("desk-1", "next")
        screen.hear("WINDOWS     1 open, 1 closed")
        assert "NO CONNECTION" not in screen.said
        town.kill(BROKER)
        screen.hear("NO CONNECTION since")
        screen.hear("(OLD, of")
        town.start(BROKER)
        town.printers["kiosk-hall"].set(paper_out=False)
        screen.hear("SERVICES    2 waiting\x1b")
        assert "NO CONNECTION" not in screen.said.rpartition(HOME_FIRST)[2]
        screen.process.send_signal(signal.SIGTSTP)
        os.waitid(os.P_PID, screen.process.pid, os.WSTOPPED)
        screen.process.send_signal(signal.SIGCONT)
        for aside in (LEAVE, ENTER, "SERVICES    2 waiting"):
            screen.hear(aside)
        screen.process.send_signal(signal.SIGINT)
        assert screen.ended() == 0
    assert screen.said.endswith(LEAVE)


def test_a_script_goes_by_the_code(town: Town) -> None:
    """Without a terminal the page is printed once, plainly."""
    script = cherha(town, "status", terminal=subprocess.PIPE)
    out, _ = script.communicate(timeout=60)
    page = out.decode()
    assert "\x1b" not in page
    assert "kiosk-hall" in page
    count = 1 + len(units(town.centre))
    assert script.returncode == (0 if f"{count}: {count} ready" in page else 1)
