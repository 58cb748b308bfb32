# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A broker that is not Cherha's, as beside Home Assistant: a real Mosquitto with one user, a password and no TLS."""

import subprocess
from pathlib import Path

from broker_config.program import find, own_name
from tests.conftest import Client, Mosquitto
from tests.ports import free_port

USER, PASSWORD = "home-assistant", "not a secret"

_CONF = """\
listener {port} 127.0.0.1
allow_anonymous false
password_file {passwords}
persistence false
user {user}
"""


class ForeignBroker(Mosquitto):
    """Runs until it is closed; who is killed starts again with nothing kept."""

    host = "127.0.0.1"

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.key_file = folder / "password"
        self.key_file.write_text(PASSWORD)
        self._conf, passwords = folder / "foreign.conf", folder / "passwords"
        subprocess.run(["mosquitto_passwd", "-b", "-c", str(passwords), USER, PASSWORD], check=True)
        self._conf.write_text(_CONF.format(port=self.port, passwords=passwords, user=own_name()))
        super().__init__()

    def words(self) -> list[str]:
        """Return the command line of its own configuration."""
        return [find(), "-c", str(self._conf)]

    def connect(self) -> Client:
        """Return a client that may say everything."""
        return self.admit(Client(self.host, self.port, USER, 60, PASSWORD))
