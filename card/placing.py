# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Files that come to their places together, whatever becomes of the power: only the last one makes all count.

While they come, a list of them lies beside the last; who finds it without that last one takes away what came.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

import msgspec

from card.disk import sync_folder
from card.moving_file import digest_of

COMING = ".coming"
SECRET_FOLDERS = {"keys", "authority"}


class Good(NamedTuple):
    """A file that is to come to ``place``; ``sha256`` tells it from one that grew there since."""

    place: Path
    sha256: str
    mode: int
    write: Callable[[IO[bytes]], None]


def place_all(unfinished: Path, goods: Sequence[Good]) -> None:
    """Bring all to their places, the last one last; on return they are on the disk.

    Raise OSError, with nothing left of them, if the disk refuses; so does whatever a good's ``write`` raises.
    """
    try:
        _note(unfinished, goods)
        for good in goods:
            _place(good)
    except BaseException:
        with suppress(OSError):
            forget(unfinished)
        raise
    unfinished.unlink()
    sync_folder(unfinished.parent)


def forget(unfinished: Path) -> None:
    """Take away what came of a bringing that was cut off; what has changed since it came stays."""
    try:
        listed = msgspec.json.decode(unfinished.read_bytes(), type=list[tuple[str, str]])
    except (FileNotFoundError, msgspec.DecodeError):  # none was cut off, or before it had listed anything
        listed = []
    for place, sha256 in listed:
        _beside(Path(place)).unlink(missing_ok=True)
        if Path(place).is_file() and digest_of(Path(place)) == sha256:
            Path(place).unlink()
    unfinished.unlink(missing_ok=True)


def _note(unfinished: Path, goods: Sequence[Good]) -> None:
    _folder(unfinished.parent)
    with unfinished.open("wb") as file:
        file.write(msgspec.json.encode([(str(good.place.absolute()), good.sha256) for good in goods]))
        file.flush()
        os.fsync(file.fileno())
    sync_folder(unfinished.parent)


def _place(good: Good) -> None:
    """Write one file beside its place, then let it take the place; its owner is the folder's."""
    _folder(good.place.parent)
    with os.fdopen(os.open(_beside(good.place), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        good.write(file)
        file.flush()
        os.fchmod(file.fileno(), good.mode)
        os.fsync(file.fileno())
    _give(_beside(good.place), good.place.parent)
    _beside(good.place).rename(good.place)
    sync_folder(good.place.parent)


def _folder(path: Path) -> None:
    """Make a folder and what it lies in; keys are nobody's but root's."""
    if path.is_dir():
        return
    _folder(path.parent)
    path.mkdir(mode=0o700 if path.name in SECRET_FOLDERS else 0o755)
    _give(path, path.parent)
    sync_folder(path.parent)


def _give(path: Path, like: Path) -> None:
    """Give a file to whom its folder belongs: a service's journal to the service's user.

    Nothing is asked for that is so already: the unit of take-in, where all is root's, may give nothing away.
    """
    owner, has = like.stat(), path.stat()
    if os.geteuid() == 0 and (owner.st_uid, owner.st_gid) != (has.st_uid, has.st_gid):
        os.chown(path, owner.st_uid, owner.st_gid)


def _beside(place: Path) -> Path:
    return place.with_name(place.name + COMING)
