# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A wall clock for each unit of a town, which the experiment sets as network, batteries and heads of centres do.

The services know nothing of it: clock_false.c stands between them and libc. All units of one clock are one Pi.
"""

import mmap
import struct
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from simulator.lan import Lan
from simulator.rehome import LOOPBACK
from tests.faults import preloaded

SOURCE = Path(__file__).parent / "clock_false.c"
SETTING = struct.Struct("=qq")


class FalseClock:
    """The clock of one Pi; at first it is right, and proven."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        path.write_bytes(SETTING.pack(0, 1))
        file = stack.enter_context(path.open("r+b"))
        self.path, self._shared = path, mmap.mmap(file.fileno(), SETTING.size)
        stack.callback(self._shared.close)

    def set(self, moment: datetime, *, proven: bool) -> None:
        """Let it show this moment, and go on from there; ``proven``: the kernel vouches for it."""
        ahead_ns = round((moment - datetime.now(UTC)).total_seconds() * 1e9)
        self._shared[:] = SETTING.pack(ahead_ns, int(proven))


class Clocks(Lan):
    """The clocks of a town's units on this machine's loopback; ``pis`` names for a unit the Pi whose clock it reads."""

    def __init__(self, folder: Path, pis: Mapping[str, str]) -> None:
        super().__init__()
        self.host, self._folder, self._pis = LOOPBACK, folder, pis
        self._open = ExitStack()
        self.of: dict[str, FalseClock] = {}
        self._began = self._truth = datetime.now(UTC)

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._library = preloaded.build(SOURCE, self._folder)
        self.of = {pi: FalseClock(self._folder / f"{pi}.clock", self._open) for pi in set(self._pis.values())}
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def begin(self, moment: datetime) -> None:
        """Let it be this moment in truth; all clocks show it, and it is proven."""
        self._began, self._truth = datetime.now(UTC), moment
        self.show(timedelta(0), proven=True)

    def truth(self) -> datetime:
        """Return what it is in truth, which goes on as real time does."""
        return self._truth + (datetime.now(UTC) - self._began)

    def show(self, ahead: timedelta, *, proven: bool, pis: Sequence[str] = ()) -> None:
        """Let the clocks of these Pis, or of all, show so much more than the truth."""
        for pi in pis or self.of:
            self.of[pi].set(self.truth() + ahead, proven=proven)

    def words(self, unit: str) -> tuple[str, ...]:
        """Return how a unit is started under its Pi's clock."""
        if unit not in self._pis:
            return ()
        clock = self.of[self._pis[unit]].path
        return ("env", f"LD_PRELOAD={self._library}", f"CHERHA_FALSE_CLOCK={clock}")
