# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the attacks' judges find: a reader that breaks, a reader that is mute, a secret where it must not be."""

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from tests import identities
from tests.faults.attack_flood import Found, Scene, flooded_too_much, no_flood
from tests.faults.attack_fuzz import TARGETS, Target, fuzz
from tests.faults.attack_judges import bookings, feed, topics
from tests.faults.attack_secrets import Secret, in_files, in_processes, of_keys
from tests.faults.attack_wires import hear_keys, hear_printer

CHANCE = random.Random(1)  # noqa: S311  (a seed that can be replayed, not a secret)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_some_nonsense_is_understood_or_refused(target: Target) -> None:
    """A few examples of each; ``make faults`` tries many."""
    assert fuzz(target, random.Random(1), 5)[1] == ""  # noqa: S311


def test_a_flood_that_slows_others_swells_the_dispatcher_or_is_none_is_found() -> None:
    """By a factor of the quiet median of the same run, by megabytes, and by the pace reached."""
    scene = Scene("desk", 3000, 1)
    quick, slow = (
        Found(scene, 1000.0, 60.0, (900.0, 700.0, 20.0), 8.0),
        Found(scene, 999.0, 60.0, (701.0,), 8.5),
    )
    assert (flooded_too_much(quick), no_flood(quick)) == ([], [])
    assert flooded_too_much(slow) == [
        "desk at QoS 1: press to paper took 701 ms in the flood, 60 ms before it",
        "desk at QoS 1: the dispatcher grew by 8.5 MB, at most 8 may be",
    ]
    assert no_flood(slow) == [
        "desk at QoS 1: 999 messages a second are no flood, 1000 are. Play it on a machine that is less busy."
    ]


def test_a_reader_that_breaks_is_found() -> None:
    """Whatever it raises, with the smallest thing that made it do so."""

    def brittle(number: int) -> str:
        return str(1 // (number - 7))[:0]

    _, wrong = fuzz(Target("brittle", st.integers(0, 9), brittle), CHANCE, 100)
    assert wrong.startswith("brittle: ZeroDivisionError: ")
    assert "number=7" in wrong or "value=7" in wrong


def test_what_a_check_says_is_found() -> None:
    """Its sentence is the finding."""
    _, wrong = fuzz(Target("mute", st.integers(), lambda _: "it says nothing"), CHANCE, 5)
    assert wrong.startswith("mute: AssertionError: it says nothing")


def test_a_feed_that_takes_bytes_for_calm_is_found() -> None:
    """The worst that a feed's reader could do."""

    class Calm:
        says, why = "clear", ""

    assert feed(lambda *_: Calm, b"{") == "bytes are taken for an all-clear: b'{'"


def test_honest_words_are_nothing_wrong() -> None:
    """What is right passes each judge."""
    said: Any = {"air/red": b"off", "air/yellow": b"OFF"}
    assert topics(said) == ""
    assert hear_printer([b"\x16", b"\x12", b"\x12", b"\x00"]) == ""
    assert hear_keys((None, [(b"1", 0.7), (b"1", 0.0)])) == ""
    assert bookings(b"time;code;service;phone\n09:00;0411;passport;+380501234567") == ""


def test_a_secret_is_found_wherever_it_lies(tmp_path: Path) -> None:
    """In a log, in a file that others may read, in an environment; not in a file or a folder that is closed to them."""
    secret = Secret("the key", b"in-the-log-7431")
    tmp_path.chmod(0o755)
    for name, mode in (("open", 0o644), ("shut", 0o600)):
        (tmp_path / name).write_bytes(b"x" + secret.word)
        (tmp_path / name).chmod(mode)
    (tmp_path / "own").mkdir(mode=0o700)
    (tmp_path / "own" / "open").write_bytes(secret.word)
    assert in_files([secret], tmp_path, readable_only=True) == (1, ["the key is in open."])
    assert in_files([secret], tmp_path, readable_only=False)[0] == 3
    words = (sys.executable, "-c", "print(flush=True); input()", "in-the-words-7431")
    with subprocess.Popen(
        words, env={"KEY": "in-the-room-7431"}, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as careless:
        assert careless.stdout is not None
        careless.stdout.readline()  # a process that has just begun has no words yet
        both = [Secret("the word", words[-1].encode()), Secret("the key", b"in-the-room-7431")]
        found = in_processes(both, [careless.pid])
        careless.communicate("\n")
    assert found == (1, [f"the word is in cmdline of {careless.pid}.", f"the key is in environ of {careless.pid}."])


def test_each_private_key_is_looked_for(tmp_path: Path) -> None:
    """By a line that is its own."""
    for user in ("kiosk-a", "kiosk-b"):
        identities.give(user, tmp_path)
    one, other = of_keys(tmp_path)
    assert (one.what, other.what) == ("the private key of kiosk-a", "the private key of kiosk-b")
    assert one.word != other.word
