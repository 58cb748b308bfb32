# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A morning on a Pi that is a whole centre: first boot, tickets, a call, a power cut right after a press, and back."""

import time
from pathlib import Path

from centre.bank import engines
from centre.spoken import Sentence, aloud
from centre.voice import Voice
from image.trial import asking, bank, guest, hand, hearing, screen
from image.trial.machine import SOUND, Machine, Plugged
from image.trial.papers import Papers, faults
from image.trial.stage import EFFECT_S, HERE, Stage, call_seen, free_port, within

SCENE, WINDOW = "morning", 1

WAITING = 3
"""So many tickets are taken before the first call."""

SILENT_S = 10.0
"""Longer than the pause between two sayings of a call, of which there are three; the first waits for all recordings."""

SETTLE_S = 3.5
"""What a desk's key says within three seconds after its call is a clerk's impatience (settle_s); so long is served."""

IN_THE_CUT = f"А{WAITING + 1:03d}"
"""What the press before the cut may have got and no paper: then it is given up or called in vain (decision 005)."""

CUT_AFTER_FLUSHES = 2
"""From the press to the power cut: kiosk and dispatcher have begun to write it down, no paper is out yet."""


def play(stage: Stage) -> None:
    """Play it; the card stays for the scene of updates."""
    cards = stage.folders(SCENE, HERE / "van.toml")
    card = stage.flash(SCENE, "main", cards / "main" / "cherha")
    with Papers(stage.out / SCENE / "papers", stage.out / SCENE / "printer") as papers:
        with stage.switched_on(SCENE, "first-boot", Plugged(card, papers.node)) as pi:
            _first_boot(stage, pi, papers)
            hand.press_until_written(pi, CUT_AFTER_FLUSHES)
            pi.kill()
        _heard(stage, stage.out / SCENE / "first-boot" / SOUND)
        port = free_port()
        with stage.switched_on(SCENE, "after-the-cut", Plugged(card, papers.node, ssh=port)) as pi:
            _after_the_cut(stage, pi, papers)
            asking.ask(stage, guest.Guest(port, stage.key), pi.folder)
            _ends(stage, pi)


def _first_boot(stage: Stage, pi: Machine, papers: Papers) -> None:
    """Take tickets and call the first, on a card that has never been in a Pi, without a network."""
    stage.figures["first_boot_s"] = round(hand.wait_until_lit(pi), 1)
    paper, took_s = hand.take_ticket(pi, papers)
    stage.checks.tell("first_boot_without_network", paper.number == "А001", f"{paper.number} after {took_s:.1f} s")
    asked = hand.flushes_of_a_ticket(pi, papers)
    stage.checks.tell("written_before_paper", asked > 0, f"{asked} times")
    took = [took_s, *(hand.take_ticket(pi, papers)[1] for _ in range(WAITING - 2))]
    stage.figures["press_to_ticket_s"] = round(max(took), 2)
    called_s = hand.call_next(pi, "call", ("А001", WINDOW))
    seen = "no such call in any picture" if called_s is None else f"А001 at window {WINDOW} after {called_s:.1f} s"
    if stage.checks.tell("call_on_screen", called_s is not None, seen) and called_s:
        stage.figures["call_to_screen_s"] = round(called_s, 2)
    _hear_out(pi)


def _hear_out(pi: Machine) -> None:
    """Let all of it be said."""
    loud, since_s, until_s = 0, time.monotonic(), time.monotonic() + EFFECT_S
    while time.monotonic() < until_s and (not loud or time.monotonic() - since_s < SILENT_S):
        pi.look()
        time.sleep(1)
        if (now := hearing.loud_bytes(pi.folder / SOUND)) != loud:
            loud, since_s = now, time.monotonic()


def _heard(stage: Stage, wav: Path) -> None:
    """Look for the call in what the hall heard, and for those of the others, which must fit less."""
    heard = hearing.recording(wav)
    voice = Voice(engines(bank.of_image(stage.image, stage.out)), kept_s=0.0)
    fits = {}
    for number in range(1, WAITING + 2):
        sound = voice.sound(Sentence(aloud(f"Талон А{number:03d}. Вікно {WINDOW}.", "uk"), "uk"))
        fits[f"А{number:03d}"] = hearing.found(hearing.known(sound), heard).fits if sound else 0.0
    best = max(fits, key=lambda ticket: fits[ticket])
    saw = ", ".join(f"{ticket} {fit:.2f}" for ticket, fit in fits.items())
    stage.checks.tell("call_in_sound", best == "А001" and fits[best] >= hearing.SURE, f"fits: {saw}")


def _after_the_cut(stage: Stage, pi: Machine, papers: Papers) -> None:
    """Hold what comes back against the papers: they are the witness."""
    stage.figures["boot_s"] = round(hand.wait_until_lit(pi), 1)
    back = call_seen(pi, "back", ("А001", WINDOW))
    hand.let_papers_come(pi, papers)
    stage.checks.tell("cut_keeps_the_call", back is not None, "А001 stands there" if back else "no А001 on the screen")
    hand.take_ticket(pi, papers)
    hand.take_ticket(pi, papers)
    all_, wrong = papers.all(), faults(papers.all(), may_lack=WAITING + 1)
    numbers = ", ".join(f"{paper.number}{' (copy)' if paper.copy else ''}" for paper in all_)
    stage.checks.tell("cut_loses_no_number", not wrong and len(all_) > WAITING, "; ".join([numbers, *wrong]))
    waiting = sorted({paper.number for paper in all_} - {"А001"})
    called = _called_in_order(pi, waiting)
    with_paper, others = [one for one in called if one in waiting], {*called} - {*waiting, IN_THE_CUT}
    stage.checks.tell("cut_keeps_the_order", with_paper == waiting and not others, f"called: {', '.join(called)}")


def _called_in_order(pi: Machine, waiting: list[str]) -> list[str]:
    """Let the clerk serve who was called and call the next, until all are; return them in the screen's order.

    It ends at the first call that the screen does not show in time.
    """
    called: list[str] = []
    known = {"А001"}
    while {*waiting} - {*called}:
        pi.pins.press(hand.SERVE)
        time.sleep(SETTLE_S)
        pi.pins.press(hand.NEXT)
        ticket = within(pi, lambda: _new_call(pi, known), EFFECT_S)
        if ticket is None:
            break
        called.append(ticket)
        known.add(ticket)
    return called


def _new_call(pi: Machine, known: set[str]) -> str | None:
    there = screen.calls(screen.frame(pi, "calls").png)
    return next((ticket for ticket, window in there if window == WINDOW and ticket not in known), None)


def _ends(stage: Stage, pi: Machine) -> None:
    pi.power_key()
    until_s = time.monotonic() + EFFECT_S
    while not pi.ended() and time.monotonic() < until_s:
        time.sleep(0.5)
    stage.checks.tell("clean_end", pi.ended(), "" if pi.ended() else f"still on after {EFFECT_S:g} s")
