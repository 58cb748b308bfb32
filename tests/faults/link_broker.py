# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A broker that accepts and says nothing, one whose Pi lost its power unsaid, one that has moved: all units at once."""

import os
import signal
import socket
import time
from collections.abc import Callable
from typing import NamedTuple

from centre.english import counted
from centre.facts import TicketCalled
from kiosk.facts import IssuedAlone
from simulator.seen import newest_board
from simulator.timeline import Entry
from simulator.town_units import BROKER
from tests.faults.experiment import Ground, Outcome, outcome
from tests.faults.ledger import judge
from tests.faults.link_hall import GIVE_UP_S, PATIENCE_S, Hall, centre_with, hall
from tests.faults.link_judge import ghosts, late_calls, lost_after_s, silent_s, true_after_s
from tests.faults.link_noise import Noise, slack_s, too_noisy
from tests.faults.remains import gather

OWN, NONE, DESK, SCREEN = "kiosk-own", "kiosk-none", "desk-1", "hall"
UNITS = (OWN, NONE, DESK, SCREEN)
STALE_S, TRUE_S = 10.0, 2.0
ROUNDS, LONG_ROUNDS = 1, 20
MORE_S, LONG_MORE_S = 3.0, 90.0
LOCKOUT_S = 0.2


class Trouble(NamedTuple):
    """What happens to the broker, from ``begin`` to ``end``."""

    name: str
    begin: Callable[[Hall], None]
    end: Callable[[Hall], None]


class Away(NamedTuple):
    """A trouble that is over: when it began and ended, and the newest board that hung before it."""

    name: str
    begun_ns: int
    back_ns: int
    board: int


def _say_nothing(running: Hall) -> None:
    """Let it hang: the kernel accepts for it, and nobody answers."""
    os.kill(running.town.processes.pid(BROKER), signal.SIGSTOP)


def _say_again(running: Hall) -> None:
    os.kill(running.town.processes.pid(BROKER), signal.SIGCONT)


def _cut(running: Hall) -> None:
    """Take its Pi's power: no end of a connection is told, and those that it had are open at one end."""
    for unit in UNITS:
        running.net.lan.lose(unit)
    running.town.kill(BROKER)


def _come_up(running: Hall) -> None:
    """Give it power again; it is back when it listens, and then its cable is."""
    broker = running.town.centre.broker
    running.town.start(BROKER)
    running.wait_until("a broker that listens", lambda: _accepts(broker.host, broker.port))
    for unit in UNITS:
        running.net.lan.join(unit)


def _accepts(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), GIVE_UP_S).close()
    except OSError:
        return False
    return True


TROUBLES = (
    Trouble("dumb", _say_nothing, _say_again),
    Trouble("cut", _cut, _come_up),
    Trouble("moved", lambda running: running.net.lan.move_us(), lambda running: running.net.lan.move_us(back=True)),
)


def play(ground: Ground) -> Outcome:
    """Let each happen, press into it, wait until all is as before, serve everybody, judge."""
    centre = centre_with(kiosks={OWN: True, NONE: False}, displays=[SCREEN], desks=[DESK])
    with hall(centre, ground, UNITS, bad=False) as running, Noise() as noise:
        running.open_windows()
        clerk = Clerk(running)
        rounds = LONG_ROUNDS if ground.long else ROUNDS
        aways = [_happen(running, clerk, one, ground) for _ in range(rounds) for one in TROUBLES]
        over_ns = time.time_ns()
        running.serve_everybody()
        running.town.close()
    entries = running.town.timeline.entries
    left = gather(ground.out, entries, served=True)
    found, gone = judge(left), ghosts(left)
    calls = [(f.window, f.ticket, round(f.at.timestamp() * 1e9)) for f in left.queue if isinstance(f, TicketCalled)]
    in_time = [call for call in calls if call[2] < over_ns]
    slack, unjudged = slack_s(noise.worst_s), too_noisy(noise.worst_s)
    late = late_calls(in_time, {1: clerk.presses}, GIVE_UP_S + slack)
    screens = [Screen(away, entries) for away in aways]
    wrong = [] if unjudged else [sentence for screen in screens for sentence in screen.broken(slack)]
    alone = sum(isinstance(fact, IssuedAlone) for fact in left.kiosks[OWN])
    if alone < len(aways):
        wrong.append(f"the kiosk gave {counted(alone, 'number')} of its own in {counted(len(aways), 'trouble')}")
    seen = _sentence(screens, alone, len(late), noise.worst_s)
    return outcome(ground, found, tried=len(aways), seen=seen, broken=(*gone, *wrong), impossible=unjudged)


class Clerk:
    """Who presses *next* at the box."""

    def __init__(self, running: Hall) -> None:
        self._running = running
        self.presses: list[int] = []

    def press(self) -> None:
        """Press, without waiting for anything."""
        self.presses.append(self._running.town.press(DESK, "next"))


def _happen(running: Hall, clerk: Clerk, trouble: Trouble, ground: Ground) -> Away:
    """Let it happen while people press, and end when nobody of them stands there any more."""
    _press(running)
    running.wait_until("tickets", lambda: all(running.nothing_open(kiosk) for kiosk in (OWN, NONE)))
    board, own = newest_board(running.town.timeline.entries)["number"], running.journal(OWN, "print_ended")
    trouble.begin(running)
    begun_ns = time.time_ns()
    _press(running)
    clerk.press()
    running.wait_until("a paper", lambda: running.journal(OWN, "print_ended") > own)
    running.stage.wait("a word of it", lambda e: lost_after_s(e, SCREEN, begun_ns) is not None, PATIENCE_S)
    running.pass_s(ground.chance.uniform(0, LONG_MORE_S if ground.long else MORE_S))
    trouble.end(running)
    back_ns = time.time_ns()
    running.stage.wait("the truth", lambda e: true_after_s(e, SCREEN, back_ns, board) is not None, PATIENCE_S)
    running.wait_until("all told", lambda: all(running.nothing_open(kiosk) for kiosk in (OWN, NONE)))
    return Away(trouble.name, begun_ns, back_ns, board)


def _press(running: Hall) -> None:
    running.pass_s(LOCKOUT_S)
    for kiosk in (OWN, NONE):
        running.take(kiosk)


class Screen:
    """What the screen did in a trouble."""

    def __init__(self, away: Away, entries: list[Entry]) -> None:
        self.name = away.name
        self.lost_s = lost_after_s(entries, SCREEN, away.begun_ns) or 0.0
        self.true_s = true_after_s(entries, SCREEN, away.back_ns, away.board) or 0.0
        self.silent_s = silent_s(entries, SCREEN, away.begun_ns, away.back_ns)

    def broken(self, noise_s: float) -> list[str]:
        """Return what does not hold, on a machine that is late itself by ``noise_s``."""
        found = []
        if max(self.lost_s, self.silent_s) > STALE_S + noise_s:
            found.append(f"the screen said after {self.lost_s:.1f} s that the broker ({self.name}) is lost")
        if self.true_s > TRUE_S + noise_s:
            found.append(f"the screen had the truth {self.true_s:.1f} s after the return of the broker ({self.name})")
        return found


def _sentence(screens: list[Screen], alone: int, late: int, noise_s: float) -> str:
    said = "; ".join(
        f"{name}: stale said after {max(s.lost_s for s in screens if s.name == name):.1f} s, truth back after"
        f" {max(s.true_s for s in screens if s.name == name):.1f} s"
        for name in dict.fromkeys(one.name for one in screens)
    )
    return (
        f"{said}; {counted(alone, 'number')} given alone, all handed over; {counted(late, 'key')} pressed into the"
        f" silence called somebody after a clerk's patience (decision 004); the machine was late by {noise_s:.1f} s."
    )
