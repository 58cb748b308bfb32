# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A bad cable: carries Ethernet frames between pairs of interfaces, and delays, loses and doubles them as it is told.

A program of its own, run where the interfaces are: ``python -m tests.faults.link_relay SEED SWITCH:UNIT ...``, a pair
for each cable. A line of JSON on its input changes one of them: ``{"cable": 0, "delay_s": 2.0}``. What was on its way
stays so. It does what the kernel's netem would, which not every kernel has (CONFIG_NET_SCH_NETEM), and with a seed.
"""

import heapq
import itertools
import random
import selectors
import socket
import struct
import sys
import time
from typing import NamedTuple

import msgspec

VNET_HDR, IGNORE_OUTGOING = 15, 23
"""PACKET_VNET_HDR: a frame comes with what its checksum still lacks; PACKET_IGNORE_OUTGOING (see packet(7))."""

LARGEST = 1 << 17
SOL_PACKET, ETH_P_ALL = 263, 3


class Quality(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a cable carries: of what goes *to* the unit and *from* it, how much is lost; 1 is all.

    ``twice`` of the frames come a second time, within ``second_s``, so behind some that were sent later.
    """

    delay_s: float = 0.0
    lost_to: float = 0.0
    lost_from: float = 0.0
    twice: float = 0.0
    second_s: float = 0.05


class Change(Quality, frozen=True, kw_only=True):
    """A line on the input: cable number ``cable`` is to carry so from now on."""

    cable: int


class Copy(NamedTuple):
    """A frame that is to come out ``after_s`` from now."""

    after_s: float


def copies(quality: Quality, chance: random.Random, *, to_unit: bool) -> list[Copy]:
    """Return when a frame comes out, as often as it does: () if it is lost. Pure, but for the chance."""
    if chance.random() < (quality.lost_to if to_unit else quality.lost_from):
        return []
    first = Copy(quality.delay_s)
    again = chance.random() < quality.twice
    return [first, Copy(quality.delay_s + chance.random() * quality.second_s)] if again else [first]


class Relay:
    """Carries until its input ends."""

    def __init__(self, seed: str, cables: list[tuple[str, str]]) -> None:
        self._chance = random.Random(seed)  # noqa: S311  (a seed that can be replayed, not a secret)
        self._qualities = [Quality() for _ in cables]
        self._selector = selectors.DefaultSelector()
        self._waiting: list[tuple[float, int, socket.socket, bytes]] = []
        self._order = itertools.count()
        for number, (switch, unit) in enumerate(cables):
            ends = _raw(switch), _raw(unit)
            self._selector.register(ends[0], selectors.EVENT_READ, (number, ends[1], True))
            self._selector.register(ends[1], selectors.EVENT_READ, (number, ends[0], False))

    def run(self) -> None:
        """Carry, and change cables as the input says."""
        self._selector.register(sys.stdin.buffer, selectors.EVENT_READ, None)
        while True:
            for key, _ in self._selector.select(self._due_in_s()):
                if key.data is None:
                    if not (line := sys.stdin.buffer.readline()):
                        return
                    change = msgspec.json.decode(line, type=Change)
                    self._qualities[change.cable] = change
                    sys.stdout.write("changed\n")
                    sys.stdout.flush()
                else:
                    self._take(key.fileobj, *key.data)  # type: ignore[arg-type]  # a socket, as all but stdin
            self._send_due()

    def _take(self, end: socket.socket, cable: int, other: socket.socket, to_unit: bool) -> None:  # noqa: FBT001
        try:
            frame = end.recv(LARGEST)
        except OSError:  # the cable is out: that says so once
            return
        now_s = time.monotonic()
        for copy in copies(self._qualities[cable], self._chance, to_unit=to_unit):
            heapq.heappush(self._waiting, (now_s + copy.after_s, next(self._order), other, frame))

    def _due_in_s(self) -> float | None:
        return max(self._waiting[0][0] - time.monotonic(), 0.0) if self._waiting else None

    def _send_due(self) -> None:
        while self._waiting and self._waiting[0][0] <= time.monotonic():
            _, _, end, frame = heapq.heappop(self._waiting)
            try:
                end.send(frame)
            except OSError:  # nobody is at the other end now: it is lost
                continue


def _raw(interface: str) -> socket.socket:
    """Return a socket that hears all that comes in at an interface, whomever it is for."""
    end = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    end.setsockopt(SOL_PACKET, VNET_HDR, 1)
    end.setsockopt(SOL_PACKET, IGNORE_OUTGOING, struct.pack("i", 1))
    end.bind((interface, ETH_P_ALL))
    return end


if __name__ == "__main__":
    Relay(sys.argv[1], [(one.partition(":")[0], one.partition(":")[2]) for one in sys.argv[2:]]).run()
