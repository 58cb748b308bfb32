# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which of the card's two systems is started, A or B, and how a new one is tried. Pure; image/boot/boot.cmd does it.

A slot is ``good``, ``bad``, or has tries left. U-Boot boots the first of the order that is not bad; one on trial it
counts down first. What comes up whole is called good by us; what does not is left after :data:`TRIES` starts.
"""

import zlib
from typing import Literal, NamedTuple, get_args

Name = Literal["A", "B"]
State = Literal["good", "2", "1", "bad"]

NAMES: tuple[Name, ...] = get_args(Name)
TRIES: State = "2"
"""How often a new system is started before the Pi goes back to the one it had."""

PARTITION: dict[Name, int] = {"A": 2, "B": 3}
DISK_ID = "ce12aa09"
"""What the image's partition table is called: PARTUUIDs are made of it, by which slots are found, whatever the card is
in, and by which no disk with the same labels is taken for the card."""

SLOT = "rauc.slot="
"""In the kernel's command line: which slot was started."""

SECTOR = 512
PLACES = (2048, 4096)
"""The two sectors that hold the state, between the partition table and the first partition."""

_CRC = 4


class Slots(NamedTuple):
    """The state: which is tried first, and what each is."""

    order: tuple[Name, ...] = NAMES
    a: State = "good"
    b: State = "good"

    def state(self, name: Name) -> State:
        """Return what a slot is."""
        return self.a if name == "A" else self.b

    def become(self, name: Name, state: State) -> "Slots":
        """Return the state in which a slot is that."""
        return self._replace(a=state) if name == "A" else self._replace(b=state)

    def first(self) -> Name:
        """Return which is started next; with nothing left the first of the order, as U-Boot does."""
        return next((name for name in self.order if self.state(name) != "bad"), self.order[0])

    def on_trial(self, name: Name) -> bool:
        """Return whether a slot has yet to prove itself; the one that runs may be in its last try, which is "bad"."""
        return self.state(name) != "good"


def started(command_line: str) -> Name | None:
    """Return the slot that the kernel's command line names, of several words the last; None for no slot of ours."""
    named = [word.removeprefix(SLOT) for word in command_line.split() if word.startswith(SLOT)]
    return next((name for name in NAMES if named[-1:] == [name]), None)


def activated(slots: Slots, name: Name) -> Slots:
    """Return the state in which a slot is tried at the next start."""
    return slots._replace(order=(name, other(name))).become(name, TRIES)


def other(name: Name) -> Name:
    """Return the slot that is not this one."""
    return "B" if name == "A" else "A"


def encode(slots: Slots) -> bytes:
    """Return the sector: U-Boot's environment with its CRC, as ``env import -c`` reads it."""
    words = f"BOOT_A={slots.a}", f"BOOT_B={slots.b}", f"BOOT_ORDER={' '.join(slots.order)}"
    text = "".join(f"{word}\0" for word in words).encode("ascii").ljust(SECTOR - _CRC, b"\0")
    return zlib.crc32(text).to_bytes(_CRC, "little") + text


def decode(sector: bytes) -> Slots | None:
    """Return what a sector says, None for one that was never written, or only half."""
    crc, text = sector[:_CRC], sector[_CRC:SECTOR]
    if len(sector) < SECTOR or int.from_bytes(crc, "little") != zlib.crc32(text):
        return None
    words = dict(word.partition("=")[::2] for word in text.decode("ascii", "replace").split("\0") if word)
    order = tuple(name for name in NAMES if name in words.get("BOOT_ORDER", "").split())
    if words.get("BOOT_ORDER", "").split()[:1] == ["B"]:
        order = order[::-1]
    states = [words.get(f"BOOT_{name}", "") for name in NAMES]
    if not order or any(state not in get_args(State) for state in states):
        return None
    return Slots(order, *states)  # type: ignore[arg-type]  # checked in the line before


def choose(first: bytes, second: bytes) -> Slots:
    """Return what counts: the first copy that is whole; on a card that was never updated A, then B."""
    return decode(first) or decode(second) or Slots()
