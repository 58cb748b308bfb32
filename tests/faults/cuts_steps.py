# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The steps between a press and its paper, a key and the screen, as a process's system calls show them. Pure.

A step is a path of calls: the process is held at the last, before it is made or when it is done.
"""

import math
from typing import NamedTuple

from tests.faults.cuts_ptrace import Deed

A_MESSAGE = 100
"""More bytes than an acknowledgement, a ping or a record's head has on the wire, and fewer than any message has."""

A_PICTURE = 1000
"""More bytes than a question to the printer, fewer than the head of a ticket."""


class Point(NamedTuple):
    """A call on a file (cuts_files.Files), about to be made or done, with ``least`` to ``most`` bytes."""

    done: bool
    deed: Deed
    file: str
    least: int = 0
    most: float = math.inf


class Step(NamedTuple):
    """Where a process of the ``role`` can be held; ``skip``: its path may be gone so many times before."""

    role: str
    name: str
    path: tuple[Point, ...]
    skip: int = 1


def _before(deed: Deed, file: str, least: int = 0) -> Point:
    return Point(done=False, deed=deed, file=file, least=least)


def _after(deed: Deed, file: str, least: int = 0) -> Point:
    return Point(done=True, deed=deed, file=file, least=least)


_FELT = (_after("gives", "buttons"),)
_ASKED = (*_FELT, _after("gives", "broker", A_MESSAGE))
_ANSWERED = (*_ASKED, _after("takes", "broker", A_MESSAGE))
_ASKS_PRINTER = Point(done=True, deed="gives", file="printer", most=A_PICTURE)
_HEAD = (_ASKS_PRINTER, _after("gives", "printer", A_PICTURE))
_WRITTEN = (*_HEAD, _after("flushes", "journal"))
_NUMBER = (*_WRITTEN, _after("gives", "printer", A_PICTURE))
_QUESTION = (*_NUMBER, _after("gives", "printer", A_PICTURE), _ASKS_PRINTER)
_OUT = (*_QUESTION, _after("takes", "printer", 1))
_TOLD = (*_OUT, _after("gives", "broker", A_MESSAGE))
_HEARD = (_after("takes", "broker", A_MESSAGE),)
_COMMITTED = (_after("flushes", "journal"),)
_REPLIED = (*_COMMITTED, _after("gives", "broker", A_MESSAGE))
_PASSED_ON = (_after("takes", "client", A_MESSAGE), _after("gives", "client", A_MESSAGE))

STEPS = (
    Step("kiosk", "the press is felt", _FELT, skip=0),
    Step("kiosk", "before it asks", (*_FELT, _before("gives", "broker", A_MESSAGE))),
    Step("kiosk", "it has asked, the press is in no journal", _ASKED),
    Step("kiosk", "the answer is there", _ANSWERED),
    Step("kiosk", "before the ticket's first byte", (_ASKS_PRINTER, _before("gives", "printer", A_PICTURE))),
    Step("kiosk", "the head is at the printer", _HEAD),
    Step("kiosk", "the beginning is in the journal, not on the disk", (*_HEAD, _before("flushes", "journal"))),
    Step("kiosk", "the beginning is on the disk", _WRITTEN),
    Step("kiosk", "before the number's first byte", (*_WRITTEN, _before("gives", "printer", A_PICTURE))),
    Step("kiosk", "the number is at the printer", _NUMBER),
    Step("kiosk", "before the cut", (*_NUMBER, _before("gives", "printer", A_PICTURE))),
    Step("kiosk", "all is at the printer, which was asked whether it is done", _QUESTION),
    Step("kiosk", "the printer says that it is done", _OUT),
    Step("kiosk", "before it tells how it ended", (*_OUT, _before("gives", "broker", A_MESSAGE))),
    Step("kiosk", "it has told how it ended", _TOLD),
    Step("kiosk", "the dispatcher knows how it ended", (*_TOLD, _after("takes", "broker", A_MESSAGE))),
    Step("dispatcher", "the question is there", _HEARD),
    Step("dispatcher", "before its line is written", (*_HEARD, _before("gives", "journal"))),
    Step("dispatcher", "the line is in the journal, not on the disk", (*_HEARD, _before("flushes", "journal"))),
    Step("dispatcher", "the line is on the disk", (*_HEARD, *_COMMITTED)),
    Step("dispatcher", "before the answer", (*_COMMITTED, _before("gives", "broker", A_MESSAGE))),
    Step("dispatcher", "the answer is given", _REPLIED),
    Step("dispatcher", "before the next is said", (*_REPLIED, _before("gives", "broker", A_MESSAGE))),
    Step("dispatcher", "the hall or the bridge is told", (*_REPLIED, _after("gives", "broker", A_MESSAGE))),
    Step("desk", "the key is felt", _FELT, skip=0),
    Step("desk", "before it asks", (*_FELT, _before("gives", "broker", A_MESSAGE)), skip=0),
    Step("desk", "it has asked", _ASKED, skip=0),
    Step("desk", "the answer is there", _ANSWERED, skip=0),
    Step("display", "a board is there", _HEARD),
    Step("display", "before it says what it has drawn", (*_HEARD, _before("gives", "log"))),
    Step("display", "it is drawn", (*_HEARD, _after("gives", "log"))),
    Step("broker", "a message is there, and nobody has it", _PASSED_ON[:1], skip=12),
    Step("broker", "before it is passed on", (*_PASSED_ON[:1], _before("gives", "client", A_MESSAGE)), skip=12),
    Step("broker", "one has it, not all", _PASSED_ON, skip=12),
)
"""Each in its order; a display's, desk's and broker's lie between the press of a key and what the hall sees."""


class Walk:
    """How far a process has gone along a step's path, which it is to go ``times`` times before."""

    def __init__(self, path: tuple[Point, ...], times: int = 0) -> None:
        self._path, self._times, self._at = path, times, 0

    def meets(self, *, done: bool, deed: Deed, file: str, size: int) -> bool:
        """Take a call; return whether it is the last of the path, and the path was gone often enough before."""
        wanted = self._path[self._at]
        if (done, deed, file) != wanted[:3] or not wanted.least <= size <= wanted.most:
            return False
        self._at += 1
        if self._at < len(self._path):
            return False
        self._at, self._times = 0, self._times - 1
        return self._times < 0
