# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Becoming Mosquitto: the files, the process, and one clear sentence when it cannot be."""

import socket
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from broker_config import program, service
from broker_config.service import command
from centre.config import CentreFile
from centre.config_cards import Broker
from centre.errors import Unavailable
from tests import identities
from tests.conftest import PATIENCE_S, Client
from tests.ports import free_port

if TYPE_CHECKING:
    from tests.conftest import Broker as RunningBroker

BECOME = """
import sys
from pathlib import Path
from msgspec.structs import replace
from broker_config.service import main
from centre.centre_file import load
centre = load(Path(sys.argv[1]))
main(replace(centre, broker=replace(centre.broker, port=int(sys.argv[2]))), "main", Path(sys.argv[3]))
"""


def at(centre: CentreFile, host: str, port: int) -> CentreFile:
    """Return the centre with its broker moved."""
    return replace(centre, broker=Broker(host=host, port=port))


def test_process_becomes_mosquitto(movable_centre: CentreFile, keys: Path, tmp_path: Path) -> None:
    """The process that was started is the broker itself: its pid serves, and SIGTERM ends it cleanly."""
    small = Path(service.__file__).parents[1] / "centre" / "examples" / "small.toml"
    port = movable_centre.broker.port
    identities.give_all(movable_centre, keys)
    arguments = [sys.executable, "-c", BECOME, str(small), str(port), str(tmp_path / "state of the broker")]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            wait_until_open(port, process)
            # Mosquitto listens a moment before it heeds signals; whoever was served knows that it does.
            Client("127.0.0.1", port, "technician", 60).close()
            assert Path(f"/proc/{process.pid}/comm").read_text(encoding="utf-8") == "mosquitto\n"
        finally:
            process.terminate()
        assert process.wait(PATIENCE_S) == 0


def wait_until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    """Return when the port accepts; fail when the process ends or nothing happens for long."""
    for _ in range(int(PATIENCE_S / 0.01)):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            try:
                process.wait(0.01)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(process.communicate()) from None
        return
    raise AssertionError(f"nothing listens on {port}")


def test_files_are_readable_by_their_owner_only(broker: "RunningBroker") -> None:
    """Both files have mode 0600, also when they were there before with another."""
    for path in broker.folder.iterdir():
        path.chmod(0o644)
    broker.kill()
    broker.start()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in broker.folder.iterdir()}
    assert modes == {"acl": 0o600, "authority.pem": 0o600, "mosquitto.conf": 0o600}


def test_taken_port_is_one_clear_sentence(movable_centre: CentreFile, tmp_path: Path) -> None:
    """A port that another program holds is told before anything is written."""
    with socket.create_server(("127.0.0.1", movable_centre.broker.port)), pytest.raises(Unavailable) as told:
        command(movable_centre, tmp_path / "broker")
    assert str(told.value) == (
        f"Port {movable_centre.broker.port} on 127.0.0.1 is already taken. "
        "Stop the program that holds it, or choose another in [broker] of centre.toml (demo: --port)."
    )
    assert not (tmp_path / "broker").exists()


def test_missing_identity_is_one_clear_sentence(small_centre: CentreFile, keys: Path, tmp_path: Path) -> None:
    """A broker that cannot prove who it is serves nobody; what to do is said."""
    with pytest.raises(Unavailable) as told:
        command(at(small_centre, "127.0.0.1", free_port()), tmp_path)
    assert str(told.value) == (
        f"{keys}/broker-main.pem: the identity cannot be read: No such file or directory. "
        "Make it with `cherha provision`, and copy the card's folder again."
    )


def test_missing_mosquitto_is_one_clear_sentence(
    movable_centre: CentreFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Mosquitto is not installed the sentence says how to install it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(program, "_SBIN", str(tmp_path))
    with pytest.raises(Unavailable) as told:
        command(movable_centre, tmp_path / "broker")
    assert str(told.value) == "Mosquitto, the MQTT broker, is not installed. Install it: sudo apt install mosquitto"


def test_folder_that_cannot_be_written_is_one_clear_sentence(
    movable_centre: CentreFile, keys: Path, tmp_path: Path
) -> None:
    """A file in the folder's place is named."""
    identities.give_all(movable_centre, keys)
    (tmp_path / "broker").write_text("a file")
    with pytest.raises(Unavailable) as told:
        command(movable_centre, tmp_path / "broker")
    assert str(told.value) == f"{tmp_path}/broker: the broker's files cannot be written: File exists"
