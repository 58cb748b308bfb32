# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What dpkg runs beside the files: a folder is the Pi, and its systemd and helpers only write down what they hear."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from image.package import SOURCE

SCRIPTS = SOURCE / "image/debian"
TOOLS = ("sh", "find", "rm", "rmdir")
"""What the scripts have of this machine; nothing that could reach its own systemd."""

HEARS = ("systemctl", "systemd-sysusers", "systemd-tmpfiles", "deb-systemd-helper", "udevadm")

LOOKED = ["daemon-reload", "--quiet is-active cherha.target"]
"""What is asked of a systemd that runs, before anything else."""

JOURNAL, CENTRE = "var/lib/cherha/dispatcher/dispatcher.db", "etc/cherha/centre.toml"


class Pi:
    """A root with a centre and a journal, on which a systemd runs or not."""

    def __init__(self, folder: Path, *, runs: bool) -> None:
        self.root, self._path, self._told = folder / "root", folder / "bin", folder / "told"
        self._path.mkdir()
        for tool in TOOLS:
            (self._path / tool).symlink_to(str(shutil.which(tool)))
        for name in HEARS:
            answer = f'[ "$2" != is-active ] || [ -e {self.root}/centre-runs ]'
            (self._path / name).write_text(f'#!/bin/sh\necho "{name} $*" >> {self._told}\n{answer}\n')
            (self._path / name).chmod(0o755)
        for file in (JOURNAL, CENTRE, "etc/cherha/keys/broker-main.pem", "usr/share/cherha/voices/index.json"):
            self.put(file)
        if runs:
            (self.root / "run/systemd/system").mkdir(parents=True)

    def put(self, file: str) -> Path:
        """Write a file and return it."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("kept\n")
        return path

    def says(self, script: str, *words: str) -> str:
        """Run a script as dpkg does and return what it says; it must not fail."""
        environment = {"PATH": str(self._path), "DPKG_ROOT": str(self.root)}
        command = ["sh", str(SCRIPTS / script), *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    def heard(self, program: str) -> list[str]:
        """Return what a program was asked, in order."""
        lines = self._told.read_text().splitlines() if self._told.exists() else []
        return [line.removeprefix(f"{program} ") for line in lines if line.startswith(f"{program} ")]


@pytest.fixture
def pi(tmp_path: Path) -> Pi:
    """Return a Pi that runs."""
    return Pi(tmp_path, runs=True)


@pytest.fixture
def image(tmp_path: Path) -> Pi:
    """Return the root of a card that is being made: no systemd runs there."""
    return Pi(tmp_path, runs=False)


def test_all_is_ready_for_the_first_boot(image: Pi) -> None:
    """In the making of an image users, folders and enabled units are laid in its root, and nothing is started."""
    assert image.says("postinst", "configure", "") == ""
    assert image.heard("systemd-sysusers") == [f"--root={image.root}/ cherha.conf"]
    assert image.heard("systemd-tmpfiles") == [f"--root={image.root}/ --create cherha.conf"]
    assert image.heard("systemctl") == image.heard("udevadm") == []


def test_what_is_enabled_is_what_the_preset_enables(image: Pi) -> None:
    """An image's first boot and a package put on by hand switch on the same; a purge forgets the same."""
    preset = re.findall(r"^enable (.+)$", (SOURCE / "systemd/50-cherha.preset").read_text(), re.MULTILINE)
    image.says("postinst", "configure", "")
    image.says("postrm", "purge")
    for word in ("--quiet was-enabled", "enable", "purge"):
        asked = [line.removeprefix(f"{word} ") for line in image.heard("deb-systemd-helper") if line.startswith(word)]
        assert sorted(asked) == sorted(preset), word


def test_a_first_installation_starts_nothing(pi: Pi) -> None:
    """A Pi joins its centre at its next boot, which is said; the broker that nobody asked for is stopped."""
    said = pi.says("postinst", "configure", "")
    assert said.endswith("partition (/boot/firmware), then restart it: sudo reboot\n")
    assert pi.heard("systemctl") == [*LOOKED, "stop mosquitto.service"]


def test_a_package_put_on_again_starts_nothing_either(pi: Pi) -> None:
    """After a removal dpkg tells the version that was here before; what counts is whether a centre runs."""
    pi.put("etc/cherha/now/files.sha256")
    assert pi.says("postinst", "configure", "0.1.0") == (
        "Cherha is installed again. This Pi goes on as what it was when it is restarted: sudo reboot\n"
    )
    assert [line for line in pi.heard("systemctl") if "restart" in line] == []


def test_a_broker_that_somebody_uses_is_left_alone(pi: Pi) -> None:
    """Whoever gave Debian's Mosquitto a file of its own keeps it."""
    pi.put("etc/mosquitto/conf.d/home.conf")
    pi.says("postinst", "configure", "")
    assert pi.heard("systemctl") == LOOKED


def test_a_newer_version_restarts_what_runs_the_broker_first(pi: Pi) -> None:
    """Nothing is stopped before the files are there; then each service that runs takes its turn.

    The screen is left as it is: what shows it is Debian's program, and no picture should go for it.
    """
    pi.put("centre-runs")
    assert pi.says("prerm", "upgrade", "0.2.0") == pi.says("postrm", "upgrade", "0.2.0") == ""
    assert [line for line in pi.heard("systemctl") if line != "daemon-reload"] == []
    assert pi.says("postinst", "configure", "0.1.0") == ""
    turns = [line.removeprefix("try-restart ") for line in pi.heard("systemctl") if "restart" in line]
    assert turns[:3] == ["cherha-broker.service", "cherha-dispatcher.service", "cherha-bridge.service"]
    services = {re.sub("@.service", "@*.service", path.name) for path in (SOURCE / "systemd").glob("*.service")}
    assert set(turns) == services - {
        "cherha-take-in.service",
        "cherha-poweroff.service",
        "cherha-screen.service",
        "cherha-healthy.service",
        "cherha-update.service",
        "cherha-update@*.service",
    }
    assert (pi.root / JOURNAL).exists()


def test_a_removal_keeps_the_journal_and_the_centre(pi: Pi) -> None:
    """`apt remove` stops all that runs and takes nothing but the package's own files."""
    before = sorted(pi.root.rglob("*"))
    pi.says("prerm", "remove")
    pi.says("postrm", "remove")
    assert pi.heard("systemctl") == ["stop cherha*", "daemon-reload"]
    assert sorted(pi.root.rglob("*")) == before


def test_a_purge_leaves_nothing_and_asks_nothing(image: Pi) -> None:
    """`apt purge` removes journal, centre, keys and recorded words; the folders beside them stay as they are."""
    beside = image.put("var/lib/mosquitto/mosquitto.db"), image.put("etc/hostname")
    image.says("postrm", "purge")
    assert sorted(path for path in image.root.rglob("*") if path.is_file()) == sorted(beside)
    assert list(image.root.rglob("cherha*")) == []
    image.says("postrm", "purge")  # a second time there is nothing, and that is no fault


def test_a_purge_empties_a_journal_that_lies_elsewhere(image: Pi, tmp_path: Path) -> None:
    """A state folder that is a link to another disk is emptied there, and the disk stays."""
    disk = tmp_path / "disk" / "cherha"
    disk.parent.mkdir()
    (image.root / "var/lib/cherha").rename(disk)
    (image.root / "var/lib/cherha").symlink_to(disk)
    image.says("postrm", "purge")
    assert list(disk.iterdir()) == []
    assert not (image.root / "var/lib/cherha").is_symlink()
