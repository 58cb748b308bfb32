# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What mmdebstrap is told of a card's root, and by which sources."""

from pathlib import Path

from image.debian_base import PACKAGES, key, mmdebstrap, sources

HERE = """\
http://mirror.example/debian bookworm Debian
http://mirror.example/debian bookworm Debian
http://mirror.example/debian bookworm-updates Debian
http://mirror.example/debian bookworm-backports Debian
http://security.example bookworm-security Debian
http://browser.example stable Somebody
http://docker.example bookworm Docker
http://unseen.example bookworm $(ORIGIN)
"""
FOLDERS = [Path(name) for name in ("sources.list", "debs", "boot", "scripts", "root.tar")]


def test_a_card_is_made_of_this_machines_own_debian_and_of_nothing_else_that_it_has() -> None:
    """Mirrors are taken as they are; other releases and other people's packages are no part of a card."""
    assert sources(HERE) == (
        "deb http://mirror.example/debian bookworm main non-free-firmware\n"
        "deb http://mirror.example/debian bookworm-updates main non-free-firmware\n"
        "deb http://security.example bookworm-security main non-free-firmware\n"
    )


def test_a_machine_whose_apt_has_not_looked_yet_has_no_sources() -> None:
    """Until ``apt-get update`` apt does not know whose a source is."""
    assert not sources("http://unseen.example bookworm $(ORIGIN)\n")


def test_programs_are_lent_before_packages_are_installed_and_taken_back_before_the_root_is_packed() -> None:
    """No byte of the machine that builds reaches the tar: giving back is the first thing after the last package."""
    hooks = [word for word in mmdebstrap(*FOLDERS) if "-hook=" in word]
    assert [hook.partition(" ")[0] for hook in hooks[:4]] == [
        "--setup-hook=mkdir",
        "--extract-hook=cp",
        "--essential-hook=scripts/lend.sh",
        "--customize-hook=scripts/give_back.sh",
    ]


def test_the_root_is_of_the_pis_architecture_and_has_no_apt() -> None:
    """Nothing is installed onto a card but a whole image."""
    words = mmdebstrap(*FOLDERS)
    assert {"--architectures=arm64", "--variant=essential", "--format=tar"} <= set(words)
    assert words[-3:] == ["bookworm", "root.tar", "sources.list"]
    assert "apt" not in PACKAGES


def test_a_kept_root_is_taken_again_only_if_the_same_would_be_made(tmp_path: Path) -> None:
    """Its name changes with the scripts that fill it, and with nothing that does not matter."""
    script = tmp_path / "lend.sh"
    script.write_text("one")
    before = key([script])
    assert key([script]) == before
    script.write_text("another")
    assert key([script]) != before
