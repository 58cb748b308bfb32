# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Identities that no authority of the centre would make: forged, foreign, old, with strange names."""

import ssl
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from broker_config.authority import Authority
from broker_config.certificates import FROM, YEAR, certificate_text, key_text, new_key, write_secret
from broker_config.identities import read_identity
from centre.credentials import authority_of
from tests import identities

NOW = datetime.now(UTC)
KIOSK, DISPATCHER = "kiosk-kiosk-hall", "dispatcher-main"


@cache
def stolen() -> str:
    """Return an identity that the authority made, and revoked."""
    return identities.authority().identity(DISPATCHER, NOW)


def list_of_stolen() -> str:
    """Return the list of revocations that has it."""
    return identities.authority().revocations([read_identity(stolen()).serial], NOW)


def tls_of(text: str, folder: Path, *, latest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3) -> ssl.SSLContext:
    """Return TLS with an identity's text, believing this centre's authority whoever signed the identity."""
    file = folder / "stranger.pem"
    write_secret(file, text)
    context = _believing()
    context.maximum_version = latest
    context.minimum_version = min(latest, ssl.TLSVersion.TLSv1_3)
    context.load_cert_chain(file)
    return context


def tls_without() -> ssl.SSLContext:
    """Return TLS without any certificate of one's own."""
    return _believing()


def _believing() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_verify_locations(cadata=authority_of(identities.identity(KIOSK)))
    return context


def forged(
    names: list[str], authority: Authority, *, begins: datetime = FROM, ends: datetime = NOW + YEAR, own: bool = False
) -> str:
    """Return a client's identity with these common names and times; ``own``: signed by itself and by nobody."""
    key = new_key()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name) for name in names])
    issuer = subject if own else authority.certificate.subject
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(begins).not_valid_after(ends)
    builder = builder.add_extension(x509.BasicConstraints(ca=own, path_length=None), critical=True)
    builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False)
    certificate = builder.sign(key if own else authority.key, hashes.SHA256())
    return key_text(key) + certificate_text(certificate) + certificate_text(authority.certificate)


def signed_by_a_kiosk(user: str) -> str:
    """Return an identity that a kiosk has signed with its own key, and the kiosk's certificate as its authority."""
    kiosk = read_identity(identities.identity(KIOSK))
    return Authority(kiosk.key, kiosk.certificate).identity(user, NOW)
