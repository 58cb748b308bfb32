# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk dies and another Pi takes its place: a fresh card, the same folder. The centre's main Pi is this machine."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from centre.centre_file import load
from centre.config_cards import Broker
from centre.errors import Unavailable
from image.trial import guest, hand
from image.trial.machine import Machine, Plugged
from image.trial.papers import Papers, faults
from image.trial.stage import EFFECT_S, HERE, LOOK_S, Stage, free_port, wait
from simulator.interrupts import uninterrupted
from simulator.processes import Processes
from simulator.rehome import LOOPBACK, rehome, write
from simulator.watcher import Watcher

SCENE, KIOSK = "swap", "kiosk"

TICKETS = 2

MAIN_S = 60.0
"""Broker and dispatcher are up in a second here."""


def play(stage: Stage) -> None:
    """Let the first kiosk give tickets and die; let the second go on."""
    cards = stage.folders(SCENE, HERE / "hall.toml", key=False)
    folder = cards / KIOSK / "cherha"
    with (
        _main_pi(stage, cards) as states,
        Papers(stage.out / SCENE / "papers", stage.out / SCENE / "printer") as papers,
    ):
        for name in ("first", "second"):
            card = stage.flash(SCENE, name, folder)
            port = free_port()
            with stage.switched_on(SCENE, name, Plugged(card, papers.node, ssh=port)) as pi:
                hand.wait_until_lit(pi)
                stage.checks.tell("no_ssh_on_its_card", not guest.greets(port))
                for _ in range(TICKETS):
                    hand.take_ticket(pi, papers)
                if name == "second":
                    _no_ghost(stage, pi, states)
            card.unlink()
            _numbers(stage, papers, name)


def _numbers(stage: Stage, papers: Papers, name: str) -> None:
    all_, wrong = papers.all(), faults(papers.all())
    saw = "; ".join([", ".join(paper.number for paper in all_), *wrong])
    stage.checks.tell("kiosk_of_its_own" if name == "first" else "swap_goes_on", not wrong, saw)


def _no_ghost(stage: Stage, pi: Machine, states: dict[str, str]) -> None:
    """Look at what the broker has of kiosks: one, and it is ready."""
    wait(pi, "the second kiosk is ready", lambda: states.get(f"kiosk/{KIOSK}") == "ready", EFFECT_S)
    kiosks = {name: state for name, state in states.items() if name.startswith("kiosk/")}
    saw = ", ".join(f"{name} {state}" for name, state in kiosks.items())
    stage.checks.tell("swap_leaves_no_ghost", kiosks == {f"kiosk/{KIOSK}": "ready"}, saw)


@contextmanager
def _main_pi(stage: Stage, cards: Path) -> Iterator[dict[str, str]]:
    """Run broker and dispatcher as the main Pi does; yield the newest state of each unit, as the broker has them."""
    folder, centre = stage.out / SCENE, load(HERE / "hall.toml")
    # The guest looks for 10.0.2.2, which is this machine's loopback; its certificate is for both.
    here = rehome(centre, centre.broker.port, {kiosk.id: kiosk.printer for kiosk in centre.kiosks})
    write(here, folder / "centre.toml")
    options = ["--centre", str(folder / "centre.toml"), "--state", str(folder / "state")]
    keys = {"CHERHA_KEYS": str(cards / "main" / "cherha" / "keys"), "CHERHA_POWEROFF": str(folder / "poweroff")}
    states: dict[str, str] = {}

    def heard(topic: str, payload: bytes, _retained: bool, _at_ns: int) -> None:  # noqa: FBT001 - as Watcher calls it
        if topic.endswith("/state"):
            _, _, role, unit, _ = topic.split("/")
            states[f"{role}/{unit}"] = json.loads(payload)["state"]

    with Processes(folder / "logs", lambda _name, _line: None) as processes:
        with uninterrupted():
            for name in ("broker", "dispatcher"):
                processes.start(name, ["run", name, *options], keys, folder)
        watcher = Watcher(Broker(host=LOOPBACK, port=centre.broker.port), cards / "office", heard, lambda: None)
        try:
            _until_it_serves(states, processes)
            yield states
        finally:
            watcher.close()


def _until_it_serves(states: dict[str, str], processes: Processes) -> None:
    """Return when the dispatcher says that it serves; its clock is this machine's, which may be unproven."""
    until_s = time.monotonic() + MAIN_S
    while states.get("dispatcher/main") not in {"ready", "degraded"}:
        processes.check()
        if time.monotonic() > until_s:
            raise Unavailable(f"The main Pi's dispatcher does not serve within {MAIN_S:g} s.")
        time.sleep(LOOK_S)
