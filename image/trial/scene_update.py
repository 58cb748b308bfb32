# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A Pi is updated: by a stranger's stick, by one that is cut off, over the network, by one that does not come up."""

import time
from collections.abc import Sequence
from pathlib import Path

from card.slots import NAMES, PLACES, SECTOR, Name, Slots, choose
from centre.errors import Unavailable
from image import bundle
from image.trial import bundles, card, guest, hand, serving, stick
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


WRITING_S = 3.0
"""For so long a bundle is written before the power goes: the other slot is half new then."""


def play(stage: Stage) -> None:
    """Bring one bundle after the other to a Pi that serves a centre, and take a ticket after each."""
    card_ = stage.flash(SCENE, "main", stage.folders(SCENE, HERE / "van.toml") / "main" / "cherha")
    sticks = Sticks(stage)
    port = free_port()
    there = guest.Guest(port, stage.key)
    plugged = Plugged(card_, stage.out / SCENE / "printer", ssh=port)
    with Papers(stage.out / SCENE / "papers", stage.out / SCENE / "printer") as papers:
        with stage.switched_on(SCENE, "pi", plugged) as pi:
            _takes(pi, papers)
            _refused(stage, pi, there, sticks.foreign())
            newer = sticks.newer()
            _cut_while_written(pi, stick.made(newer.with_suffix(".card"), newer))
        with stage.switched_on(SCENE, "after-the-cut", plugged) as pi:
            _takes(pi, papers)
            _is_what_it_was(stage, there, papers)
            _updated(stage, pi, there, newer)
            _serves_on(stage, pi, papers, "update_keeps_numbers")
            _proved(pi)
            _returns(stage, pi, there, sticks)
            _serves_on(stage, pi, papers, "return_keeps_numbers")


class Sticks:
    """Bundles of the image's own root under newer versions, most of them on sticks."""

    def __init__(self, stage: Stage) -> None:
        self._folder, self._keys = stage.out / SCENE, signed_by(stage.image, stage.signed_by)
        self._root = self._folder / "root.card"
        card.take_out(stage.image, card.partitions(stage.image)[1], self._root)
        self._version = card.version(self._root)
        self.good, self.bad = f"{self._version}.1", f"{self._version}.2"

    def foreign(self) -> Path:
        """Return a stick that is as good as can be, signed by somebody whom the image does not know."""
        stranger = bundle.keys(self._folder / "stranger")
        return self._stick(bundles.newer(self._root, self._folder / "foreign", self.good, stranger))

    def newer(self) -> Path:
        """Return a bundle with the same system as a newer version."""
        return bundles.newer(self._root, self._folder, self.good, self._keys)

    def broken(self) -> Path:
        """Return a stick with a version in which no program of Cherha starts."""
        return self._stick(bundles.broken(self._root, self._folder, self.bad, self._keys))

    def _stick(self, made: Path) -> Path:
        there = stick.made(made.with_suffix(".card"), made)
        made.unlink()
        return there


def signed_by(image: Path, named: Sequence[Path | None]) -> bundle.Keys:
    """Return by what the image's updates are signed; raise Unavailable for keys that are not there, or a stranger's."""
    here = image.parent
    if not any(named) and not (here / bundle.FOLDER).is_dir():
        raise Unavailable(
            f"{here / bundle.FOLDER}, where the key for development lies, is not there. Name KEY= and CERT=."
        )
    keys = bundle.keys(here, *named)
    if card.read(image, bundle.KEYRING).strip() != keys.cert.read_text("ascii").strip():
        raise Unavailable(f"{image.name} does not trust {keys.cert}. Name KEY= and CERT= as for make image.")
    return keys


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


def _cut_while_written(pi: Machine, newer: Path) -> None:
    """Put a good stick in, and cut the power while the other slot is written."""
    before = begins_with(pi.plugged.card)
    pi.put_in(newer)
    wait(pi, "a bundle is being written", lambda: begins_with(pi.plugged.card) != before, INSTALL_S)
    time.sleep(WRITING_S)
    pi.kill()
    newer.unlink()


def begins_with(card_: Path) -> bytes:
    """Return where a card's second slot begins: the name and the head of its file system."""
    with card_.open("rb") as file:
        file.seek(card.partitions(card_)[2].offset)
        return file.read(4096)


def _is_what_it_was(stage: Stage, there: guest.Guest, papers: Papers) -> None:
    runs, version = _running(there)
    left = slots(stage.out / SCENE / "main.card")
    wrong = faults(papers.all())
    saw = "; ".join([f"slot {runs}, version {version}, the other is {left.b}", *wrong])
    held = runs == "A" and left.order[0] == "A" and left.b == "bad" and not wrong
    stage.checks.tell("cut_update_harmless", held, saw)


def _updated(stage: Stage, pi: Machine, there: guest.Guest, newer: Path) -> None:
    """Have a good bundle fetched over the network; then the board is reset, without a goodbye."""
    begun_s = time.monotonic()
    with serving.files(newer.parent) as port:
        # In the background: ssh has less patience than an emulated Pi needs.
        there.says(f"systemd-run --quiet --unit=over-the-net cherha update http://10.0.2.2:{port}/{newer.name}")
        _until_installed(pi, "B")
    newer.unlink()
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
    _until_installed(pi, name)
    pi.pull_out()


def _until_installed(pi: Machine, name: Name) -> None:
    wait(pi, f"a bundle is installed into slot {name}", lambda: slots(pi.plugged.card).order[0] == name, INSTALL_S)


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
