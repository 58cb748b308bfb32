# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the initrd does with /etc of the data partition, run by sh on folders; mounts are for make image-test."""

import subprocess
from pathlib import Path

import pytest

from image.package import SOURCE

SCRIPTS = SOURCE / "image/root/usr/share/initramfs-tools/cherha"
KEPT = (
    "adjtime",
    "cherha/now/centre.toml",
    "cherha/keys/desk-d1.pem",
    "hostname",
    "hosts",
    "localtime",
    "machine-id",
    "modprobe.d/cherha-wifi.conf",
    "NetworkManager/system-connections/cherha.nmconnection",
    "ssh/ssh_host_ed25519_key",
    "timezone",
)
SWEPT = (
    "fstab",
    "hostname.old",
    "modprobe.d/other.conf",
    "NetworkManager/NetworkManager.conf",
    "passwd",
    "ssh/sshd_config",
    "ssh/sshd_config.d/mine.conf",
    "systemd/system/mine.service",
    "cherhaps",
)


def sh(words: str, *arguments: str | Path) -> int:
    """Run a function of data.sh, and return its code."""
    script = f'. "{SCRIPTS}/data.sh"; {words}'
    return subprocess.run(["sh", "-eu", "-c", script, "sh", *arguments], check=False).returncode


def prune(upper: Path) -> None:
    """Sweep an upper folder as the initrd does."""
    assert sh('prune_etc "$1" "$2"', upper, SCRIPTS / "etc.keep") == 0


def there(folder: Path) -> set[str]:
    """Return the files below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


@pytest.fixture
def upper(tmp_path: Path) -> Path:
    """Return an upper folder of /etc in which somebody has written everything."""
    folder = tmp_path / "etc"
    for name in KEPT + SWEPT:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("written")
    return folder


def test_of_etc_only_what_makes_this_pi_this_pi_outlives_a_boot(upper: Path) -> None:
    """All else is the image's, so an update is never shadowed by what an older one, or a hand, has left there."""
    prune(upper)
    assert there(upper) == set(KEPT)


def test_folders_that_have_nothing_to_keep_go_too(upper: Path) -> None:
    """An empty folder of the upper layer would still be one that the image may have dropped."""
    prune(upper)
    assert not (upper / "systemd").exists()
    assert not (upper / "ssh/sshd_config.d").exists()


def test_a_link_to_a_folder_is_swept_as_a_link(upper: Path, tmp_path: Path) -> None:
    """What it points at is not etc's."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "file").touch()
    (upper / "link").symlink_to(elsewhere)
    (upper / "localtime").unlink()
    (upper / "localtime").symlink_to("/usr/share/zoneinfo/Europe/Kyiv")
    prune(upper)
    assert there(upper) == set(KEPT)
    assert (upper / "localtime").is_symlink()
    assert (elsewhere / "file").exists()


def test_what_a_power_cut_broke_off_the_next_boot_goes_on_with(upper: Path) -> None:
    """To sweep again what has been swept changes nothing."""
    prune(upper)
    (upper / "passwd").write_text("written")
    prune(upper)
    assert there(upper) == set(KEPT)


def test_an_empty_upper_folder_is_a_first_boot(tmp_path: Path) -> None:
    """Nothing to sweep is no fault."""
    prune(tmp_path)
    assert not there(tmp_path)


def test_a_card_without_a_data_partition_is_told_in_one_line(tmp_path: Path) -> None:
    """The initrd writes that line to /run/cherha-no-data, and goes on in memory."""
    script = f'. "{SCRIPTS}/data.sh"; mount_data "$1" "$2"'
    done = subprocess.run(["sh", "-c", script, "sh", "", str(tmp_path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "there is no partition of that name\n")
