# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of the numbers that kiosks give by themselves while the centre is out of reach; knows no queue."""

import itertools
from collections.abc import Iterator

from centre.blocks import block_of
from centre.check_names import called
from centre.config import CentreFile
from centre.config_kiosks import Kiosk
from centre.hints import shown
from centre.toml_reader import Slip, was_read

EXAMPLE = '"801-849"'


def blocks(centre: CentreFile) -> Iterator[Slip]:
    """Yield each block that is none, and each that shares numbers with an earlier one: two citizens, one number.

    The dispatcher passes over all of them under every letter, priority's own range or not, so it gives none of them.
    """
    sound: list[tuple[int, Kiosk, range]] = []
    for i, kiosk in enumerate(centre.kiosks):
        if not was_read(kiosk.alone_numbers) or not kiosk.alone_numbers:
            continue
        block = block_of(kiosk)
        if block and block[0] >= 1:
            sound.append((i, kiosk, block))
            continue
        text = f"{shown(kiosk.alone_numbers)}: no block of numbers; expected the first before the last, from 001 on"
        yield Slip(f"kiosks[{i}].alone_numbers", f"{text}, such as {EXAMPLE}: high, where a day seldom comes")
    for (i, one, taken), (k, other, wanted) in itertools.combinations(sound, 2):
        if range(max(taken[0], wanted[0]), min(taken[-1], wanted[-1]) + 1):
            text = f"{shown(other.alone_numbers)} has numbers of {called('kiosk', one.id)} (kiosks[{i}].alone_numbers)"
            yield Slip(f"kiosks[{k}].alone_numbers", f"{text}; two citizens would hold one number, take others")


def without_block(centre: CentreFile) -> Iterator[Slip]:
    """Yield kiosks that close when the centre is out of reach, as they have no numbers of their own."""
    for i, kiosk in enumerate(centre.kiosks):
        if was_read(kiosk.alone_numbers) and not kiosk.alone_numbers:
            text = "missing; while the centre is out of reach this kiosk gives no tickets"
            yield Slip(f"kiosks[{i}].alone_numbers", f"{text}; give it numbers of its own, such as {EXAMPLE}")
