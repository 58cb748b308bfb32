# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``make image``, but for its making: names, words and files that need neither root nor network."""

import os
import re
from pathlib import Path

import pytest

from card.bundle import age
from centre.errors import Unavailable
from image import boot_files
from image.image import cache, image_version, main
from image.package import SOURCE
from image.package_wheels import kept_wheels
from image.running import run

BORN = 1_764_164_528
IDS = SOURCE / "image/scripts/ids.sysusers"


def test_an_image_of_a_later_change_is_newer() -> None:
    """By the numbers in its name, which is how a Pi compares them."""
    assert image_version("0.1.0", BORN, BORN) == "0.1.0+20251126.1342"
    assert rising(("0.1.0", BORN, 0), ("0.1.0", BORN + 60, 0), ("0.1.1", BORN, 0))


def test_an_image_of_newer_packages_is_newer_and_so_is_the_next_change() -> None:
    """FRESH=1 is how Debian's mends come; a change that was made before they came is built after them all the same."""
    assert image_version("0.1.0", BORN, BORN + 86400) == "0.1.0+20251126.1342.20251127.1342"
    assert image_version("0.1.0", BORN, BORN - 86400) == "0.1.0+20251126.1342"
    mended = BORN + 3600
    assert rising(
        ("0.1.0", BORN, 0), ("0.1.0", BORN, mended), ("0.1.0", BORN, mended + 60), ("0.1.0", BORN + 60, mended)
    )


def rising(*made: tuple[str, int, int]) -> bool:
    """Return whether each image is newer than the one before it."""
    ages = [age(image_version(*one)) for one in made]
    return ages == sorted(set(ages))


def test_what_is_kept_for_the_next_image_is_outside_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    """As other programs keep theirs."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/kept")
    assert cache() == Path("/kept/cherha/image")
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    assert cache() == Path.home() / ".cache/cherha/image"


def test_files_of_a_root_are_everybodys_to_read_whatever_the_shell_says(tmp_path: Path) -> None:
    """With a umask of 077 no service of the card could read its hosts; here it ends at a key that is not there."""
    before = os.umask(0o077)
    try:
        assert main(["--out", str(tmp_path / "out"), "--key", "none.key", "--cert", "none.crt"]) == 1
        assert os.umask(before) == 0o022
    finally:
        os.umask(before)


def test_a_program_that_fails_says_its_last_words_and_what_was_to_be_made() -> None:
    """And one that is not there, where to get it."""
    assert run(["sh", "-c", "echo said"], "a word") == "said\n"
    with pytest.raises(Unavailable) as failed:
        run(["sh", "-c", "echo why >&2; exit 3"], "the image")
    assert str(failed.value) == "Not built, for want of the image: sh ended with 3:\nwhy"
    with pytest.raises(Unavailable) as missing:
        run(["genimage-of-nobody"], "the image")
    assert str(missing.value) == (
        "Not built, for want of the image: genimage-of-nobody is not installed. Run: simulator/setup.sh image"
    )


def test_wheels_are_fetched_once_and_again_when_others_are_asked_for(tmp_path: Path) -> None:
    """What was fetched half is not kept."""
    fetched = []

    def fetch(_source: Path, arch: str, folder: Path) -> None:
        folder.mkdir(parents=True)
        (folder / "wheel").write_text(arch)
        fetched.append(arch)
        if len(fetched) == 1:
            raise Unavailable("the network is away")

    source = tmp_path / "source"
    source.mkdir()
    (source / "pyproject.toml").write_text("one")
    (source / "constraints.txt").write_text("one")
    remember = kept_wheels(tmp_path / "kept", fetch)
    with pytest.raises(Unavailable):
        remember(source, "arm64", tmp_path / "first")
    for place in ("second", "third"):
        remember(source, "arm64", tmp_path / place)
        assert (tmp_path / place / "wheel").read_text() == "arm64"
    assert len(fetched) == 2
    (source / "constraints.txt").write_text("another")
    remember(source, "arm64", tmp_path / "fourth")
    assert len(fetched) == 3


def test_each_user_has_the_same_number_in_every_image() -> None:
    """Data outlives the image that wrote it; a user without a number would get another's in the next."""
    named = set(re.findall(r"^[ug] (\S+)", (SOURCE / "systemd/cherha.sysusers").read_text("utf-8"), flags=re.MULTILINE))
    numbered = re.findall(r"^[ug] (\S+) (\d+)", IDS.read_text("utf-8"), flags=re.MULTILINE)
    assert {name for name, _ in numbered} == named
    assert len({number for _, number in numbered}) == len(numbered)


@pytest.fixture
def sources(tmp_path: Path) -> tuple[Path, Path]:
    """Return a root and unpacked packages that have what a boot partition is filled from, each file with its name."""
    root, packages = tmp_path / "root", tmp_path / "packages"
    files = [packages / "usr/lib/raspi-firmware" / name for name in (*boot_files.FIRMWARE, "start_x.elf")]
    files += [packages / "usr/lib/u-boot/rpi_arm64/u-boot.bin", packages / "usr/lib/u-boot/rpi_3/u-boot.bin"]
    trees = root / "usr/lib/linux-image-6.1.0-56-arm64/broadcom"
    files += [trees / name for name in ("bcm2837-rpi-3-b.dtb", "bcm2711-rpi-4-b.dtb", "bcm4908-router.dtb")]
    files += [packages / "usr/share/doc" / package / "copyright" for package in boot_files.LICENCES.values()]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(file.parent.name)
    return root, packages


def test_the_boot_partition_has_firmware_boot_loader_and_trees_of_pis_and_no_folder_cherha(
    tmp_path: Path, sources: tuple[Path, Path]
) -> None:
    """An empty folder "cherha" would be taken for one that was copied in part."""
    boot_files.copy(tmp_path / "boot", *sources)
    assert {path.name for path in (tmp_path / "boot").iterdir()} == {
        *boot_files.FIRMWARE,
        *boot_files.LICENCES,
        "u-boot.bin",
        "bcm2837-rpi-3-b.dtb",
        "bcm2711-rpi-4-b.dtb",
        "config.txt",
    }
    assert (tmp_path / "boot/u-boot.bin").read_text() == "rpi_arm64"
    assert (tmp_path / "boot/LICENCE.firmware").read_text() == "raspi-firmware"


def test_a_kernel_that_keeps_its_trees_elsewhere_ends_the_build(tmp_path: Path, sources: tuple[Path, Path]) -> None:
    """A card without them starts no Pi."""
    for tree in sources[0].rglob("*.dtb"):
        tree.unlink()
    with pytest.raises(Unavailable) as missing:
        boot_files.copy(tmp_path / "boot", *sources)
    assert str(missing.value) == (
        f"No device trees in {sources[0]}/usr/lib/linux-image-*/broadcom: where has the kernel put them?"
    )


def test_the_pis_firmware_starts_the_boot_loader_which_waits_for_no_key() -> None:
    """Whatever else is in config.txt."""
    lines = boot_files.CONFIG.splitlines()
    assert {"kernel=u-boot.bin", "arm_64bit=1", "upstream_kernel=1", "dtoverlay=cherha-quiet"} <= set(lines)
