# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Screens and clerks' boxes on bad cables: no screen is silently stale, the truth is soon back, no key calls late."""

import time
from typing import NamedTuple

from centre.facts import TicketCalled
from simulator.timeline import Entry
from tests.faults.experiment import Ground, Outcome
from tests.faults.ledger import judge
from tests.faults.link_calls import Caller
from tests.faults.link_faults import FAULTS
from tests.faults.link_hall import GIVE_UP_S, PATIENCE_S, Hall, centre_with, hall
from tests.faults.link_judge import late_calls, lost_after_s, silent_s, true_after_s
from tests.faults.link_noise import Noise, slack_s, too_noisy
from tests.faults.remains import gather

STALE_S = 10.0
"""So soon a screen says that what it shows may be old (issue 10)."""

BYSTANDER = "good"
GOOD_S = 1.0
"""So soon a call is on the screen whose cable is good; who is later there is late by himself, not by the machine."""

ROUNDS, LONG_ROUNDS = 1, 20
WAITING, EACH_S = 40, 0.5
HURT_S, MORE_S, LONGEST_S = 11.0, 1.0, 60.0
"""How long the troubles last: longer than a screen may be silently stale, and some chance more."""

APART_S = 0.37
"""From one return to the next: each at another moment of the kernel's timers."""


class Span(NamedTuple):
    """A trouble of all: when it began for everybody, when it ended for each, and the newest board before that end."""

    begun_ns: int
    back_ns: dict[str, int]
    board: int


def play(ground: Ground) -> Outcome:
    """Hurt all cables, go on calling, mend them one after another, and hold screens and calls against the promise."""
    displays = [f"hall-{fault}" for fault in (*FAULTS, BYSTANDER)]
    desks = [f"desk-{fault}" for fault in (BYSTANDER, *FAULTS)]
    centre = centre_with(kiosks={"kiosk-1": True}, displays=displays, desks=desks)
    hurt = [f"{role}-{fault}" for fault in FAULTS for role in ("hall", "desk")]
    with hall(centre, ground, hurt) as running, Noise() as noise:
        running.open_windows()
        with Caller(running, "kiosk-1", desks[0]) as caller:
            caller.issue(WAITING)
            caller.call()
            spans = [_hurt(running, caller, ground) for _ in range(LONG_ROUNDS if ground.long else ROUNDS)]
            presses = caller.presses
        running.serve_everybody()
        running.town.close()
    entries = running.town.timeline.entries
    left = gather(ground.out, entries, served=True)
    found = judge(left)
    calls = [(f.window, f.ticket, round(f.at.timestamp() * 1e9)) for f in left.queue if isinstance(f, TicketCalled)]
    good_s = silent_s(entries, f"hall-{BYSTANDER}", 0, spans[-1].begun_ns + 10**18)
    unjudged, slack = too_noisy(noise.worst_s), slack_s(noise.worst_s + good_s)
    screens = [Screen(fault, span, entries) for span in spans for fault in FAULTS]
    wrong = [*_slow(good_s, noise.worst_s), *(sentence for one in screens for sentence in one.broken(slack))]
    wrong += late_calls(calls, presses, GIVE_UP_S + slack)
    return Outcome(
        tried=len(hurt) * len(spans), lost=len(found.lost), duplicated=len(found.twice), seed=ground.seed,
        seen=_sentence(screens, noise.worst_s, good_s), broken=(*found.broken, *(() if unjudged else wrong)),
        impossible=unjudged,
    )  # fmt: skip


def _hurt(running: Hall, caller: Caller, ground: Ground) -> Span:
    """Hurt everybody for a while, in which there are calls, and clerks press their keys; then mend one by one."""
    for fault in FAULTS:
        for role in ("hall", "desk"):
            FAULTS[fault].begin(running.net, f"{role}-{fault}")
    begun_ns, ends_s = time.time_ns(), time.monotonic() + HURT_S + ground.chance.uniform(0, MORE_S)
    if ground.long:
        ends_s += ground.chance.uniform(0, LONGEST_S)
    caller.press_all(FAULTS)  # nobody has noticed yet
    pressed = False
    while time.monotonic() < ends_s:
        caller.issue(1)
        board = caller.call()
        running.pass_s(EACH_S)
        if not pressed and time.time_ns() - begun_ns > (GIVE_UP_S + 2) * 1e9:
            caller.press_all(FAULTS)  # most know that nobody hears them
            pressed = True
    back_ns = {}
    for fault in ground.chance.sample(list(FAULTS), len(FAULTS)):
        for role in ("hall", "desk"):
            FAULTS[fault].end(running.net, f"{role}-{fault}")
        back_ns[fault] = time.time_ns()
        running.pass_s(APART_S)
    span = Span(begun_ns, back_ns, board)
    running.stage.wait("the truth on each screen", lambda e: _all_true(e, span), PATIENCE_S)
    caller.press_until_called(FAULTS)
    return span


def _all_true(entries: list[Entry], span: Span) -> bool:
    return all(Screen(fault, span, entries).true_s is not None for fault in FAULTS)


class Screen:
    """What one screen did in a trouble."""

    def __init__(self, fault: str, span: Span, entries: list[Entry]) -> None:
        name = f"hall-{fault}"
        self.fault, back_ns = fault, span.back_ns[fault]
        self.true_s = true_after_s(entries, name, back_ns, span.board)
        self.silent_s = silent_s(entries, name, span.begun_ns, back_ns)
        self.lost_s = lost_after_s(entries, name, span.begun_ns)

    def broken(self, noise_s: float) -> list[str]:
        """Return what does not hold, on a machine that is late itself by ``noise_s``."""
        limit_s, found = FAULTS[self.fault].back_s, []
        if self.silent_s > STALE_S + noise_s:
            found.append(f"a screen ({self.fault}) was stale for {self.silent_s:.1f} s and did not say so")
        if self.true_s is None or self.true_s > limit_s + noise_s:
            found.append(f"a screen ({self.fault}) had the truth {self.true_s} s after the return, not {limit_s:g}")
        if FAULTS[self.fault].cuts and self.lost_s is None:
            found.append(f"a screen ({self.fault}) never said that the centre is lost")
        return found


def _slow(good_s: float, noise_s: float) -> list[str]:
    """Return what is wrong with the screen whose cable is good."""
    if good_s <= GOOD_S + slack_s(noise_s):
        return []
    return [f"a screen on a good cable lacked a call for {good_s:.1f} s, on a machine late by {noise_s:.1f} s"]


def _sentence(screens: list[Screen], noise_s: float, good_s: float) -> str:
    silent = max(screens, key=lambda one: one.silent_s)
    true = max(screens, key=lambda one: one.true_s or 0.0)
    return (
        f"longest without a word of a lost centre {silent.silent_s:.1f} s ({silent.fault}), truth back after at most"
        f" {true.true_s:.1f} s ({true.fault}); the machine was late by {noise_s:.1f} s, a screen on a good cable by"
        f" {good_s:.1f} s."
    )
