# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The doctor's conductor: each part has its finding, whatever happens; the whole is 0 only if everything works."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from centre.errors import DeviceFault, Unavailable
from centre.trials import Ended, Finding, Person, Skipped, Trial, seen
from cherha.__main__ import EXPECTED_FAULT, main
from cherha.doctor import examine
from cherha.doctor_page import page, summary
from cherha.doctor_person import Nobody
from tests.conftest import SMALL

PARTS = ("one", "two", "three")
WORKS = Finding("one", "works", "seen")


class Answering(Nobody):
    """A person who gives these answers; an exception is raised."""

    there = True

    def __init__(self, *answers: str | Exception) -> None:
        super().__init__(1.0)
        self._answers = list(answers)
        self.told: list[str] = []

    def tell(self, text: str) -> None:
        """Keep it."""
        self.told.append(text)

    def ask(self, question: str) -> str:
        """Give the next answer."""
        self.told.append(question)
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def trial(then: Exception | None = None) -> Trial:
    """Return a trial of three parts whose first works, and which then breaks off."""

    def run(_person: Person) -> Iterator[Finding]:
        yield WORKS
        if then is not None:
            raise then
        yield from (Finding(part, "works") for part in PARTS[1:])

    return Trial("parts", PARTS, run)


@pytest.mark.parametrize(
    ("then", "more"),
    [
        (None, [Finding("two", "works"), Finding("three", "works")]),
        (Skipped(), [Finding("two", "untried"), Finding("three", "untried")]),
        (
            DeviceFault("GPIO cannot be used: busy. Stop the service."),
            [
                Finding("parts", "broken", "GPIO cannot be used: busy", "Stop the service."),
                Finding("two", "untried"),
                Finding("three", "untried"),
            ],
        ),
        (
            Unavailable("no such font"),
            [Finding("parts", "broken", "no such font"), Finding("two", "untried"), Finding("three", "untried")],
        ),
    ],
)
def test_every_part_has_a_finding(then: Exception | None, more: list[Finding]) -> None:
    """Also those behind a fault, and those that were skipped; the next trial goes on."""
    after = Trial("after", ("four",), lambda _: iter((Finding("four", "works"),)))
    assert examine((trial(then), after), Answering()) == [WORKS, *more, Finding("four", "works")]


def test_hardware_that_is_busy_is_held_by_its_service() -> None:
    """Whose process may be hidden from this user; the command that ends it is said."""
    busy = trial(DeviceFault("GPIO cannot be used: 'GPIO busy'. Is the user in group gpio?"))
    finding = examine((busy,), Answering(), "sudo systemctl stop cherha-desk@desk-1")[1]
    assert finding.todo == (
        "Is the user in group gpio? If its service holds it: sudo systemctl stop cherha-desk@desk-1"
    )


@pytest.mark.parametrize("end", [Ended(), KeyboardInterrupt()])
def test_after_the_end_nothing_more_is_tried(end: Any) -> None:
    """Neither the rest of the trial nor the next one, which is not even named."""
    person = Answering()
    found = examine((trial(end), trial()), person)
    assert [finding.verdict for finding in found] == ["works", *["untried"] * 5]
    assert person.told == ["\n== parts", "works: one: seen"]


@pytest.mark.parametrize(
    ("answers", "finding"),
    [
        (("y",), Finding("lamp", "works", "seen by a person")),
        (("так",), Finding("lamp", "works", "seen by a person")),
        (("n",), Finding("lamp", "broken", "made to blink; the person says no", "Turn it round.")),
        (("perhaps", "no"), Finding("lamp", "broken", "made to blink; the person says no", "Turn it round.")),
        ((Skipped(),), Finding("lamp", "unseen", "made to blink; the question was skipped")),
    ],
)
def test_only_a_person_says_that_something_is_seen(answers: tuple[Any, ...], finding: Finding) -> None:
    """An answer that is none is asked for again; no answer is no yes."""
    assert seen(Answering(*answers), "lamp", "Does it blink?", todo="Turn it round.", says="made to blink") == finding


def test_with_nobody_there_nothing_is_claimed() -> None:
    """It was made to blink, and that is all that is known."""
    finding = seen(Nobody(1.0), "lamp", "Does it blink?", todo="", says="made to blink")
    assert finding == Finding("lamp", "unseen", "made to blink")


@pytest.mark.parametrize(
    ("findings", "says"),
    [
        ([], "There is nothing to try."),
        ([WORKS], "The one part works."),
        ([WORKS, WORKS], "All 2 parts work."),
        ([Finding("two", "untried")], "Of 1 part 0 work; 1 not tried."),
        ([WORKS, Finding("two", "broken")], "Of 2 parts 1 works; 1 not working."),
        (
            [WORKS, Finding("two", "unseen"), Finding("three", "untried")],
            "Of 3 parts 1 works; 1 not seen by a person, 1 not tried.",
        ),
    ],
)
def test_the_summary_counts_all(findings: list[Finding], says: str) -> None:
    """What works, and what does not or is not known to."""
    assert summary(findings) == says


def test_the_page_begins_with_what_does_not_work() -> None:
    """And says what to do about it."""
    found = [WORKS, Finding("two", "broken", "dark", "Turn it round."), Finding("three", "untried")]
    assert page("Doctor: desk desk-1", ["ЦНАП"], found) == (
        "# Doctor: desk desk-1\n\nЦНАП\n\n**Of 3 parts 1 works; 1 not working, 1 not tried.**\n"
        "\n## Does not work\n\n- two: dark\n  - **do:** Turn it round.\n"
        "\n## Not tried\n\n- three\n"
        "\n## Works\n\n- one: seen\n"
    )


Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def doctor(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """Return what runs the doctor at the small centre, and gives its exit code, what it printed, and its complaint."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["doctor", *words, "--centre", str(SMALL), "--state", str(tmp_path)])
        return (code, *capsys.readouterr())

    return run


def test_where_nobody_can_type_it_says_what_to_do(doctor: Said) -> None:
    """A person is needed to see; in a test there is no terminal."""
    assert doctor("kiosk-hall") == (
        EXPECTED_FAULT,
        "",
        "This is no terminal, so nobody can say what is seen. Add --yes to try what needs no person.\n",
    )


def test_a_unit_that_is_not_there_is_said_with_those_that_are(doctor: Said) -> None:
    """Each of them could have been meant."""
    assert doctor("kiosk") == (
        EXPECTED_FAULT,
        "",
        "cherha doctor: there is no unit 'kiosk'. small.toml has: kiosk-hall, desk-1, desk-2, hall, rating-exit.\n",
    )


def test_a_unit_that_runs_is_not_tried(doctor: Said) -> None:
    """Its process is named, and how to end it."""
    words = ["cherha", "run", "desk", "desk-1", "--centre", str(SMALL)]
    wait = [sys.executable, "-c", "print(flush=True); input()", *words]
    with subprocess.Popen(wait, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        said = doctor("desk-1", "--yes")
        process.communicate(b"\n")
    assert said[:2] == (EXPECTED_FAULT, "")
    assert said[2] == (
        f"desk-1 is running here (process {process.pid}) and holds what is to be tried. Stop it first, and start it"
        f" afterwards: kill {process.pid}\n"
    )


def test_pins_that_cannot_be_had_are_the_finding(doctor: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence of the panel stands on the page, with what to do; nothing else is claimed."""
    monkeypatch.setenv("GPIOZERO_PIN_FACTORY", "none-such")
    code, out, _ = doctor("desk-1", "--yes")
    assert code == 1
    assert "- 6 keys and 1 lamp: GPIO cannot be used: Unable to find pin factory 'none-such'\n" in out
    written = (tmp_path / "doctor-desk-1.md").read_text(encoding="utf-8")
    assert out.endswith(f"\n{written}\nThis page is in {tmp_path / 'doctor-desk-1.md'}\n")


def test_a_page_that_cannot_be_written_is_printed_all_the_same(doctor: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a word of why, and where else."""
    monkeypatch.setenv("GPIOZERO_PIN_FACTORY", "none-such")
    _, out, err = doctor("desk-1", "--yes", "--out", "/nowhere/page.md")
    assert "# Doctor: desk desk-1" in out
    assert err == ("/nowhere/page.md: the page was not written: No such file or directory. Name a place: --out FILE\n")


def test_without_a_unit_the_units_and_their_parts_are_listed(doctor: Said) -> None:
    """Then the machine is tried; here there is no broker."""
    code, out, _ = doctor()
    assert code == 1
    assert "  kiosk-hall       kiosk    9 buttons and 5 lamps, printer 192.168.10.50:9100, sound\n" in out
    assert "  hall             display  screen, sound, voice\n" in out
    assert "  rating-exit      rating   4 buttons and 4 lamps\n" in out
    assert "- broker 127.0.0.1:8883: cannot be reached: Connection refused\n" in out
