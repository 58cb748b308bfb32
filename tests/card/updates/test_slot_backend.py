# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""RAUC's questions and orders, in its words (src/bootchooser.c of 1.8), and the page for people."""

import argparse
import subprocess
import sys
from pathlib import Path

import pytest

from card.slot_backend import main
from card.slots import Slots, activated
from cherha.slots import slots
from tests.card.updates.machine import Pi


@pytest.fixture
def pi(tmp_path: Path) -> Pi:
    """Return a Pi that runs A."""
    return Pi(tmp_path)


def asked(pi: Pi, *words: str) -> None:
    """Have an order obeyed."""
    assert main(words, pi.root) == 0


def test_an_installation_as_rauc_orders_it(pi: Pi, capsys: pytest.CaptureFixture[str]) -> None:
    """The other slot is bad while it is written, then it is tried first; the one that runs stays what there is."""
    asked(pi, "get-primary")
    asked(pi, "get-state", "B")
    asked(pi, "set-state", "B", "bad")
    assert pi.sectors.read() == Slots(("A", "B"), "good", "bad")
    asked(pi, "get-state", "B")
    asked(pi, "set-primary", "B")
    assert pi.sectors.read() == activated(Slots(), "B")
    asked(pi, "get-primary")
    asked(pi, "get-state", "B")
    assert capsys.readouterr().out.split() == ["A", "good", "bad", "B", "good"]


def test_what_has_proved_itself_is_preferred_without_a_trial(pi: Pi) -> None:
    """As `rauc status mark-active` wants it; so a person goes back to the version before."""
    asked(pi, "set-primary", "B")
    assert pi.sectors.read() == Slots(("B", "A"), "good", "good")


def test_words_that_rauc_does_not_have_are_refused(pi: Pi, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence for its log."""
    assert main(["set-state", "C", "good"], pi.root) == 1
    assert capsys.readouterr().err == (
        "cherha-slots set-state C good: unknown. "
        "Expected one of: get-primary, get-state A, set-primary A, set-state A good\n"
    )


def test_it_loads_next_to_nothing() -> None:
    """RAUC waits 25 seconds for several answers, and a Pi takes some for what the command line loads."""
    loads = (
        "import sys; import card.slot_backend; print(*(n for n in sys.modules if n.startswith(('centre.', 'card.'))))"
    )
    done = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == {"centre.errors", "card.slots", "card.slot_sectors", "card.slot_backend"}


def page(pi: Pi, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return what people are told."""
    assert slots(argparse.Namespace(root=pi.root)) == 0
    return capsys.readouterr().out.splitlines()


def test_people_are_told_of_both_systems(pi: Pi, capsys: pytest.CaptureFixture[str]) -> None:
    """Their versions, what each is, and which comes next."""
    assert page(pi, capsys)[1] == "B  version unknown: has proved itself"
    pi.other_has("0.2.0", activated(Slots(), "B"))
    assert page(pi, capsys) == [
        "A  0.1.0: runs, and has proved itself",
        "B  0.2.0: is tried at the next start",
        "Started next: B",
    ]
    pi.sectors.write(Slots(("A", "B"), "bad", "1"))
    assert page(pi, capsys) == [
        "A  0.1.0: runs, and is on trial, in its last try",
        "B  0.2.0: is on trial, and has one more try",
        "Started next: B",
    ]
    pi.sectors.write(Slots(("A", "B"), "good", "bad"))
    assert page(pi, capsys)[1] == "B  0.2.0: is not started: it did not come up, or was not written to its end"
