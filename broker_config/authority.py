# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A centre's own authority: it says who is who, without Internet and without a clock that must be right.

Its key is made once, on the technician's computer, and stays there: it is never on a card. In its folder lie::

    authority.pem        its certificate, by which it is known
    authority-key.pem    its key, for its owner alone
    revoked.pem          the identities that count no longer
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Self

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from broker_config.certificates import (
    FROM,
    YEAR,
    Key,
    authority_certificate,
    certificate_text,
    fingerprint,
    key_text,
    new_key,
    revocation_list,
    unit_certificate,
    write_secret,
)
from broker_config.identities import Identity, revoked_in
from centre.errors import BadConfig, Unavailable

__all__ = ["FROM", "Authority", "certificate_text", "key_text", "write_secret"]

AUTHORITY_YEARS, IDENTITY_YEARS = 40, 20
CERTIFICATE, KEY, REVOKED = "authority.pem", "authority-key.pem", "revoked.pem"
_ADVICE = (
    "Take the folder from your backup. Without it make a new one with `cherha provision` in an empty folder: "
    "then every card of the centre needs its new folder."
)


class Authority(NamedTuple):
    """A centre's authority: its key and its certificate."""

    key: Key
    certificate: x509.Certificate

    @classmethod
    def create(cls, centre_name: str, now: datetime) -> Self:
        """Make a new authority; whoever has an identity of another one is a stranger to it."""
        key = new_key()
        return cls(key, authority_certificate(f"Cherha: {centre_name}", key, now + AUTHORITY_YEARS * YEAR))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Return the authority that was written into a folder, or raise Unavailable: what is wrong, and what to do."""
        try:
            certificate = x509.load_pem_x509_certificate(_read(folder / CERTIFICATE).encode())
            key = serialization.load_pem_private_key(_read(folder / KEY).encode(), None)
        except (ValueError, TypeError) as wrong:
            raise Unavailable(f"{folder}: this is no authority of Cherha. {_ADVICE}") from wrong
        if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
            raise Unavailable(f"{folder}: {KEY} is not the key of {CERTIFICATE}. {_ADVICE}")
        return cls(key, certificate)

    def write(self, folder: Path) -> None:
        """Write the authority into a folder, the certificate last, so that half of it is known as none.

        What had been revoked there stays revoked; where there is no list yet, an empty one is written.
        """
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_secret(folder / KEY, key_text(self.key))
        if not (folder / REVOKED).exists():
            self.revoke(folder, (), FROM)
        write_secret(folder / CERTIFICATE, certificate_text(self.certificate))

    def identity(self, user: str, now: datetime, hosts: Sequence[str] = ()) -> str:
        """Return a new identity's text for a user of the broker; ``hosts`` are the names and addresses of a server.

        It never outlives the authority, without which it is worth nothing.
        """
        key, until = new_key(), min(now + IDENTITY_YEARS * YEAR, self.certificate.not_valid_after_utc)
        certificate = unit_certificate(user, key.public_key(), self.certificate.subject, self.key, until, hosts)
        return key_text(key) + certificate_text(certificate) + certificate_text(self.certificate)

    def vouches_for(self, identity: Identity) -> bool:
        """Return whether this authority has made an identity; of the name it reads nothing, only the signature."""
        try:
            identity.certificate.verify_directly_issued_by(self.certificate)
        except (ValueError, TypeError, InvalidSignature):
            return False
        return identity.authority == self.fingerprint()

    def fingerprint(self) -> str:
        """Return by what the authority is known: the SHA-256 of its certificate, in small hexadecimal."""
        return fingerprint(self.certificate)

    def revocations(self, serials: Sequence[int], now: datetime) -> str:
        """Return the list of identities that count no longer; it holds as long as the authority does."""
        return revocation_list(serials, self.certificate.subject, self.key, now, self.certificate.not_valid_after_utc)

    def revoked(self, folder: Path) -> tuple[int, ...]:
        """Return the serial numbers that a folder's list revokes, or raise Unavailable if the list cannot be trusted.

        A list that was lost must not be taken for an empty one: a stolen card would count again.
        """
        text = _read(folder / REVOKED)
        try:
            serials = revoked_in(text)
            genuine = x509.load_pem_x509_crl(text.encode()).is_signature_valid(self.key.public_key())
        except BadConfig as wrong:
            raise Unavailable(f"{folder / REVOKED}: {wrong} {_ADVICE}") from wrong
        if not genuine:
            raise Unavailable(f"{folder / REVOKED}: this list is of another authority. {_ADVICE}")
        return serials

    def revoke(self, folder: Path, serials: Sequence[int], now: datetime) -> None:
        """Add to a folder's list of revocations; the broker counts them when it was given the list and started."""
        known = self.revoked(folder) if (folder / REVOKED).exists() else ()
        write_secret(folder / REVOKED, self.revocations([*known, *serials], now))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError as wrong:
        raise Unavailable(f"{path}: it cannot be read: {wrong.strerror}. {_ADVICE}") from wrong
