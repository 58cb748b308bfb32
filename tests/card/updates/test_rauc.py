# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is made of RAUC 1.8's own words, recorded from it; `make image-test` has the real one."""

from pathlib import Path

import pytest

from card import rauc
from card.bundle import Bundle, Refusal, age, described, read
from centre.errors import DeviceFault, Unavailable
from centre.journal_lines import SCHEMA

INFO = (
    '{"compatible":"cherha-arm64","version":"0.2.0","description":"journal=7","build":null,"hooks":[],"images":[{"rootfs":'
    '{"variant":null,"filename":"root.ext4","checksum":"aefa","size":8388608,"hooks":[],"adaptive":[]}}]}'
)
READING = "rauc-Message: 17:06:55.117: Reading bundle: /stick/a.raucb\n"
PROGRESS = """\
installing
  0% Installing
  0% Determining slot states
 20% Determining slot states done.
 99% Updating slots done.
100% Installing done.
Installing `/stick/a.raucb` succeeded
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a rauc is looked for."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder / "rauc"


def says(program: Path, out: str = "", wrong: str = "", code: int = 0) -> None:
    """Let it say this, and remember what it was asked."""
    (program.parent / "out").write_text(out, encoding="utf-8")
    (program.parent / "wrong").write_text(wrong, encoding="utf-8")
    here = program.parent
    script = f'#!/bin/sh\necho "$@" >{here}/asked\ncat {here}/out; cat {here}/wrong >&2; exit {code}\n'
    program.write_text(script, encoding="utf-8")
    program.chmod(0o755)


def test_a_bundle_says_what_it_is(program: Path) -> None:
    """Its journals' schema stands in the one field that RAUC hands on."""
    says(program, INFO, READING)
    assert rauc.info(Path("/stick/a.raucb")) == Bundle("0.2.0", "cherha-arm64", 7, 8388608)
    assert (program.parent / "asked").read_text("utf-8") == "info --output-format=json /stick/a.raucb\n"


def test_what_we_write_into_a_bundle_we_read_again() -> None:
    """image/bundle.py describes it by the same words; one without is taken for one of ours."""
    assert read(INFO.replace("journal=7", described())).journal == SCHEMA
    assert read(INFO.replace('"journal=7"', "null")).journal == SCHEMA


def test_whom_this_pi_does_not_trust_it_names_no_further(program: Path) -> None:
    """One sentence for a foreign key and for a changed file: both are not to be installed."""
    says(program, "", f"{READING}signature verification failed: Verify error: self-signed certificate\n", 1)
    with pytest.raises(Refusal) as refused:
        rauc.info(Path("/stick/a.raucb"))
    assert str(refused.value) == (
        "/stick/a.raucb is not signed by whom this Pi trusts, or was changed since. "
        "Take the one that was made for this image (its key is the image's)."
    )


def test_half_a_bundle_is_told_from_a_forged_one(program: Path) -> None:
    """A stick that was pulled out too early is the usual case."""
    says(program, "", f"{READING}Invalid bundle format: Signature size (163) exceeds bundle size\n", 1)
    with pytest.raises(Refusal) as refused:
        rauc.info(Path("/stick/a.raucb"))
    assert str(refused.value) == (
        "/stick/a.raucb is no whole bundle: Invalid bundle format: Signature size (163) exceeds bundle size. "
        "Copy it anew, and eject the stick properly."
    )


def test_its_progress_is_heard(program: Path) -> None:
    """Each number of percent once."""
    says(program, PROGRESS)
    heard: list[int] = []
    rauc.install(Path("/stick/a.raucb"), heard.append)
    assert heard == [20, 99, 100]


def test_what_could_not_be_installed_is_said_in_its_own_words(program: Path) -> None:
    """And that nothing has changed for this Pi, and what to do."""
    last = "LastError: Installation error: Failed updating slot rootfs.1: failed to write: Input/output error"
    says(program, f"{PROGRESS[:60]}\n{last}\nInstalling `/stick/a.raucb` failed\n", "", 1)
    with pytest.raises(DeviceFault) as fault:
        rauc.install(Path("/stick/a.raucb"), lambda _: None)
    assert str(fault.value) == (
        "/stick/a.raucb could not be installed: Installation error: Failed updating slot rootfs.1: failed to write: "
        "Input/output error. This Pi stays what it is. "
        "Try again; if it fails again take another stick, then a new card."
    )


def test_a_machine_without_it_says_so(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways."""
    monkeypatch.setenv("PATH", str(program.parent))
    for act in (lambda: rauc.info(Path("a")), lambda: rauc.install(Path("a"), print)):
        with pytest.raises(Unavailable, match=r"^rauc is not on this machine: No such file or directory\.$"):
            act()


def test_versions_are_compared_by_their_numbers() -> None:
    """As the image's has them: of the release, then of the day."""
    versions = ["0.9.0", "0.10.0", "0.10.0+20261126", "0.10.0+20261127.2", "1.0.0"]
    assert sorted(versions, key=age) == versions
