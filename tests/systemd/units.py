# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Reads systemd's files as systemd does, as far as ours go: a unit's own file, then its drop-ins, sorted by name."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[2] / "systemd"


class Line(NamedTuple):
    """One setting, the file in which it stands, and its words as they stand there."""

    file: Path
    section: str
    key: str
    value: str


class Unit:
    """A unit of ``systemd/`` with all that holds for it; a template is read as a template."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.own = tuple(lines(FOLDER / name))
        self.lines = (*self.own, *(line for file in drop_ins(name) for line in lines(file)))

    def all(self, key: str) -> list[str]:
        """Return every value of a key, in the order in which systemd reads them."""
        return [line.value for line in self.lines if line.key == key]

    def last(self, key: str) -> str:
        """Return the value that counts where only one can, "" if there is none."""
        return (self.all(key) or [""])[-1]

    def words(self, key: str) -> list[str]:
        """Return the words of all values of a key."""
        return [word for value in self.all(key) for word in value.split()]

    def environment(self, specifiers: Mapping[str, str]) -> dict[str, str]:
        """Return what the unit sets, with specifiers such as ``%t`` put in."""
        words = (put_in(word, specifiers) for word in self.words("Environment"))
        return dict(word.split("=", 1) for word in words)


def put_in(text: str, specifiers: Mapping[str, str]) -> str:
    """Return the text with its specifiers replaced; fail at one that nobody has given."""
    return re.sub(r"%(.)", lambda found: specifiers[found[1]], text)


def lines(file: Path) -> Iterator[Line]:
    """Yield the settings of a file."""
    section = ""
    for text in file.read_text(encoding="utf-8").splitlines():
        if text.startswith("["):
            section = text.strip("[]")
        elif text and not text.startswith("#"):
            key, _, value = text.partition("=")
            yield Line(file, section, key, value)


def drop_ins(name: str) -> list[Path]:
    """Return a unit's drop-ins: of two of one name that of the longer prefix counts."""
    name, template, _ = name.removesuffix(".service").partition("@")
    stem = f"{name}{template}"
    found: dict[str, Path] = {}
    for folder in sorted(FOLDER.glob("*.service.d"), key=lambda path: len(path.name)):
        prefix = folder.name.removesuffix(".service.d")
        if prefix == stem or (prefix.endswith("-") and stem.startswith(prefix)):
            found |= {file.name: file for file in folder.glob("*.conf")}
    return [found[file] for file in sorted(found)]


def groups(user: str) -> set[str]:
    """Return in which groups sysusers puts a user, beside its own."""
    rows = (line.split() for line in (FOLDER / "cherha.sysusers").read_text(encoding="utf-8").splitlines())
    return {row[2] for row in rows if row[:2] == ["m", user]}


def users() -> set[str]:
    """Return the users that sysusers makes."""
    rows = (line.split() for line in (FOLDER / "cherha.sysusers").read_text(encoding="utf-8").splitlines())
    return {row[1] for row in rows if row[:1] == ["u"]}
