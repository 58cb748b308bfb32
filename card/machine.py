# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What this Pi is called by others: its model, serial number and addresses. It looks, and changes nothing."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from card.reaching import OURS, host_key
from card.slots import started

PATIENCE_S = 5.0

RELEASE, IMAGE_ID = Path("usr/lib/os-release"), "cherha"


class Machine(NamedTuple):
    """What a technician may tell it by among ten others; "" and () for what it does not say.

    ``image``: the version of our image and which of its two systems runs, ``ssh``: by what ssh knows it; of another
    system nothing.
    """

    model: str = ""
    serial: str = ""
    ethernet: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    image: str = ""
    ssh: str = ""


def look(root: Path) -> Machine:
    """Look at the machine; addresses of networks only that of the running system has, so none below another root."""
    tree, net = root / "proc/device-tree", root / "sys/class/net"
    ethernet = [_text(card / "address") for card in sorted(net.glob("*")) if (card / "device").exists()]
    return Machine(
        model=_text(tree / "model"),
        serial=_text(tree / "serial-number"),
        ethernet=tuple(address for address in ethernet if address),
        addresses=addresses() if root == Path("/") else (),
        image=image(root),
        ssh=(host_key(root) or "") if (root / OURS).exists() else "",
    )


def image(root: Path) -> str:
    """Return the version of our image, and which of its two systems runs: ``1.4.0 (A)``; "" where it is not ours."""
    about = release(root)
    if about.get("IMAGE_ID") != IMAGE_ID:
        return ""
    version = about.get("IMAGE_VERSION") or "unknown"
    slot = started(_text(root / "proc/cmdline"))
    return f"{version} ({slot})" if slot else version


def release(root: Path) -> dict[str, str]:
    """Return what the system below a root says of itself, see os-release(5); {} if it says nothing."""
    lines = (line.partition("=") for line in _text(root / RELEASE).splitlines())
    return {name: value.strip("\"'") for name, _, value in lines}


def addresses() -> tuple[str, ...]:
    """Return the addresses at which others find this machine; () where there are none, or nobody to ask.

    ip(8) knows of its own network namespace alone, and the unit of take-in has an empty one (PrivateNetwork=):
    NetworkManager, which is asked by D-Bus, knows the machine's.
    """
    own = addresses_said(_answer("ip", "-json", "address", "show", "scope", "global"))
    return own or managed_said(_answer("nmcli", "-g", "IP4.ADDRESS", "device", "show"))


def addresses_said(answer: str) -> tuple[str, ...]:
    """Return the addresses in the answer of ``ip -json address``."""
    links = json.loads(answer or "[]")
    return tuple(one["local"] for link in links for one in link.get("addr_info", ()) if "local" in one)


def managed_said(answer: str) -> tuple[str, ...]:
    """Return the addresses in the answer of ``nmcli -g IP4.ADDRESS device show``, loopback's left out."""
    return tuple(one for one in re.findall(r"([\d.]+)/\d+", answer) if not one.startswith("127."))


def _answer(program: str, *words: str) -> str:
    """Return what a program prints; "" where it is not installed, fails or says nothing in time."""
    there = shutil.which(program, path="/usr/sbin:/usr/bin:/sbin:/bin")
    if there is None:
        return ""
    try:
        asked = subprocess.run([there, *words], capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return asked.stdout if asked.returncode == 0 else ""


def _text(path: Path) -> str:
    """Return what a file of the kernel says; the device tree ends its strings with a zero."""
    try:
        return path.read_text(encoding="utf-8").strip("\0\n ")
    except (OSError, UnicodeDecodeError):
        return ""
