# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An identity, read back: whose it is, until when it holds, and who vouches for it. Trusts nothing that it reads."""

from datetime import datetime
from typing import NamedTuple

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from broker_config.certificates import YEAR, Key, common_name, fingerprint
from centre.errors import BadConfig

RENEW_YEARS = 2
"""With less left an identity is made anew whenever its card's folder is: nobody comes in between to do it."""

DAMAGED = (
    ValueError,
    TypeError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.ExtensionNotFound,
    x509.InvalidVersion,
    x509.UnsupportedGeneralNameType,
)
"""What cryptography raises for a key, a certificate or a list of which a bit is wrong."""


class Identity(NamedTuple):
    """What an identity's text says. ``hosts`` are a server's names and addresses; a client has none.

    ``authority`` is the fingerprint of the authority's certificate that stands in it.
    """

    user: str
    serial: int
    until: datetime
    hosts: tuple[str, ...]
    authority: str
    key: Key
    certificate: x509.Certificate

    def holds(self, now: datetime) -> bool:
        """Return whether it has not run out; whether it was revoked is the broker's to know."""
        return now < self.until

    def runs_out(self, now: datetime) -> bool:
        """Return whether so little is left that it should be made anew."""
        return self.until - now < RENEW_YEARS * YEAR


def read_identity(text: str) -> Identity:
    """Return what an identity says, or raise BadConfig, in the end of a sentence, if it is none.

    Three blocks are expected: a key, the certificate that belongs to it, the certificate of the authority.
    """
    try:
        key = serialization.load_pem_private_key(text.encode(), None)
        certificate, authority = x509.load_pem_x509_certificates(text.encode())
        hosts, use, certified = _hosts(certificate), _use(certificate), certificate.public_key()
    except DAMAGED as wrong:
        raise BadConfig("this is no identity of Cherha: a key and two certificates were expected.") from wrong
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != certified:
        raise BadConfig("the key in this identity is not that of its certificate.")
    if (ExtendedKeyUsageOID.SERVER_AUTH in use) != bool(hosts) or not common_name(certificate.subject):
        raise BadConfig("the certificate in this identity is not one that Cherha makes.")
    return Identity(
        user=common_name(certificate.subject),
        serial=certificate.serial_number,
        until=certificate.not_valid_after_utc,
        hosts=hosts,
        authority=fingerprint(authority),
        key=key,
        certificate=certificate,
    )


def revoked_in(text: str) -> tuple[int, ...]:
    """Return the serial numbers in a list of revocations, or raise BadConfig if it is none."""
    try:
        return tuple(entry.serial_number for entry in x509.load_pem_x509_crl(text.encode()))
    except DAMAGED as wrong:
        raise BadConfig("this is no list of revocations (a PEM block, X509 CRL).") from wrong


def _hosts(certificate: x509.Certificate) -> tuple[str, ...]:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    return tuple(str(name.value) for name in names)


def _use(certificate: x509.Certificate) -> list[x509.ObjectIdentifier]:
    return list(certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)
