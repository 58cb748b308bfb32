# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a machine may lack that an experiment needs; each returns what to do, "" where nothing is missing."""

import os
import shutil
import subprocess


def root() -> str:
    """Return what to do if this is not root: it holds processes at their calls, mounts, and makes networks."""
    return "" if os.geteuid() == 0 else "Run it as root."


def compiler() -> str:
    """Return what to do without a C compiler, which makes what stands between a service and libc."""
    return "" if shutil.which("cc") else "Install gcc and libc6-dev."


def namespaces() -> str:
    """Return what to do where no network or mount of one's own can be made, as in a container that lacks the right."""
    if root():
        return ""  # it says so itself
    if missing := [name for name in ("ip", "unshare", "nsenter") if not shutil.which(name)]:
        return f"Install iproute2 and util-linux; missing: {', '.join(missing)}."
    return "" if _runs("unshare", "--net", "--mount", "true") else "Allow namespaces (CAP_SYS_ADMIN) to this machine."


def loop_devices() -> str:
    """Return what to do where a file cannot be mounted as a card."""
    if root():
        return ""
    if not shutil.which("mke2fs"):
        return "Install e2fsprogs."
    return "" if _runs("losetup", "--find") else "Give this machine loop devices (modprobe loop)."


def _runs(*command: str) -> bool:
    return bool(shutil.which(command[0])) and not subprocess.run(command, capture_output=True, check=False).returncode
