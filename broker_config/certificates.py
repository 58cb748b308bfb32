# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The certificates of a centre (X.509, RFC 5280), as they are built and written down; knows no folder and no clock.

All hold from 1970 on: a Pi without a battery clock may believe in that year when it boots, and must serve all the same.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey

FROM = datetime(1970, 1, 1, tzinfo=UTC)
YEAR = timedelta(days=365.25)
LONGEST_NAME = 64
"""Bytes of a common name; OpenSSL takes no more, and a Ukrainian letter is two."""


def new_key() -> Key:
    """Return a new key; P-256 costs a Pi Zero a few milliseconds a connection, an RSA key of its strength a hundred."""
    return ec.generate_private_key(ec.SECP256R1())


def authority_certificate(name: str, key: Key, until: datetime) -> x509.Certificate:
    """Return the certificate of an authority that vouches for units, and for no other authority."""
    subject = _named(name.encode()[:LONGEST_NAME].decode(errors="ignore"))
    never = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    refused = dict.fromkeys((*never, "encipher_only", "decipher_only"), False)
    usage = x509.KeyUsage(key_cert_sign=True, crl_sign=True, **refused)
    builder = _builder(subject, subject, key.public_key(), until)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(usage, critical=True)
    known_by = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    return builder.add_extension(known_by, critical=False).sign(key, hashes.SHA256())


def unit_certificate(
    user: str, public: ec.EllipticCurvePublicKey, issuer: x509.Name, key: Key, until: datetime, hosts: Sequence[str]
) -> x509.Certificate:
    """Return the certificate of a user of the broker; with ``hosts`` it is a server's, too."""
    builder = _builder(_named(user), issuer, public, until)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    # A client is never a server; the broker is its own client too, by its pulse.
    roles = [ExtendedKeyUsageOID.CLIENT_AUTH, *([ExtendedKeyUsageOID.SERVER_AUTH] if hosts else [])]
    builder = builder.add_extension(x509.ExtendedKeyUsage(roles), critical=False)
    if hosts:
        names = x509.SubjectAlternativeName([_general_name(host) for host in hosts])
        builder = builder.add_extension(names, critical=False)
    signed_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    return builder.add_extension(signed_by, critical=False).sign(key, hashes.SHA256())


def revocation_list(serials: Sequence[int], issuer: x509.Name, key: Key, now: datetime, until: datetime) -> str:
    """Return the list of certificates that count no longer (RFC 5280, 5), as a PEM block; it, too, holds from 1970."""
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer).last_update(FROM).next_update(until)
    for serial in dict.fromkeys(serials):
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now).build()
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


def key_text(key: Key) -> str:
    """Return a private key as a PEM block."""
    shape = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, shape, serialization.NoEncryption()).decode()


def certificate_text(certificate: x509.Certificate) -> str:
    """Return a certificate as a PEM block."""
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def fingerprint(certificate: x509.Certificate) -> str:
    """Return by what a certificate is known, its SHA-256 in small hexadecimal."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def common_name(name: x509.Name) -> str:
    """Return the one common name, empty if there is none or more than one."""
    match name.get_attributes_for_oid(NameOID.COMMON_NAME):
        case [only]:
            return str(only.value)
    return ""


def write_secret(path: Path, text: str) -> None:
    """Write a file that only its owner may read, also when it was there before; never is half of it to be seen."""
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, until: datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    return builder.serial_number(x509.random_serial_number()).not_valid_before(FROM).not_valid_after(until)


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)
