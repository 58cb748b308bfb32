# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Reads the folder that makes a Pi this Pi, and believes nothing of it until all of it is proven; it writes nothing.

A wrong clock: all that our authority signs holds from 1970 on, so a Pi that believes in 1970 takes its folder in. What
has ended is refused by any clock, since the broker, which asks the same clock, would refuse it too.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from broker_config.identities import Identity
from card import refusals, refusals_identity
from card.card_file import CARD, CENTRE, KEYS, REVOKED, SUMS, CardFile
from card.disk import free_kb
from card.proving import is_revoked, proven
from centre.cards import Place, cards, on_card
from centre.centre_file import load
from centre.config import CentreFile
from centre.config_cards import Card
from centre.errors import BadConfig
from centre.identity import user_of
from centre.toml_reader import convert, parse

LINE = re.compile(r"([0-9a-f]{64}) [ *]((?!\.)[\w.-]+(?:/(?!\.)[\w.-]+)*)")
"""A line of sha256sum; a name that begins with a point, or leads out of the folder, is none of ours."""

LITTLE_ROOM_KB = 64
"""With less room than this on its partition a folder that is not whole had none."""


Room = Callable[[Path], int]
"""Says how many KB are free where a folder is."""


class Folder(NamedTuple):
    """A folder whose files are what its files.sha256 (``sums``) says; ``files`` has their bytes, ``sums`` excepted."""

    sums: bytes
    files: Mapping[str, bytes]


class Verified(NamedTuple):
    """A folder that can be believed: the card of a centre, what runs on it, and until when its identities hold."""

    folder: Folder
    about: CardFile
    centre: CentreFile
    card: Card
    places: tuple[Place, ...]
    identities: Mapping[Place, Identity]


def sums_of(folder: Path) -> bytes | None:
    """Return the files.sha256 of a folder, by which two folders are the same; None when it has none."""
    try:
        return (folder / SUMS).read_bytes()
    except OSError:
        return None


def read(folder: Path, free_kb: Room = free_kb) -> Folder:
    """Return all files of the folder that files.sha256 names, or raise Refused when they are not all there, whole."""
    sums = sums_of(folder)
    if sums is None or not sums.endswith(b"\n"):
        raise _half(folder, SUMS, free_kb)
    expected = {}
    for line in sums.decode("utf-8", "replace").splitlines():
        if (match := LINE.fullmatch(line)) is None:
            raise _half(folder, SUMS, free_kb)
        expected[match[2]] = match[1]
    files = {}
    for name in dict.fromkeys((CARD, CENTRE, *expected)):
        content = _content(folder / name)
        if content is None or hashlib.sha256(content).hexdigest() != expected.get(name):
            raise _half(folder, name, free_kb)
        files[name] = content
    return Folder(sums, files)


def verify(folder: Path, now: datetime | None, free_kb: Room = free_kb) -> Verified:
    """Return what the folder says, all of it proven; raise Refused, one sentence, at the first thing that is wrong.

    ``now`` is what the Pi's clock shows; with None it is not asked, and an identity that has ended is let pass.
    """
    files = read(folder, free_kb)
    about = _about(folder / CARD)
    centre = _centre(folder / CENTRE)
    if about.centre != centre.centre.name:
        raise refusals.mixed(CARD, about.centre, centre.centre.name)
    every = cards(centre)
    card = next((card for card in every if card.id == about.card), None)
    if card is None:
        raise refusals.no_such_card(about.card, ", ".join(card.id for card in every))
    places = on_card(centre, card)
    identities = {place: _identity(files, place, about.authority, now) for place in places}
    return Verified(files, about, centre, card, places, identities)


def _about(path: Path) -> CardFile:
    try:
        reading = convert(parse(path), CardFile)
    except BadConfig as wrong:
        raise refusals.unusable(CARD, _first(wrong, path)) from wrong
    if reading.slips:
        raise refusals.unusable(CARD, _sentence(str(reading.slips[0])))
    return reading.value


def _centre(path: Path) -> CentreFile:
    try:
        return load(path)
    except BadConfig as wrong:
        raise refusals.unusable(CENTRE, _first(wrong, path)) from wrong


def _first(wrong: BadConfig, path: Path) -> str:
    """Return the first error of a file, without the file's name."""
    return _sentence(str(wrong).splitlines()[0].removeprefix(f"{path}: "))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def _identity(files: Folder, place: Place, authority: str, now: datetime | None) -> Identity:
    """Return the identity of a unit, or raise Refused."""
    user = user_of(*place)
    name = f"{KEYS}/{user}.pem"
    if name not in files.files:
        raise refusals_identity.no_identity(user)
    identity = proven(files.files[name])
    if identity is None:
        raise refusals_identity.damaged_identity(name)
    if identity.authority != authority:
        raise refusals_identity.foreign(name)
    if identity.user != user:
        raise refusals_identity.another_unit(name, identity.user)
    _must_count(files, name, identity)
    if now is not None and not identity.holds(now):
        raise refusals_identity.ended(name, identity.until, now)
    return identity


def _must_count(files: Folder, name: str, identity: Identity) -> None:
    """Raise Refused for an identity that was revoked; only the broker's card has the list."""
    revocations = files.files.get(f"{KEYS}/{REVOKED}")
    if revocations is None:
        return
    gone = is_revoked(identity, files.files[name], revocations)
    if gone is None:
        raise refusals_identity.foreign(f"{KEYS}/{REVOKED}")
    if gone:
        raise refusals_identity.revoked(name)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _half(folder: Path, name: str, free_kb: Room) -> refusals.Refused:
    """Return why a file is missing or not whole: the partition was full, or the copying was broken off."""
    free = free_kb(folder)
    if free < LITTLE_ROOM_KB:
        return refusals.no_room(name, free)
    if name in {CARD, CENTRE} and (folder / name).exists():
        return refusals.half_copied_or_changed(name)
    return refusals.half_copied(name)
