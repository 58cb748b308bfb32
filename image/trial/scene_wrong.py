# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cards that are not as they should be: without a folder, with one that was copied in part. Each says so, and waits."""

import shutil
import time

from card import refusals
from card.face_words import words as face_words
from card.machine import Machine as Named
from card.taking_in import Outcome
from image.trial import guest, hand, screen
from image.trial.machine import Machine, Plugged
from image.trial.stage import BOOT_S, HERE, Stage, free_port, wait

SCENE = "wrong"

LOST = "keys/kiosk-kiosk.pem"
"""What did not come across of the folder."""

READ = 0.8
"""Such a share of a sentence's words is the sentence: Tesseract misreads one here and there."""

WAITS_S = 20.0
"""What would start by mistake would have its lamp on by then, on a Pi that stands on its face already."""


def play(stage: Stage) -> None:
    """Switch on a Pi with each of the two cards."""
    _without_folder(stage)
    _half_copied(stage)


def _without_folder(stage: Stage) -> None:
    card, port = stage.flash(SCENE, "no-folder", None), free_port()
    with stage.switched_on(SCENE, "no-folder", Plugged(card, ssh=port)) as pi:
        share, seen = _read(pi, Outcome())
        stage.checks.tell("without_folder_said", share >= READ, f"{share:.0%} of the sentence in: {seen}")
        stage.figures["waits_for_folder_s"] = round(time.monotonic() - pi.on_s, 1)
        answers = guest.greets(port)
        stage.checks.tell("no_ssh_without_key", not answers, "SSH answers" if answers else "nobody answers")


def _half_copied(stage: Stage) -> None:
    folder = stage.folders(SCENE, HERE / "van.toml", key=False) / "main" / "cherha"
    half = stage.out / SCENE / "half" / "cherha"
    shutil.copytree(folder, half)
    (half / LOST).unlink()
    card, port = stage.flash(SCENE, "half", half), free_port()
    with stage.switched_on(SCENE, "half-copied", Plugged(card, ssh=port)) as pi:
        share, seen = _read(pi, Outcome(refused=refusals.half_copied(LOST)))
        stage.checks.tell("half_copied_said", share >= READ, f"{share:.0%} of the sentence in: {seen}")
        time.sleep(WAITS_S)
        lit = any(one.line == hand.LAMP for one in pi.pins.seen)
        stage.checks.tell("half_copied_waits", not lit, "the kiosk's lamp was lit" if lit else "no lamp was driven")
        answers = guest.greets(port)
        stage.checks.tell("no_ssh_without_key", not answers, "SSH answers" if answers else "nobody answers")


def _read(pi: Machine, outcome: Outcome) -> tuple[float, str]:
    """Return which share of what it has to say a Pi shows at last, and all that was read."""
    told = face_words(outcome, Named()).told[0]
    sentence = f"{told.headline} {told.text}"
    seen = wait(pi, f"«{sentence}» on the screen", lambda: _shows(pi, sentence), BOOT_S)
    return screen.reads(seen, sentence), seen


def _shows(pi: Machine, sentence: str) -> str | None:
    """Return what is on the screen once most of the sentence is; to read costs seconds of the guest's processor."""
    time.sleep(3)
    seen = screen.text(screen.frame(pi, "face").png)
    return seen if screen.reads(seen, sentence) >= READ else None
