# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The hands and eyes of a morning at one Pi: a citizen at the kiosk, a clerk at the desk, both with patience."""

import time
from collections.abc import Sequence

from image.trial.machine import Machine
from image.trial.papers import Paper, Papers
from image.trial.pins import Seen
from image.trial.screen import Call
from image.trial.stage import BOOT_S, EFFECT_S, LOOK_S, call_seen, wait

KIOSK, LAMP, NEXT, SERVE = 4, 5, 6, 7
"""The lines of van.toml and hall.toml: a service's button and its lamp, the desk's keys (hall.toml has only next)."""

BURNS_S = 1.0
"""Of all that the kiosk's lamp says only «a ticket can be had here» is light without a break for so long."""

CALL_TRIES, TRY_S = 6, 40.0
"""The first press only opens a window if the desk is slow to come up: a clerk presses again."""

QUIET_S = 10.0
"""Longer than a kiosk needs for a ticket that it owes."""


def burns(seen: Sequence[Seen], now_s: float) -> float | None:
    """Return since which steady second the kiosk's lamp burns without a break, None if it does not."""
    last = next((one for one in reversed(seen) if one.line == LAMP), None)
    return last.at_s if last and last.high and now_s - last.at_s >= BURNS_S else None


def lit(pi: Machine) -> float | None:
    """Return since when the kiosk's lamp burns, None if it does not."""
    return burns(pi.pins.seen, time.monotonic())


def wait_until_lit(pi: Machine) -> float:
    """Return how many seconds after its power the Pi says by its lamp that a ticket can be had."""
    return wait(pi, "the kiosk's lamp says that a ticket can be had", lambda: lit(pi), BOOT_S) - pi.on_s


def take_ticket(pi: Machine, papers: Papers) -> tuple[Paper, float]:
    """Press the service's button; return the paper that came, and the seconds from the contact to the cut."""
    before = len(papers)
    pressed_s = pi.pins.press(KIOSK)
    wait(pi, "a paper after a press at the kiosk", lambda: len(papers) > before)
    paper = papers.all()[before]
    wait(pi, "the kiosk's lamp after a ticket", lambda: lit(pi))
    return paper, paper.cut_s - pressed_s


def flushes_of_a_ticket(pi: Machine, papers: Papers) -> int:
    """Take a ticket; return how often the guest had asked its card to write all it holds, before the paper was cut."""
    before, begun = len(papers), pi.monitor.flushes()
    asked = [(pi.pins.press(KIOSK), begun)]
    until_s = time.monotonic() + EFFECT_S
    while len(papers) == before and time.monotonic() < until_s:
        asked.append((time.monotonic(), pi.monitor.flushes()))
    paper = wait(pi, "a paper after a press at the kiosk", lambda: papers.all()[before:])[0]
    wait(pi, "the kiosk's lamp after a ticket", lambda: lit(pi))
    return max(count for at_s, count in asked if at_s < paper.cut_s) - begun


def press_until_written(pi: Machine, flushes: int) -> None:
    """Press the service's button; return when the guest has asked its card so often since to write all it holds."""
    begun = pi.monitor.flushes()
    pi.pins.press(KIOSK)
    wait(pi, "something written after a press", lambda: pi.monitor.flushes() >= begun + flushes)


def let_papers_come(pi: Machine, papers: Papers) -> None:
    """Return when no paper has come for a while: what a kiosk owes from before a power cut it prints by itself."""
    seen, since_s = len(papers), time.monotonic()
    while time.monotonic() - since_s < QUIET_S:
        pi.look()
        time.sleep(LOOK_S)
        if len(papers) != seen:
            seen, since_s = len(papers), time.monotonic()


def call_next(pi: Machine, name: str, wanted: Call) -> float | None:
    """Press the desk's key until this call is on the screen, as a clerk who is in no haste; return how long it took.

    The seconds are those from the last press to the picture, None if there is none. A window that is closed is opened
    by the first press.
    """
    for number in range(CALL_TRIES):
        pressed_s = pi.pins.press(NEXT)
        if seen_s := call_seen(pi, f"{name}-{number}", wanted, TRY_S):
            return seen_s - pressed_s
    return None
