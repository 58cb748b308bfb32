# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A broker that is not Cherha's, as beside Home Assistant: a real Mosquitto with one user, a password and no TLS."""

import shutil
import subprocess
from pathlib import Path

from tests.conftest import PATIENCE_S, Client, free_port, wait_until_open

USER, PASSWORD = "home-assistant", "not a secret"

_CONF = """\
listener {port} 127.0.0.1
allow_anonymous false
password_file {passwords}
persistence false
user {user}
"""


class ForeignBroker:
    """Runs until it is closed; who is killed starts again with nothing kept."""

    def __init__(self, folder: Path) -> None:
        self.port, self._folder = free_port(), folder
        self.key_file = folder / "password"
        self.key_file.write_text(PASSWORD)
        self._conf, passwords = folder / "foreign.conf", folder / "passwords"
        subprocess.run(["mosquitto_passwd", "-b", "-c", str(passwords), USER, PASSWORD], check=True)
        self._conf.write_text(_CONF.format(port=self.port, passwords=passwords, user="root"))
        self._clients: list[Client] = []
        self.start()

    def start(self) -> None:
        """Start it, or start it again after ``kill``, and return when it accepts connections."""
        program = shutil.which("mosquitto", path="/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin")
        assert program is not None
        words = [program, "-c", str(self._conf)]
        self._process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until_open("127.0.0.1", self.port, self._process)

    def kill(self) -> None:
        """Kill it as a power cut would."""
        self._process.kill()
        self._process.wait(PATIENCE_S)

    def connect(self) -> Client:
        """Return a client that may say everything; it is closed with the broker."""
        client = Client("127.0.0.1", self.port, USER, 60, PASSWORD)
        self._clients.append(client)
        return client

    def close(self) -> None:
        """Close all clients, then kill the process."""
        for client in self._clients:
            client.close()
        self.kill()
