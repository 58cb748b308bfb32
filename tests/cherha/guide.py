# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The technician's guide as a test reads it: headings, pictures, tables, commands; and a desk to type them at."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.conftest import SMALL

REPOSITORY = SMALL.parents[2]
DOCS = REPOSITORY / "docs"
BLOCK = re.compile(r"(?:<!-- run: (\w+) -->\n)?```sh\n(.*?)```", re.DOTALL)

TOML = re.compile(r"```toml\n(.*?)```", re.DOTALL)

RECORDED = ("systemctl", "poweroff", "mount", "umount")
"""Programs of the Pi that no test may start; that they were called is written down."""

TODAY = "2026-11-26"
"""The day on which a file is exported that the guide imports."""

PI_WORDS = {
    "card": ("--root", "{pi}"),
    "take-in": ("--root", "{pi}"),
    "export": ("--etc", "{pi}/etc/cherha", "--state", "{pi}/var/lib/cherha", "--boot", "{pi}/boot/firmware/cherha"),
}
PI_WORDS["import"] = PI_WORDS["export"]
"""What a command is given so that it finds a Pi below a folder."""


class Guide(NamedTuple):
    """One language of the guide."""

    text: str

    @property
    def headings(self) -> list[str]:
        """Return the levels and names of all headings."""
        return re.findall(r"^#+ .*$", re.sub(r"```.*?```", "", self.text, flags=re.DOTALL), re.MULTILINE)

    @property
    def pictures(self) -> list[str]:
        """Return the files of all pictures."""
        return re.findall(r"!\[[^\]]+\]\(([^)]+)\)", self.text)

    @property
    def links(self) -> list[str]:
        """Return the files of all links."""
        return re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", self.text)

    @property
    def blocks(self) -> list[tuple[str, str]]:
        """Return all blocks of commands, each with where it is run; "" if no test can run it."""
        return BLOCK.findall(self.text)

    @property
    def toml(self) -> list[str]:
        """Return all that is to be written into centre.toml."""
        return TOML.findall(self.text)

    def section(self, heading: str) -> str:
        """Return the text below a heading of the second level, up to the next."""
        return self.text.split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]

    def table(self, first_cell: str) -> list[list[str]]:
        """Return the cells of the table whose head begins so, its head left out."""
        lines = self.text[self.text.index(f"\n| {first_cell}") + 1 :].split("\n\n", 1)[0].splitlines()
        return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]

    @property
    def tables(self) -> list[int]:
        """Return how many rows and cells each table has."""
        return [len(line.split(" | ")) for line in self.text.splitlines() if line.startswith("|")]


def guide(language: str) -> Guide:
    """Return the guide in a language."""
    return Guide((DOCS / f"technician.{language}.md").read_text(encoding="utf-8"))


class Bench:
    """A technician's computer and two Pis, each a folder; ``recorded`` has what was asked of systemd."""

    def __init__(self, folder: Path) -> None:
        self.office, self.usb, self._bin = folder / "office", folder / "usb", folder / "bin"
        self.pis = {"pi": folder / "pi", "fresh": folder / "fresh"}
        for path in (self.office, self.usb, self._bin, *(pi / "boot/firmware" for pi in self.pis.values())):
            path.mkdir(parents=True)
        self._recorded = folder / "recorded"
        self._programs()

    @property
    def recorded(self) -> list[str]:
        """Return each call of a program that was only written down."""
        return self._recorded.read_text(encoding="utf-8").splitlines() if self._recorded.exists() else []

    def type(self, where: str, commands: str) -> str:
        """Type a block, with the card of a Pi in the computer; return what was printed. Every command must succeed."""
        pi = self.pis.get(where, self.pis["pi"])
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands.replace("/mnt", str(self.usb))],
            cwd=self.office, env=self._environment(pi), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def _environment(self, pi: Path) -> Mapping[str, str]:
        return os.environ | {
            "PATH": f"{self._bin}:{os.environ['PATH']}",
            "PYTHONPATH": str(REPOSITORY),
            "PI": str(pi),
            "BOOTFS": str(pi / "boot/firmware"),
            "USB": str(self.usb),
        }

    def _programs(self) -> None:
        """Put sudo, cherha and python in the way, so that they find this bench and not the machine."""
        words = {name: " ".join(more).replace("{pi}", "$PI") for name, more in PI_WORDS.items()}
        cases = "".join(f'{name}) set -- "$@" {more};;\n' for name, more in words.items())
        self._program("sudo", 'exec "$@"')
        self._program("python", f'exec {sys.executable} "$@"')
        self._program("cherha", f'case "$1" in\n{cases}esac\nexec {sys.executable} -m cherha "$@"')
        self._program("date", f"echo {TODAY}")
        for name in RECORDED:
            self._program(name, f'echo "{name} $*" >>{self._recorded}')

    def _program(self, name: str, script: str) -> None:
        path = self._bin / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
