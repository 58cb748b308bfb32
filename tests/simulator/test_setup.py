# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The setup of a machine: each thing that is wrong is one sentence, and what is there is not made again."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "simulator" / "setup.sh"
TOOLS = ("sh", "cat", "sha256sum", "grep", "dirname", "printf", "tail", "rm")
"""What a bare machine has; everything else on the PATH is the test's."""


class Machine:
    """A machine made of a folder: a checkout with nothing but the script, and a PATH with nothing but TOOLS."""

    def __init__(self, folder: Path) -> None:
        self.checkout, self._path = folder / "checkout", folder / "bin"
        (self.checkout / "simulator").mkdir(parents=True)
        self._path.mkdir()
        shutil.copy(SCRIPT, self.checkout / "simulator")
        for name in ("pyproject.toml", "constraints.txt"):
            (self.checkout / name).write_text(f"{name} of this test\n")
        for tool in TOOLS:
            (self._path / tool).symlink_to(str(shutil.which(tool)))

    def has(self, name: str, script: str) -> None:
        """Put a program on the PATH."""
        self.put(self._path / name, script)

    def put(self, path: Path, script: str) -> None:
        """Write an executable shell script."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def set_up(self, *words: str) -> tuple[int, str, str]:
        """Run the script without a terminal; return its code, output and complaint."""
        done = subprocess.run(
            [str(self.checkout / "simulator" / "setup.sh"), *words],
            env={"PATH": str(self._path)}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a Debian with all packages, a good Python and no root."""
    made = Machine(tmp_path)
    made.has("dpkg-query", "echo 'install ok installed'")
    made.has("python3", "exit 0")
    made.has("id", "echo 1000")
    return made


def ready(machine: Machine) -> None:
    """Leave the .venv of an earlier setup of the same files; its pip must not be called."""
    machine.put(machine.checkout / ".venv" / "bin" / "python", "exit 0")
    machine.put(machine.checkout / ".venv" / "bin" / "pip", "echo pip was called; exit 1")
    files = b"".join((machine.checkout / name).read_bytes() for name in ("pyproject.toml", "constraints.txt"))
    (machine.checkout / ".venv" / "ready").write_text(f"{hashlib.sha256(files).hexdigest()}  -\n")


def test_what_is_ready_is_left_alone(machine: Machine) -> None:
    """A second run says nothing and installs nothing."""
    ready(machine)
    assert machine.set_up() == (0, "", "")


def test_new_pins_are_installed(machine: Machine) -> None:
    """When constraints.txt has changed, the .venv is made up to date, and a failure is not taken for ready."""
    ready(machine)
    (machine.checkout / "constraints.txt").write_text("changed\n")
    code, said, complained = machine.set_up()
    assert (code, said) == (1, "Setting up .venv (once)\npip was called\n")
    assert complained == "pip could not install the packages of constraints.txt; its words are above.\n"
    assert not (machine.checkout / ".venv" / "ready").exists()


def test_a_missing_package_without_root_is_one_sentence(machine: Machine) -> None:
    """Without root and without a terminal to ask for a password, it says what to run."""
    machine.has("dpkg-query", "exit 1")
    assert machine.set_up() == (
        1, "",
        (
            "Debian packages are missing and you are not root. "
            "Run: sudo apt-get install mosquitto fonts-dejavu-core fonts-roboto-unhinted xvfb espeak-ng systemd\n"
        ),
    )  # fmt: skip


def test_a_python_without_venv_is_a_missing_package(machine: Machine) -> None:
    """Debian keeps venv in a package of its own; it is asked for like the others."""
    machine.has("python3", 'case "$2" in *ensurepip*) exit 1;; esac')
    _, _, complained = machine.set_up()
    assert complained.endswith("Run: sudo apt-get install python3 python3-venv\n")


def test_packages_that_cannot_be_had_are_one_sentence(machine: Machine) -> None:
    """As root apt-get is run; what it says last is passed on."""
    machine.has("dpkg-query", "exit 1")
    machine.has("id", "echo 0")
    machine.has("apt-get", "echo 'E: Unable to locate package mosquitto'; exit 100")
    code, said, complained = machine.set_up()
    assert (code, said) == (
        1,
        "Installing Debian packages: mosquitto fonts-dejavu-core fonts-roboto-unhinted xvfb espeak-ng systemd\n",
    )
    assert complained == (
        "apt-get could not install mosquitto fonts-dejavu-core fonts-roboto-unhinted xvfb espeak-ng systemd:"
        " E: Unable to locate package mosquitto\n"
    )


def test_a_debian_that_looks_for_news_by_itself_is_waited_for(machine: Machine) -> None:
    """Its lock is asked for again; what else is wrong is said at once."""
    ready(machine)
    machine.has("dpkg-query", "exit 1")
    machine.has("id", "echo 0")
    machine.has("sleep", 'echo "slept $1" >>slept')
    machine.has(
        "apt-get",
        'case "$1:$(cat slept 2>/dev/null)" in\n'
        "update:) echo 'E: Could not get lock /var/lib/apt/lists/lock.'; exit 100 ;;\n"
        'install:*) echo "$@" >installed ;;\nesac',
    )
    assert machine.set_up()[0] == 0
    assert (machine.checkout / "slept").read_text() == "slept 5\n"
    assert "DPkg::Lock::Timeout=300" in (machine.checkout / "installed").read_text()


def decoder_ready(machine: Machine) -> Path:
    """Leave the second decoder of an earlier setup; return its list of packages."""
    listed = machine.checkout / "tests" / "simulator" / "second_decoder" / "requirements.txt"
    listed.parent.mkdir(parents=True)
    listed.write_text("emupos==0.4.0\n")
    stamp = machine.checkout / ".venv" / "second_decoder" / "ready"
    stamp.parent.mkdir(parents=True)
    stamp.write_text(f"{hashlib.sha256(listed.read_bytes()).hexdigest()}  -\n")
    return listed


def test_for_tests_what_is_ready_is_left_alone(machine: Machine) -> None:
    """With the word test, too, a second run says nothing and installs nothing."""
    ready(machine)
    decoder_ready(machine)
    assert machine.set_up("test") == (0, "", "")


def test_new_pins_of_the_second_decoder_are_installed(machine: Machine) -> None:
    """When its list has changed, the second decoder is made anew, and a failure is not taken for ready."""
    ready(machine)
    decoder_ready(machine).write_text("changed\n")
    code, said, complained = machine.set_up("test")
    assert (code, said) == (1, "Setting up .venv/second_decoder (once)\npip was called\n")
    assert complained == (
        "pip could not install tests/simulator/second_decoder/requirements.txt; its words are above.\n"
    )
    assert not (machine.checkout / ".venv" / "second_decoder").exists()


def test_only_the_tests_want_readers_of_tickets_and_cables(machine: Machine) -> None:
    """With the word test the packages that only they use are asked for, without it they are not."""
    machine.has("dpkg-query", "exit 1")
    assert machine.set_up("test")[2].endswith(
        "Run: sudo apt-get install mosquitto fonts-dejavu-core fonts-roboto-unhinted xvfb espeak-ng systemd "
        "tesseract-ocr tesseract-ocr-ukr tesseract-ocr-eng zbar-tools iproute2 fdisk e2fsprogs openssl cage "
        "gcc libc6-dev\n"
    )
    assert machine.set_up()[2].endswith(
        "Run: sudo apt-get install mosquitto fonts-dejavu-core fonts-roboto-unhinted xvfb espeak-ng systemd\n"
    )


def test_for_a_trial_the_rom_of_qemus_network_card_is_a_package_like_the_others(machine: Machine) -> None:
    """QEMU's package only recommends it, and recommended packages are not installed."""
    machine.has("dpkg-query", "exit 1")
    assert {"qemu-system-arm", "ipxe-qemu"} <= set(machine.set_up("trial")[2].split())


def test_another_word_is_one_sentence(machine: Machine) -> None:
    """A word that the script does not know is told, and nothing is done."""
    ready(machine)
    assert machine.set_up("tests") == (
        1, "",
        (
            "simulator/setup.sh tests: unknown; "
            "say 'simulator/setup.sh' for the demo, 'simulator/setup.sh test' for the tests, "
            "'… image' and '… trial' for images.\n"
        ),
    )  # fmt: skip


def test_an_old_python_is_one_sentence(machine: Machine) -> None:
    """It says which version is here and which is needed."""
    machine.has("python3", 'case "$*" in *version_info*) exit 1;; --version) echo Python 3.9.2;; esac')
    assert machine.set_up() == (
        1, "",
        "Cherha needs Python 3.11 or newer; this machine has Python 3.9.2. Use Debian 12 or newer.\n",
    )  # fmt: skip


def test_another_system_is_one_sentence(tmp_path: Path) -> None:
    """Where there is no dpkg nothing is tried."""
    assert Machine(tmp_path).set_up() == (
        1, "",
        "This machine is not a Debian: Cherha needs Debian 12 or newer, or Raspberry Pi OS.\n",
    )  # fmt: skip


def test_the_script_can_be_run() -> None:
    """Make calls it by its name."""
    assert os.access(SCRIPT, os.X_OK)
