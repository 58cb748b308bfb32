# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which of Debian's packages a card has, and what mmdebstrap is told of them; it runs nothing.

A reader finds here why each is on the card. What they depend on comes by itself; what they recommend does not.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

SUITE = "bookworm"
"""The Debian of the card: the one whose Python our wheels are for (image/package_wheels.py)."""

PACKAGES = {
    "linux-image-arm64": "Debian's own kernel: it starts on a Pi 3, 4, 400 and Zero 2 W",
    "initramfs-tools": "makes the initrd, while the image is built",
    "busybox": "the initrd's shell",
    "zstd": "unpacks the initrd's likes; RAUC's bundles too",
    "kmod": "loads modules",
    "systemd-sysv": "the first process",
    "udev": "names devices, gives them to their groups",
    "dbus": "NetworkManager, hostnamed and RAUC are asked by it",
    "systemd-timesyncd": "the time; goes on from the last one known",
    "e2fsprogs": "checks and grows the data partition",
    "dosfstools": "checks the technician's partition",
    "fdisk": "grows the data partition: sfdisk",
    "util-linux": "partx, findmnt",
    "mount": "mounts",
    "login": "what sshd runs",
    "passwd": "users",
    "procps": "sysctl, and what a technician looks with",
    "iproute2": "the same",
    "iputils-ping": "the same",
    "less": "the same: journalctl",
    "netbase": "names of protocols",
    "ca-certificates": "who a feed of alerts and a place of updates are proved by",
    "tzdata": "Cherha's dependency, as are those up to the fonts",
    "python3": "it is written in it",
    "mosquitto": "the broker",
    "init-system-helpers": "its package's scripts",
    "libgcc-s1": "wheels",
    "libstdc++6": "wheels",
    "zlib1g": "wheels",
    "fonts-dejavu-core": "tickets",
    "fonts-roboto-unhinted": "screens",
    "espeak-ng": "says what the recorded voice lacks",
    "libasound2": "sound",
    "libasound2-data": "the settings that it looks for",
    "alsa-utils": "a sound card that comes up mute is heard",
    "network-manager": "takes the card's address and Wi-Fi",
    "wpasupplicant": "Wi-Fi",
    "iw": "the radio's country",
    "rfkill": "switches the radio on",
    "wireless-regdb": "what each country allows",
    "firmware-brcm80211": "what a Pi's own radio runs",
    "openssh-server": "for a card that brings a key, else it does not run",
    "rauc": "puts a newer image into the other slot",
    "rauc-service": "does that when asked by D-Bus",
    "cage": "the compositor: shows what displays and kiosks draw",
    "seatd": "opens the screen for it",
}

BOOT_PACKAGES = ("raspi-firmware", "u-boot-rpi")
"""For the FAT partition alone: unpacked there, and not installed (raspi-firmware would manage that partition)."""

RELEASES = (SUITE, f"{SUITE}-updates", f"{SUITE}-security")
TARGET = "$(SITE) $(RELEASE) $(ORIGIN)"
COMPONENTS = "main non-free-firmware"

NOT_UNPACKED = (
    "/usr/share/doc/*",
    "/usr/share/man/*",
    "/usr/share/info/*",
    "/usr/share/locale/*",
    "/usr/share/lintian/*",
    "/usr/share/X11/locale/*",
)
"""Files of Debian's packages that no card needs."""

UNPACKED_ALL_THE_SAME = ("/usr/share/doc/*/copyright",)


def mmdebstrap(sources: Path, debs: Path, boot: Path, scripts: Path, target: Path) -> list[str]:
    """Return the whole command that makes ``target``, a tar, of the packages that ``sources`` has.

    ``debs``: a folder that keeps each package as it came, for the next time and for the manifest; ``boot`` gets the
    BOOT_PACKAGES. Its hooks get the root's place as ``$1`` and lend it this machine's programs meanwhile (``scripts``).
    Run it by scripts/inside.sh.
    """
    keep = f'cp -n "$1"/var/cache/apt/archives/*.deb {debs}/'
    hooks = [
        ("setup", f'mkdir -p "$1/var/cache/apt/archives" && cp -l {debs}/*.deb "$1/var/cache/apt/archives/" || true'),
        ("extract", keep),  # mmdebstrap forgets these before the next hook
        ("essential", f'{scripts}/lend.sh "$1"'),
        ("customize", f'{scripts}/give_back.sh "$1"'),
        ("customize", keep),
        ("customize", f'cd {boot} && APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" apt-get download {" ".join(BOOT_PACKAGES)}'),
    ]
    options = [f"path-exclude={pattern}" for pattern in NOT_UNPACKED]
    options += [f"path-include={pattern}" for pattern in UNPACKED_ALL_THE_SAME]
    return [
        "mmdebstrap",
        "--quiet",
        "--mode=root",
        "--format=tar",
        "--architectures=arm64",
        "--variant=essential",  # no apt: nothing is installed onto a card but a whole image
        f"--include={','.join(PACKAGES)}",
        '--aptopt=APT::Install-Recommends "false"',
        '--aptopt=Acquire::Languages "none"',
        *(f"--dpkgopt={option}" for option in options),
        "--skip=cleanup/apt",  # the packages are copied out by a hook
        *(f"--{stage}-hook={words}" for stage, words in hooks),
        SUITE,
        str(target),
        str(sources),
    ]


def sources(targets: str) -> str:
    """Return sources.list of what ``apt-get indextargets`` says of this machine: Debian's, from where it gets them.

    ``targets``: a line a target, in the words of TARGET. What else it has (a browser's packages, another release) is no
    part. "" when apt has not looked yet (``apt-get update``).
    """
    known = {tuple(line.split()) for line in targets.splitlines()}
    return "".join(
        f"deb {target[0]} {target[1]} {COMPONENTS}\n"
        for target in sorted(known)
        if target[2:] == ("Debian",) and target[1] in RELEASES
    )


def key(scripts: Sequence[Path]) -> str:
    """Return what the cached root is called: another, when another would be made."""
    told = mmdebstrap(*map(Path, ("sources", "debs", "boot", "scripts", "target")))
    content = "\n".join(told).encode() + b"".join(script.read_bytes() for script in scripts)
    return hashlib.sha256(content).hexdigest()[:16]
