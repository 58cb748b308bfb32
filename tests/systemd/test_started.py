# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Services started as their units say, by a stand-in for systemd: environment, folders, identity, and an ear.

What it cannot show, sandbox and user, was tried under a real systemd (docs/decisions/032-systemd.md).
"""

import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from centre.centre_file import load
from tests import identities
from tests.conftest import PATIENCE_S, SMALL
from tests.ports import free_port
from tests.systemd.units import Unit, put_in

HARDWARE = {
    "GPIOZERO_PIN_FACTORY": "mock",
    "CHERHA_COMPOSITOR": "",
    "SDL_VIDEODRIVER": "offscreen",
    "SDL_AUDIODRIVER": "dummy",
}
"""What is not there, at its own door."""

STARTED = [
    *("broker", "dispatcher", "bridge", "page"),
    *("kiosk@kiosk-hall", "desk@desk-1", "display@hall", "rating@rating-exit"),
]

MORE = '[region]\nhost = "127.0.0.1"\nport = 9\nname = "lviv-1"\n'
"""A region, which is away."""


class Systemd:
    """Starts one unit of a small centre, and hears what it says."""

    def __init__(self, name: str, folder: Path) -> None:
        template, at, instance = name.partition("@")
        self._unit, self._folder = Unit(f"cherha-{template}{at}.service"), folder
        self._specifiers = {"i": instance, "t": str(folder / "run")}
        self._ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._ear.bind(f"\0cherha-{os.getpid()}-{name}")
        self._ear.settimeout(PATIENCE_S)
        self._address = f"@cherha-{os.getpid()}-{name}"
        self._centre = folder / "centre.toml"
        doors = f"pages_port = {free_port()}\nport = {free_port()} "
        self._centre.write_text(SMALL.read_text("utf-8").replace("port = 8883 ", doors) + MORE, "utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, in a group of its own, as a control group would hold all of it."""
        _, *words = shlex.split(put_in(self._unit.last("ExecStart"), self._specifiers))
        command = [sys.executable, "-m", "cherha", *words, "--centre", str(self._centre)]
        self._process = subprocess.Popen(command, env=self._environment(), start_new_session=True)

    def hear(self) -> str:
        """Return what is said next; fail when nothing comes."""
        return self._ear.recv(100).decode()

    def hear_until(self, wanted: str) -> None:
        """Hear whatever is said before it, too."""
        while self.hear() != wanted:
            pass

    def stop(self) -> int:
        """End it as systemd does, and return its code."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGTERM)
        return self._process.wait(PATIENCE_S)

    def close(self) -> None:
        """Leave nothing behind."""
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(PATIENCE_S)
        self._ear.close()

    def _environment(self) -> dict[str, str]:
        given = {name: value for name, value in os.environ.items() if not name.startswith("CHERHA_")}
        given |= self._unit.environment(self._specifiers) | HARDWARE
        given["NOTIFY_SOCKET"] = self._address
        given["WATCHDOG_USEC"] = f"{self._unit.last('WatchdogSec')}000000"
        given["CREDENTIALS_DIRECTORY"] = str(self._credentials())
        for kind, place in (("State", "lib"), ("Runtime", "run")):
            if wanted := put_in(self._unit.last(f"{kind}Directory"), self._specifiers):
                made = self._folder / place / wanted
                made.mkdir(parents=True)
                given[f"{kind.upper()}_DIRECTORY"] = str(made)
        return given

    def _credentials(self) -> Path:
        """Hand out the identities that the unit names, of a Pi that has all."""
        keys, own = self._folder / "keys", self._folder / "credentials"
        keys.mkdir()
        own.mkdir()
        identities.give_all(load(self._centre), keys)
        (keys / "region.pem").write_text(identities.identity("region"), "ascii")
        for line in self._unit.all("LoadCredential"):
            name, _, path = put_in(line, self._specifiers).partition(":")
            shutil.copy(keys / Path(path).name, own / name)
        return own


@pytest.fixture(params=STARTED)
def systemd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Systemd]:
    """Return what starts each unit in turn."""
    with closing(Systemd(request.param, tmp_path)) as made:
        yield made


def test_a_unit_starts_lives_and_ends(systemd: Systemd) -> None:
    """It says READY without anybody else there, then WATCHDOG, and SIGTERM ends it well.

    A Mosquitto's two words are of two processes: it is ready, and its pulse has been answered.
    """
    systemd.start()
    assert systemd.hear() == "READY=1"
    systemd.hear_until("WATCHDOG=1")
    assert systemd.stop() == 0
