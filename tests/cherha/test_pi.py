# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha take-in`` and ``cherha card`` below a root folder: what they print, and how they end."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from card.card_file import SUMS
from card.machine import RELEASE
from card.reaching import OURS
from card.taking_in import Pi
from centre.config import CentreFile
from centre.trials import Finding
from cherha import machine
from cherha.__main__ import main
from tests.card.pi.folders import NOW, authority, fill, pi
from tests.conftest import PATIENCE_S

PAGE = """\
Card       kiosk-hall of ЦНАП Вербівської громади
Host name  cherha-kiosk-hall
Machine    unknown
Addresses  none now
Network    {network}
Broker     127.0.0.1:8883
Authority  {authority}

Unit              Service                          Identity holds until
kiosk-kiosk-hall  cherha-kiosk@kiosk-hall.service  2046-11-26
"""


@pytest.fixture
def there(tmp_path: Path) -> Pi:
    """Return a Pi just flashed."""
    return pi(tmp_path / "pi")


@pytest.mark.parametrize(
    ("more", "network"),
    [
        ({}, "cable, its address by DHCP"),
        ({"address": {"address": "192.168.10.11/24"}}, "cable, 192.168.10.11/24"),
        (
            {
                "address": {"address": "192.168.10.11/24", "gateway": "192.168.10.1"},
                "wifi": {"name": "CNAP", "password": "secret-of-hall"},
            },
            "Wi-Fi CNAP, 192.168.10.11/24 by 192.168.10.1",
        ),
    ],
)
def test_a_folder_is_taken_in_and_the_pi_says_what_it_is(
    there: Pi, small_centre: CentreFile, capsys: pytest.CaptureFixture[str], more: dict[str, Any], network: str
) -> None:
    """`cherha card` says the same later, and said again there is nothing new."""
    fill(there.source, small_centre, "kiosk-hall", **more)
    page = PAGE.format(network=network, authority=authority("first").fingerprint()[:16])
    assert main(["take-in", "--root", str(there.root)]) == 0
    assert capsys.readouterr() == (f"{there.source}: taken in.\n\n{page}", "")
    assert main(["take-in", "--root", str(there.root)]) == 0
    assert capsys.readouterr() == (f"{there.source}: nothing new, it was taken in before.\n\n{page}", "")
    assert main(["card", "--root", str(there.root)]) == 0
    assert capsys.readouterr() == (page, "")


def test_the_image_and_who_may_come_in_are_on_the_page(
    there: Pi, small_centre: CentreFile, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of our image alone; the doctor's page names it, too."""
    for place, text in (
        (RELEASE, "IMAGE_ID=cherha\nIMAGE_VERSION=1.4.0\n"),
        (OURS, "[Unit]\n"),
        ("proc/cmdline", "ro rauc.slot=B\n"),
    ):
        (there.root / place).parent.mkdir(parents=True, exist_ok=True)
        (there.root / place).write_text(text)
    fill(there.source, small_centre, "kiosk-hall")
    assert main(["take-in", "--root", str(there.root)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Image      1.4.0 (B)" in lines
    assert "By ssh     nobody: no key was given" in lines
    assert "data partition" in machine.trials(small_centre, there.root, root=there.root)[1].parts
    assert machine.data(there.root) == Finding("data partition", "works", "is there")


def test_without_a_folder_it_is_said_where_it_belongs(there: Pi, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody is there to be asked for it at boot, so there it waits (--wait)."""
    assert main(["take-in", "--root", str(there.root)]) == 1
    assert main(["card", "--root", str(there.root)]) == 1
    assert capsys.readouterr().err == (
        f"There is no folder {there.source}. Make it with `cherha provision`, and copy it there.\n"
        f"This Pi has taken no card in. Copy its folder to its card: {there.source}.\n"
    )


def test_a_pi_that_is_somebody_says_that_nothing_came(
    there: Pi, small_centre: CentreFile, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else its page looks as if the folder had been found."""
    fill(there.source, small_centre, "kiosk-hall")
    assert main(["take-in", "--root", str(there.root)]) == 0
    capsys.readouterr()
    assert main(["take-in", "--root", str(there.root), "--from", f"{there.root}/usb"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        f"There is no folder {there.root}/usb. Nothing was taken in: this Pi is kiosk-hall still."
        " Make it with `cherha provision`, and copy it there.\n"
    )


@pytest.mark.parametrize("command", ["take-in", "card"])
def test_only_root_may_read_the_identities(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Anybody else would take what cannot be read for half a folder."""
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert main([command]) == 1
    assert capsys.readouterr().err == f"Only root may read the identities of this Pi. Say: sudo cherha {command}\n"


def test_a_bad_folder_is_one_sentence(there: Pi, small_centre: CentreFile, capsys: pytest.CaptureFixture[str]) -> None:
    """On stderr, exit code 1."""
    fill(there.source, small_centre, "kiosk-hall")
    (there.source / SUMS).unlink()
    assert main(["take-in", "--root", str(there.root)]) == 1
    assert capsys.readouterr().err == (
        "The folder cherha is copied only in part: files.sha256 is missing or not whole. Copy the whole folder of this"
        " card again, and eject the card before you take it out.\n"
    )


def test_what_somebody_should_see_to_is_said_beside_the_page(
    there: Pi, small_centre: CentreFile, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder where a file should be is what a disk can refuse to anybody, root included."""
    fill(there.source, small_centre, "kiosk-hall")
    (there.root / "etc/hostname").mkdir()
    assert main(["take-in", "--root", str(there.root), "--from", str(there.source)]) == 0
    assert "etc/hostname cannot be written: Is a directory." in capsys.readouterr().err


def test_a_pi_that_is_nobody_waits(there: Pi) -> None:
    """As at boot: a process of its own, that says so on the console and ends well when the Pi is switched off."""
    words = [sys.executable, "-m", "cherha", "take-in", "--wait", "--root", str(there.root)]
    environment = os.environ | {"SDL_VIDEODRIVER": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert "Цей комп’ютер чекає" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0


def test_the_doctor_looks_at_the_card(there: Pi, small_centre: CentreFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it is whole, and how long it will be believed; of nobody it has nothing to say."""
    state = there.root / "var/lib/cherha"
    assert "card" not in machine.trials(small_centre, state, root=there.root)[1].parts
    fill(there.source, small_centre, "kiosk-hall")
    assert main(["take-in", "--root", str(there.root)]) == 0
    assert "card" in machine.trials(small_centre, state, root=there.root)[1].parts
    assert machine.taken_in("card", there.root, NOW) == Finding(
        "card", "works", "kiosk-hall, its identities hold until 2046-11-26"
    )
    assert machine.taken_in("card", there.root, datetime(2050, 1, 1, tzinfo=UTC)) == Finding(
        "card",
        "broken",
        "kiosk-hall, its identities hold until 2046-11-26",
        "Make the folders anew: cherha provision. Copy this card's again.",
    )
    (there.root / "etc/cherha/now/keys/kiosk-kiosk-hall.pem").write_text("")
    assert machine.taken_in("card", there.root, NOW).verdict == "broken"
    monkeypatch.setattr("os.access", lambda *_: False)
    assert machine.taken_in("card", there.root, NOW) == Finding(
        "card", "untried", "only root may read its identities", "Say: sudo cherha doctor"
    )
