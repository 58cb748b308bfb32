# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The folder that a demo leaves: what is its own is cleared away before the next, nothing else is touched."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from centre.errors import Unavailable
from simulator.held import held

OURS = {"tickets", "screens", "sound", "moments", "logs", "state", "keys", "centre.toml", "timeline.jsonl", "doctor.md"}


@contextmanager
def prepared(out: Path) -> Iterator[None]:
    """Make the folder, clear it of an earlier demo, and hold it; raise Unavailable if another demo holds it.

    A folder with anything else in it is left alone.
    """
    _make(out)
    with held(out, f"{out}: another demo writes there now. Name another: --out DIR"):
        _clear(out)
        yield


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise Unavailable(f"{out}: no folder can be made there: {fault.strerror}. Name another: --out DIR") from fault


def _clear(out: Path) -> None:
    foreign = sorted(p.name for p in out.iterdir() if p.name not in OURS)
    if foreign:
        raise Unavailable(f"{out} holds what is not a demo's ({foreign[0]}). Name an empty folder.")
    for name in OURS:
        _remove(out / name)
    for name in ("tickets", "screens", "state"):
        (out / name).mkdir()


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
