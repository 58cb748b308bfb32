# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A Pi of our image listens for ssh only while its card says whom to let in; another system's ssh is left alone."""

import subprocess
from pathlib import Path

import pytest

from card import reaching
from card.card_file import AUTHORIZED
from card.face_words import words
from card.machine import look
from card.reading import verify
from card.taking_in import Outcome, Pi, take_in
from centre.config import CentreFile
from tests.card.pi.folders import NOW, HeardPrograms, fill, seal
from tests.card.test_ssh_keys import keygen, said_of
from tests.conftest import SMALL

IMAGE = SMALL.parents[2] / "image/root"
START, STOP = "systemctl start --no-block ssh.service", "systemctl stop --no-block ssh.service"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """Return somebody's public key."""
    return keygen(tmp_path / "olena")


@pytest.fixture
def flashed(fresh: Pi) -> Pi:
    """Return a Pi with our image: what it lays over the root, as far as ssh is meant."""
    for file in (path for path in IMAGE.rglob("*") if path.is_file()):
        there = fresh.root / file.relative_to(IMAGE)
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(file.read_bytes())
    return fresh


def give(there: Pi, centre: CentreFile, key: Path | None) -> None:
    """Copy the kiosk's folder onto the card, opened for a key or closed."""
    (there.source / AUTHORIZED).unlink(missing_ok=True)
    fill(there.source, centre, "kiosk-hall")
    if key is not None:
        (there.source / AUTHORIZED).write_bytes(key.read_bytes())
        seal(there.source)


def heard(there: Pi) -> list[str]:
    """Return what was said of ssh."""
    assert isinstance(there.programs, HeardPrograms)
    return [words for words, _ in there.programs.heard if "ssh" in words]


def said(there: Pi) -> str:
    """Return what `cherha card` says of it."""
    return reaching.reached(there.root, verify(there.root / "etc/cherha/now", None))


def test_a_card_without_a_key_lets_nobody_in(flashed: Pi, small_centre: CentreFile) -> None:
    """Ssh is ended, should it run, and no host key is made."""
    give(flashed, small_centre, None)
    assert take_in(flashed, NOW).new
    assert heard(flashed) == [STOP]
    assert not (flashed.root / reaching.HOST_KEY).exists()
    assert said(flashed) == "nobody: no key was given"


def test_a_card_with_a_key_lets_its_owner_in(flashed: Pi, small_centre: CentreFile, key: Path) -> None:
    """Where sshd looks for it, which may not be written by anybody else; the page has both fingerprints."""
    give(flashed, small_centre, key)
    assert take_in(flashed, NOW).new
    assert heard(flashed) == [START]
    (place,) = [line.split()[1] for line in sshd_words() if line.startswith("AuthorizedKeysFile")]
    there = flashed.root / place.lstrip("/")
    assert (there.read_bytes(), oct(there.stat().st_mode & 0o777)) == (key.read_bytes(), "0o644")
    assert said(flashed).startswith(f"{said_of(key)}; this Pi is known by SHA256:")
    known = reaching.host_key(flashed.root)
    assert words(Outcome(), look(flashed.root)).lines.splitlines()[-1] == f"ssh: {known}"  # before anybody comes in


def test_the_host_key_is_made_once_and_is_openssh_s(flashed: Pi, small_centre: CentreFile, key: Path) -> None:
    """Whoever knows a Pi by it knows it after the next boot and the next folder, too; only root reads it."""
    give(flashed, small_centre, key)
    take_in(flashed, NOW)
    host = flashed.root / reaching.HOST_KEY
    made = host.read_bytes()
    public = subprocess.run(["ssh-keygen", "-y", "-f", str(host)], capture_output=True, text=True, check=True).stdout
    (flashed.root / "host.pub").write_text(f"{public.strip()} host\n")
    assert said_of(flashed.root / "host.pub") == f"{reaching.host_key(flashed.root)} (host)"
    assert oct(host.stat().st_mode & 0o777) == "0o600"
    fill(flashed.source, small_centre, "desk-1")
    take_in(flashed, NOW)
    assert host.read_bytes() == made


def test_a_damaged_host_key_is_made_anew(flashed: Pi, small_centre: CentreFile, key: Path) -> None:
    """Else sshd would not start, and nobody could come to mend it."""
    give(flashed, small_centre, key)
    host = flashed.root / reaching.HOST_KEY
    host.write_bytes(b"")
    take_in(flashed, NOW)
    assert reaching.host_key(flashed.root) is not None


def test_a_card_that_has_lost_its_key_is_closed_again(flashed: Pi, small_centre: CentreFile, key: Path) -> None:
    """When its folder is made anew with --no-ssh, and copied."""
    give(flashed, small_centre, key)
    take_in(flashed, NOW)
    give(flashed, small_centre, None)
    assert take_in(flashed, NOW).new
    assert heard(flashed) == [START, STOP]
    assert not (flashed.root / "etc/cherha/now" / AUTHORIZED).exists()


def test_another_systems_ssh_is_left_alone(fresh: Pi, small_centre: CentreFile, key: Path) -> None:
    """A technician of a Raspberry Pi OS who comes in by ssh says `cherha take-in`, and stays in."""
    for given in (None, key):
        give(fresh, small_centre, given)
        take_in(fresh, NOW)
        assert said(fresh) == ""
    assert heard(fresh) == []
    assert not (fresh.root / reaching.HOST_KEY).exists()


def sshd_words() -> list[str]:
    """Return what the image says to sshd."""
    text = (IMAGE / "etc/ssh/sshd_config.d/cherha.conf").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_there_is_no_other_way_in() -> None:
    """No password, nobody but root, no other host key; and ssh does not start without a key to let in."""
    assert {
        f"HostKey /{reaching.HOST_KEY}",
        "AllowUsers root",
        "PermitRootLogin prohibit-password",
        "AuthenticationMethods publickey",
        "PasswordAuthentication no",
        "KbdInteractiveAuthentication no",
    } <= set(sshd_words())
    assert f"ConditionPathExists=/etc/cherha/now/{AUTHORIZED}" in (IMAGE / reaching.OURS).read_text(encoding="utf-8")
