# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A Pi is updated by a stick: by one that somebody else signed, by a good one, by one whose system does not come up."""

import time
from pathlib import Path

from card.slots import NAMES, PLACES, SECTOR, Name, Slots, choose
from centre.errors import Unavailable
from image import bundle
from image.trial import bundles, card, guest, hand, stick
from image.trial.machine import Machine, Plugged
from image.trial.papers import Papers, faults
from image.trial.stage import BOOT_S, HERE, Stage, free_port, wait, within

SCENE = "update"

INSTALL_S = 900.0
"""A gigabyte is read, checked and written by an emulated Pi."""

UPDATES = "journalctl -b --no-pager -o cat -u 'cherha-update*'"
"""What the guest says of what became of a stick."""

REFUSED = "is not signed by whom this Pi trusts"
"""Of the sentence by which it refuses a stranger's (card/rauc.py)."""


def play(stage: Stage) -> None:
    """Put one stick after the other into a Pi that serves a centre, and take a ticket after each."""
    card_ = stage.flash(SCENE, "main", stage.folders(SCENE, HERE / "van.toml") / "main" / "cherha")
    sticks = Sticks(stage)
    port = free_port()
    plugged = Plugged(card_, stage.out / SCENE / "printer", ssh=port)
    papers = Papers(stage.out / SCENE / "papers", stage.out / SCENE / "printer")
    with papers, stage.switched_on(SCENE, "pi", plugged) as pi:
        there = guest.Guest(port, stage.key)
        _takes(pi, papers)
        _refused(stage, pi, there, sticks.foreign())
        _updated(stage, pi, there, sticks.newer())
        _serves_on(stage, pi, papers, "update_keeps_numbers")
        _proved(pi)
        _returns(stage, pi, there, sticks)
        _serves_on(stage, pi, papers, "return_keeps_numbers")


class Sticks:
    """Sticks with bundles of the image's own root, under newer versions."""

    def __init__(self, stage: Stage) -> None:
        self._folder, self._keys = stage.out / SCENE, _keys(stage)
        self._root = self._folder / "root.card"
        card.take_out(stage.image, card.partitions(stage.image)[1], self._root)
        self._version = card.version(self._root)
        self.good, self.bad = f"{self._version}.1", f"{self._version}.2"

    def foreign(self) -> Path:
        """Return one that is as good as can be, signed by somebody whom the image does not know."""
        stranger = bundle.keys(self._folder / "stranger")
        return self._stick(bundles.newer(self._root, self._folder / "foreign", self.good, stranger))

    def newer(self) -> Path:
        """Return one with the same system as a newer version."""
        return self._stick(bundles.newer(self._root, self._folder, self.good, self._keys))

    def broken(self) -> Path:
        """Return one in which no program of Cherha starts."""
        return self._stick(bundles.broken(self._root, self._folder, self.bad, self._keys, "program"))

    def _stick(self, made: Path) -> Path:
        there = stick.made(made.with_suffix(".card"), made)
        made.unlink()
        return there


def _keys(stage: Stage) -> bundle.Keys:
    """Return by what the image's updates are signed; another key made now would be a stranger's."""
    here = stage.image.parent
    if not any(stage.signed_by) and not (here / bundle.FOLDER).is_dir():
        raise Unavailable(
            f"{here / bundle.FOLDER}, where the key for development lies, is not there. Name KEY= and CERT=."
        )
    return bundle.keys(here, *stage.signed_by)


def _takes(pi: Machine, papers: Papers) -> None:
    hand.wait_until_lit(pi)
    hand.take_ticket(pi, papers)


def _serves_on(stage: Stage, pi: Machine, papers: Papers, name: str) -> None:
    _takes(pi, papers)
    wrong = faults(papers.all())
    saw = "; ".join([", ".join(paper.number for paper in papers.all()), *wrong])
    stage.checks.tell(name, not wrong, saw)


def _refused(stage: Stage, pi: Machine, there: guest.Guest, foreign: Path) -> None:
    """Put a stranger's stick in, and wait until the Pi has refused it; its slots stay what they were."""
    before = slots(pi.plugged.card)
    pi.put_in(foreign)
    said = within(pi, lambda: refusal(there.says(UPDATES)), INSTALL_S)
    pi.pull_out()
    same = slots(pi.plugged.card) == before
    stage.checks.tell("unsigned_refused", said is not None and same, said or "no word of its signature")


def refusal(said: str) -> str | None:
    """Return the line by which a Pi refuses who has signed, None while it has not: that it looks is no verdict."""
    return next((line for line in said.splitlines() if REFUSED in line), None)


def _updated(stage: Stage, pi: Machine, there: guest.Guest, newer: Path) -> None:
    """Put a good stick in, and cut the power when it has been installed: that is the next start."""
    begun_s = time.monotonic()
    _install(pi, newer, "B")
    stage.figures["install_s"] = round(time.monotonic() - begun_s, 1)
    _begin_anew(pi)
    hand.wait_until_lit(pi)
    runs, version = _running(there)
    saw = f"slot {runs}, version {version}"
    stage.checks.tell("update_taken", runs == "B" and version.endswith(".1"), saw)


def _returns(stage: Stage, pi: Machine, there: guest.Guest, sticks: Sticks) -> None:
    """Put a stick in whose system does not come up; nobody does anything until the lamp burns again."""
    _install(pi, sticks.broken(), "A")
    _begin_anew(pi)
    begun_s, resets = time.monotonic(), pi.monitor.told("RESET")
    wait(pi, "a bad system is left", lambda: slots(pi.plugged.card).a == "bad" and hand.lit(pi), 2 * BOOT_S)
    stage.figures["return_s"] = round(time.monotonic() - begun_s, 1)
    runs, version = _running(there)
    tries = pi.monitor.told("RESET") - resets
    saw = f"slot {runs}, version {version}, after {tries} starts by itself"
    stage.checks.tell("bad_update_returns", runs == "B" and version.endswith(".1") and tries > 0, saw)


def _install(pi: Machine, there: Path, name: Name) -> None:
    pi.put_in(there)
    wait(pi, f"a bundle is installed into slot {name}", lambda: slots(pi.plugged.card).order[0] == name, INSTALL_S)
    pi.pull_out()


def _begin_anew(pi: Machine) -> None:
    """Press the reset of the board: the next start, without a goodbye."""
    pi.monitor.ask("system_reset")
    until_s = time.monotonic() + 10
    while not pi.look() and time.monotonic() < until_s:
        time.sleep(0.1)


def _proved(pi: Machine) -> None:
    """Wait until the new system has called itself good: until then no other is installed."""
    wait(pi, "the new system has proved itself", lambda: slots(pi.plugged.card).b == "good", BOOT_S)


def _running(there: guest.Guest) -> tuple[str, str]:
    """Return the slot and the version that run."""
    words = there.says("cat /proc/cmdline; . /usr/lib/os-release; echo version=$IMAGE_VERSION")
    slot = next((name for name in NAMES if f"rauc.slot={name}" in words), "?")
    return slot, words.rpartition("version=")[2].strip()


def slots(card_: Path) -> Slots:
    """Return what a card has in its two sectors."""
    with card_.open("rb") as file:
        sectors = []
        for place in PLACES:
            file.seek(place * SECTOR)
            sectors.append(file.read(SECTOR))
    return choose(*sectors)
