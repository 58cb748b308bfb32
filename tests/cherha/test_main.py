# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The command line: an expected fault is one sentence on stderr and exit code 1, never a trace."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from centre.facts import QueueFact
from centre.facts_alarms import ClockDoubted
from centre.facts_day import DayStarted
from centre.journal import Journal
from cherha.__main__ import BAD_USAGE, EXPECTED_FAULT, main
from tests import identities
from tests.conftest import PATIENCE_S, SMALL, Broker
from tests.ports import free_port

NAMED = "ЦНАП Вербівської громади: 4 services, 2 windows, 1 kiosk, 2 desks, 1 display, 0 sirens, 1 rating box."
GOOD = f"good. {NAMED}"


def cherha(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "cherha", *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S * 6,
        check=False,
    )


def written(folder: Path, text: str) -> str:
    """Return the path of a new centre.toml."""
    path = folder / "centre.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def on_port(folder: Path, port: int) -> str:
    """Return the path of a small centre whose broker is on another port."""
    return written(folder, SMALL.read_text(encoding="utf-8").replace("port = 8883 ", f"port = {port} "))


def test_a_good_file_is_said_to_be_good(capsys: pytest.CaptureFixture[str]) -> None:
    """Its name and its sizes, so that a technician sees that it is the right one."""
    assert main(["check", str(SMALL)]) == 0
    assert capsys.readouterr() == (f"{SMALL}: {GOOD}\n", "")


def test_warnings_follow_the_verdict_and_forbid_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is seldom meant is said on stdout, a line each; the centre runs all the same."""
    path = written(tmp_path, SMALL.read_text(encoding="utf-8").replace('letter = "А"', 'letter = "Б"'))
    assert main(["check", path]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines() == [
        f"{path}: usable, 2 warnings: {NAMED}",
        (
            f"{path}: warning: services[0].letter: \"Б\" of service 'passport' is read as the digit 6; "
            'choose another, such as "А", "Ж" or "К"'
        ),
        (
            f"{path}: warning: services[2].letter: \"П\" of service 'benefits' sounds like \"Б\" of service 'passport' "
            '(services[0].letter); choose another, such as "А", "Ж" or "К"'
        ),
    ]


def test_a_screen_too_small_for_its_hall_is_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What only the display's own drawing knows stands beside the other warnings."""
    far = SMALL.read_text(encoding="utf-8").replace("viewing_distance_m = 5.0", "viewing_distance_m = 10.0")
    path = written(tmp_path, far)
    assert main(["check", path]) == 0
    verdict, warning = capsys.readouterr().out.splitlines()
    assert verdict == f"{path}: usable, 1 warning: {NAMED}"
    assert warning.startswith(f"{path}: warning: displays[0]: from 10 m this screen shows calls ")


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One error a line, each with its path; nothing on stdout."""
    path = written(tmp_path, SMALL.read_text(encoding="utf-8").replace("pin = 17", "pni = 17"))
    assert main(["check", path]) == EXPECTED_FAULT
    out, err = capsys.readouterr()
    wrong = ("kiosks[0].buttons[0]", "desks[0].keys[0]", "desks[1].keys[0]", "ratings[0].buttons[0]")
    assert out == ""
    assert err == "".join(f"{path}: {place}.pni: unknown key. Did you mean 'pin'?\n" for place in wrong)


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was looked for, and what it should have been."""
    path = tmp_path / "centre.toml"
    assert main(["check", str(path)]) == EXPECTED_FAULT
    assert capsys.readouterr().err == (f"{path}: no such file; expected the description of a centre (centre.toml)\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["run", "kiosk", "hall"],
            "cherha run kiosk: there is no kiosk 'hall'. small.toml has: kiosk-hall. Name one: cherha run kiosk ID",
        ),
        (
            ["run", "desk"],
            "cherha run desk: which desk? small.toml has: desk-1, desk-2. Name one: cherha run desk ID",
        ),
        (
            ["run", "broker", "second"],
            "cherha run broker: there is no broker 'second'. small.toml has: main. Name one: cherha run broker ID",
        ),
        (
            ["run", "page", "second"],
            "cherha run page: there is no page 'second'. small.toml has: main. Name one: cherha run page ID",
        ),
        (
            ["run", "page"],
            "cherha run page: centre.toml has no pages_port in [broker], so no page may come.",
        ),
    ],
)
def test_a_unit_that_is_not_meant_is_not_run(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence says which units there are."""
    assert main([*words, "--centre", str(SMALL)]) == EXPECTED_FAULT
    assert capsys.readouterr().err == f"{sentence}\n"


@pytest.mark.parametrize("words", [[], ["dance"], ["run", "elephant"], ["press", "desk-1"]])
def test_a_word_that_is_no_command_is_bad_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 and the usage, as every command line does."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == BAD_USAGE
    assert capsys.readouterr().err.startswith("usage: cherha")


def test_a_press_without_a_demo_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The simulator's own sentence comes through the door."""
    monkeypatch.setenv("CHERHA_DEMO", str(tmp_path / "demo"))
    assert main(["press", "desk-1", "next"]) == EXPECTED_FAULT
    assert capsys.readouterr().err == f"No demo is running ({tmp_path}/demo is not there). Start one: make demo\n"


def test_a_real_process_says_one_sentence_and_ends_with_one(tmp_path: Path) -> None:
    """No trace on stderr, nothing on stdout, exit code 1."""
    ended = cherha("check", str(tmp_path / "none.toml"))
    assert (ended.returncode, ended.stdout) == (EXPECTED_FAULT, "")
    assert ended.stderr == f"{tmp_path}/none.toml: no such file; expected the description of a centre (centre.toml)\n"


def test_a_reader_that_has_gone_is_no_fault(tmp_path: Path) -> None:
    """As `cherha provision … | head -1`: it wants no more, and gets no trace."""
    read, write = os.pipe()
    os.close(read)
    words = [sys.executable, "-m", "cherha", "provision", str(SMALL), "--out", str(tmp_path / "out")]
    ended = subprocess.run(words, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (ended.returncode, ended.stderr) == (EXPECTED_FAULT, "")


def test_pins_that_cannot_be_had_are_one_sentence(tmp_path: Path) -> None:
    """A desk whose pin driver is missing ends before it has said anything to anybody."""
    words = ("run", "desk", "desk-1", "--centre", str(SMALL), "--state", str(tmp_path))
    ended = cherha(*words, GPIOZERO_PIN_FACTORY="none-such")
    assert ended.returncode == EXPECTED_FAULT
    assert ended.stderr == (
        "GPIO cannot be used: Unable to find pin factory 'none-such'. "
        "Is the user in group gpio, and GPIOZERO_PIN_FACTORY right?\n"
    )


def test_a_journal_that_is_held_is_one_sentence(tmp_path: Path) -> None:
    """Two dispatchers on one journal would give every number twice: the second does not start."""
    held = Journal(tmp_path / "dispatcher.db", QueueFact)
    ended = cherha("run", "dispatcher", "--centre", str(SMALL), "--state", str(tmp_path))
    held.close()
    assert ended.returncode == EXPECTED_FAULT
    assert ended.stderr.startswith(f"{tmp_path}/dispatcher.db: ")
    assert ended.stderr.count("\n") == 1


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start commands that go on; whatever a test leaves is killed by its own id."""
    started: list[subprocess.Popen[str]] = []

    def command(*words: str, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "cherha", *words],
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield command
    for process in started:
        process.kill()
        process.communicate(timeout=PATIENCE_S)


def test_a_service_ends_quietly_when_it_is_told_to(
    broker: Broker, tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    """SIGTERM: goodbye on the wire, code 0, and the journal is in the folder that systemd gave."""
    listener = broker.connect("technician")
    listener.subscribe("cherha/1/dispatcher/main/state")
    state = tmp_path / "state"
    state.mkdir()
    running = start("run", "dispatcher", "--centre", on_port(tmp_path, broker.port), STATE_DIRECTORY=str(state))
    # "degraded" where nothing proves this machine's clock.
    assert b'"offline"' not in listener.next().payload
    running.terminate()
    assert b'"offline"' in listener.next().payload
    assert running.wait(PATIENCE_S) == 0
    journal = Journal(state / "dispatcher.db", QueueFact)
    assert [type(line.fact) for line in journal.replay()] in ([DayStarted], [DayStarted, ClockDoubted])
    journal.close()


def test_a_service_that_hangs_leaves_in_the_log_where(
    tmp_path: Path, keys: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    """The watchdog ends it by SIGABRT: what each thread was doing then is all that is known of it later."""
    identities.give("dispatcher-main", keys)
    running = start("run", "dispatcher", "--centre", on_port(tmp_path, free_port()), "--state", str(tmp_path))
    assert running.stdout is not None
    assert "Connection refused" in running.stdout.readline()
    running.send_signal(signal.SIGABRT)
    _, said = running.communicate(timeout=PATIENCE_S)
    assert running.returncode == -signal.SIGABRT
    assert said.startswith("Fatal Python error: Aborted\n")
    assert "in _run\n" in said


def test_without_a_broker_a_service_waits(
    tmp_path: Path, keys: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    """It says that the broker is away and goes on trying; journald stamps the lines, so they bear no time."""
    identities.give("dispatcher-main", keys)
    port = free_port()
    words = ("run", "dispatcher", "--centre", on_port(tmp_path, port), "--state", str(tmp_path))
    running = start(*words, JOURNAL_STREAM="8:1")
    assert running.stdout is not None
    refused = f"WARNING dispatcher.service: broker 127.0.0.1:{port}: [Errno 111] Connection refused\n"
    assert running.stdout.readline() == refused
    assert running.poll() is None
    running.terminate()
    assert running.wait(PATIENCE_S) == 0
