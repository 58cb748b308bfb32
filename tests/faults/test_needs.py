# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a machine lacks for an experiment is named with what to do."""

import os
from pathlib import Path

import pytest

from tests.faults import needs


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that has all programs of this machine: none."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return tmp_path


def test_who_is_not_root_is_told_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What root alone could find out is not asked."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert needs.root() == "Run it as root."
    assert (needs.namespaces(), needs.loop_devices()) == ("", "")


@pytest.mark.usefixtures("bare")
def test_a_missing_program_is_named() -> None:
    """With the package that has it."""
    assert needs.root() == ""
    assert needs.compiler() == "Install gcc and libc6-dev."
    assert needs.namespaces() == "Install iproute2 and util-linux; missing: ip, unshare, nsenter."
    assert needs.loop_devices() == "Install e2fsprogs."


def test_a_kernel_that_gives_no_namespace_or_loop_device_is_asked(bare: Path) -> None:
    """The programs are there, and fail; then they do what they are asked for."""
    for code, words in ((1, True), (0, False)):
        for name in ("ip", "unshare", "nsenter", "mke2fs", "losetup"):
            (bare / name).write_text(f"#!/bin/sh\nexit {code}\n")
            (bare / name).chmod(0o700)
        assert bool(needs.namespaces()) is words
        assert bool(needs.loop_devices()) is words
