# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a Pi does at every boot before anything of Cherha starts: takes a new folder in, and is what it took in before.

The order is what makes a power cut harmless: verify all, copy, let the copy count by one rename, set the machine up,
and only then remove the keys from the partition that every computer reads. Each step may be done twice.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from card import bringing, partition, refusals, refusals_identity, refusals_machine
from card.card_file import CARD, FOLDER, KEYS
from card.disk import Disk, free_kb
from card.installed import current, install, settle
from card.machine_setup import set_up
from card.open_partition import writable
from card.programs import Programs
from card.reading import Room, Verified, sums_of, verify
from card.refusals import Refused
from card.straying import stray
from centre.forgetting import forgets

log = logging.getLogger(__name__)

SOURCE = Path("/boot/firmware") / FOLDER
"""Where a Pi sees the folder that was copied onto its card's FAT partition."""


class Outcome(NamedTuple):
    """What a Pi is now. ``card``: None while it is nobody.

    ``refused``: why the folder on the partition, or what was taken in once, is not taken; ``new``: it has just become
    what it is; ``warning``: what else somebody should see to; ``forgets``: nothing is kept when the power goes.
    """

    card: Verified | None = None
    refused: Refused | None = None
    new: bool = False
    warning: Refused | None = None
    forgets: bool = False


class Pi(NamedTuple):
    """The machine: its root folder, the folder on its FAT partition, and what changes them."""

    root: Path
    source: Path
    disk: Disk
    programs: Programs
    free_kb: Room = free_kb


def take_in(pi: Pi, now: datetime) -> Outcome:
    """Take the folder in, if there is a new one, and set the machine up; return what the Pi is then.

    Never raises for what can be wrong with a folder: a bad one changes nothing, and the Pi stays what it was.
    """
    card, damaged = _installed(pi.root)
    not_brought = bringing.bring(pi.root, pi.source, pi.programs) if card is None and damaged is None else None
    new, refused = _new(pi, card, now)
    refused = not_brought or refused
    astray = stray(pi.source)
    if new is None and astray is not None:
        refused = astray
    if new is not None:
        refused = _install(pi, new, card)
        card = card if refused else new
    elif damaged is not None:
        refused = damaged  # what to do is the same, and this says why
    lost = forgets(pi.root)
    if card is None:
        return Outcome(refused=refusals_machine.data_lost() if lost else refused, forgets=lost)
    amiss = None if refused else astray
    kept = refusals_machine.nothing_kept() if lost else None
    # What is not kept must be found on the partition again when the power comes back.
    warnings = _settle(pi, card), kept or _remove_secrets(pi, card), amiss, _ended(card, now)
    return Outcome(card, refused, card is new, next(filter(None, warnings), None), lost)


def grow(pi: Pi) -> None:
    """Let the data partition fill its card; what does not succeed is tried again at the next boot."""
    there = partition.found(pi.root)
    if there is None:
        return
    for order in partition.plan(there):
        log.info("%s", " ".join(order.words))
        if not pi.programs.run(order.words, order.given):
            return


def _installed(root: Path) -> tuple[Verified | None, Refused | None]:
    """Return what was taken in before, or why it cannot be used; its time may have run out, which is no reason."""
    folder = current(root)
    if folder is None:
        return None, None
    try:
        return verify(folder, None), None
    except Refused as wrong:
        log.warning("what was taken in before: %s", wrong)
        return None, refusals_machine.damaged(str(folder.relative_to(root)))


def _new(pi: Pi, card: Verified | None, now: datetime) -> tuple[Verified | None, Refused | None]:
    """Return the folder on the partition if it is another than the one that counts, or why it is not taken in."""
    try:
        if not pi.source.is_dir() or (card is not None and sums_of(pi.source) == card.folder.sums):
            return None, None
        new = verify(pi.source, now, pi.free_kb)
        if card is not None and card.about.authority != new.about.authority and not _words_to_replace(pi.source):
            raise refusals.another_centre(card.about.card, card.about.centre, new.about.centre)
    except Refused as wrong:
        return None, wrong
    except OSError as wrong:
        return None, refusals.unreadable(str(wrong.filename or pi.source), wrong.strerror or str(wrong))
    return new, None


def _install(pi: Pi, new: Verified, card: Verified | None) -> Refused | None:
    """Let the new folder count; return why the disk did not take it, if it did not."""
    other = card is not None and card.about.authority != new.about.authority
    try:
        install(pi.disk, pi.root, new, card.about.authority if card is not None and other else "")
    except OSError as wrong:
        return _not_written(pi, wrong)
    return None


def _settle(pi: Pi, card: Verified) -> Refused | None:
    """Finish all that follows from the card; what the disk does not take keeps nothing else from being done."""
    failed = None
    steps: list[Callable[[], None]] = [partial(settle, pi.disk, pi.root), *set_up(pi.disk, pi.programs, pi.root, card)]
    for step in steps:
        try:
            step()
        except OSError as wrong:
            failed = failed or _not_written(pi, wrong)
    return failed


def _not_written(pi: Pi, wrong: OSError) -> Refused:
    return refusals_machine.not_written(str(wrong.filename or pi.root), wrong.strerror or str(wrong))


def _words_to_replace(source: Path) -> list[Path]:
    """Return by what somebody in the folder lets it take another's place; Windows may hide that it ends in .txt.txt."""
    return sorted(file for file in source.iterdir() if file.name.lower().startswith("replace"))


def _remove_secrets(pi: Pi, card: Verified) -> Refused | None:
    """Remove the keys, the Wi-Fi's password and the export that was brought from the partition.

    All keys: a folder that was copied over another card's has that one's, too. files.sha256 stays, and says what was
    taken in.
    """
    if sums_of(pi.source) != card.folder.sums:
        return None
    try:
        secrets = sorted((pi.source / KEYS).glob("*"))
        secrets += [pi.source / CARD] if card.about.wifi is not None else []
        secrets += bringing.brought(pi.root, pi.source)
        words = _words_to_replace(pi.source)
        if any(file.exists() for file in (*secrets, *words)):  # a settled Pi writes nothing there
            with writable(pi.programs, pi.root, pi.source.parent):
                for secret in secrets:
                    pi.disk.erase(secret)
                for file in words:
                    pi.disk.remove(file)
        bringing.done(pi.disk, pi.root)
        left = bringing.exports(pi.source)
        return refusals_machine.export_left(left[0].name) if left else None  # it may be somebody's only copy of a queue
    except OSError as wrong:
        return refusals_machine.keys_left(wrong.strerror or str(wrong))


def _ended(card: Verified, now: datetime) -> Refused | None:
    """Return what to say of an identity in use that holds no longer."""
    for identity in card.identities.values():
        if not identity.holds(now):
            return refusals_identity.ended(f"{KEYS}/{identity.user}.pem", identity.until, now)
    return None
