# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The centre's authority as provisioning has it: who gets an identity, whose still holds, whose counts no longer."""

import shutil
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from broker_config.authority import REVOKED, Authority
from broker_config.identities import Identity, read_identity
from card import folder
from card.disk import sync_folder
from centre.cards import LOOPBACK
from centre.errors import BadConfig


class User(NamedTuple):
    """A user of the broker; ``hosts`` are the names and addresses of the broker itself, nobody else has any."""

    name: str
    hosts: tuple[str, ...] = ()


def broker_hosts(host: str, host_name: str) -> tuple[str, ...]:
    """Return every name by which the broker may be looked for: centre.toml's, its Pi's, and its Pi's for itself."""
    return tuple(dict.fromkeys((host, LOOPBACK, "::1", "localhost", host_name)))


class Keyring:
    """The authority in its folder, which is made if there is none; ``new``: it was, just now.

    Raise Unavailable when something of it is missing: then nobody may go on and make another.
    """

    def __init__(self, place: Path, centre_name: str, now: datetime) -> None:
        self._place, self._now = place, now
        self.new = not place.exists()
        if self.new:
            _make(place, centre_name, now)
        self._authority = Authority.load(place)
        self.fingerprint = self._authority.fingerprint()
        self.revoked = frozenset(self._authority.revoked(place))

    def revocations(self) -> bytes:
        """Return the list of what counts no longer, as the broker reads it."""
        return (self._place / REVOKED).read_bytes()

    def revoke(self, texts: Iterable[bytes]) -> int:
        """Let identities count no longer, from the disk's point of view at once; return how many that are."""
        serials = {one.serial for text in texts if (one := self.identity(text)) is not None} - self.revoked
        if serials:
            self._authority.revoke(self._place, sorted(serials), self._now)
            sync_folder(self._place)
            self.revoked |= serials
        return len(serials)

    def given(self, users: Mapping[str, User], held: Mapping[str, bytes], *, renew: bool) -> dict[str, bytes]:
        """Return the identity of each user by the name of its file: what is held while it holds, else a new one."""
        return {
            name: held[name] if not renew and self._holds(held.get(name, b""), user) else self._made(user)
            for name, user in users.items()
        }

    def identity(self, text: bytes) -> Identity | None:
        """Return what a file says if it is an identity that this authority made, else None."""
        try:
            found = read_identity(text.decode("ascii"))
        except (BadConfig, UnicodeDecodeError):
            return None
        return found if self._authority.vouches_for(found) else None

    def _holds(self, text: bytes, user: User) -> bool:
        found = self.identity(text)
        return (
            found is not None
            and found.user == user.name
            and set(found.hosts) == _plain(user.hosts)
            and found.serial not in self.revoked
            and not found.runs_out(self._now)
        )

    def _made(self, user: User) -> bytes:
        return self._authority.identity(user.name, self._now, user.hosts).encode()


def _make(place: Path, centre_name: str, now: datetime) -> None:
    """Write all of a new authority beside its place, and then give it its name: there is never half of one."""
    beside = place.with_name(place.name + folder.PART)
    shutil.rmtree(beside, ignore_errors=True)  # of a run that was cut off: it vouches for nobody
    Authority.create(centre_name, now).write(beside)
    sync_folder(beside)
    beside.rename(place)
    sync_folder(place.parent)


def _plain(hosts: Collection[str]) -> set[str]:
    """Return hosts as a certificate says them."""
    return {_address(host) or host for host in hosts}


def _address(host: str) -> str:
    try:
        return str(ip_address(host))
    except ValueError:
        return ""
