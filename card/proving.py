# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whether an identity on a card can be believed: pure, it asks no clock. What one says is read by broker_config."""

from cryptography import x509
from cryptography.exceptions import InvalidSignature

from broker_config.identities import DAMAGED, Identity, read_identity
from centre.credentials import authority_of
from centre.errors import BadConfig


def proven(pem: bytes) -> Identity | None:
    """Return an identity that the authority in its file has signed, None for what is none, or is damaged.

    Which authority that is the caller compares: whoever makes a card of their own signs it, too.
    """
    try:
        text = pem.decode("ascii")
        identity = read_identity(text)
        identity.certificate.verify_directly_issued_by(_authority(pem))
    except (BadConfig, InvalidSignature, *DAMAGED):
        return None
    return identity


def is_revoked(identity: Identity, pem: bytes, revocations: bytes) -> bool | None:
    """Return whether its authority has taken an identity back; None when the list is none of this authority's."""
    try:
        listed = x509.load_pem_x509_crl(revocations)
        if not listed.is_signature_valid(_authority(pem).public_key()):  # type: ignore[arg-type]  # of EC, as all ours
            return None
        return listed.get_revoked_certificate_by_serial_number(identity.serial) is not None
    except DAMAGED:
        return None


def _authority(pem: bytes) -> x509.Certificate:
    return x509.load_pem_x509_certificate(authority_of(pem.decode("ascii")).encode())
