# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An identity, read back: what it says, when it is to be renewed, and what is none."""

from base64 import b64decode, encodebytes
from datetime import UTC, datetime

import pytest

from broker_config.authority import Authority
from broker_config.certificates import YEAR, certificate_text, key_text, new_key, unit_certificate
from broker_config.identities import Identity, read_identity, revoked_in
from centre.errors import BadConfig

NOW = datetime(2026, 11, 26, tzinfo=UTC)
KIOSK = "kiosk-kiosk-hall"
AUTHORITY = Authority.create("ЦНАП", NOW)
EC_PUBLIC_KEY = bytes.fromhex("06072a8648ce3d0201")
"""What says in DER that a key is of an elliptic curve (RFC 5480)."""
NONE = "this is no identity of Cherha: a key and two certificates were expected."


def issued(hosts: tuple[str, ...] = ()) -> Identity:
    """Return a new identity, read back."""
    return read_identity(AUTHORITY.identity(KIOSK, NOW, hosts))


def test_identity_says_whose_it_is_and_until_when() -> None:
    """User, end, authority and a serial number of its own are read back as they were given."""
    one, other = issued(), issued()
    assert (one.user, one.until, one.hosts) == (KIOSK, NOW + 20 * YEAR, ())
    assert one.authority == AUTHORITY.fingerprint()
    assert one.serial != other.serial


def test_servers_names_and_addresses_are_read_back() -> None:
    """Whoever changes the broker's address sees that its identity is for another."""
    assert issued(("127.0.0.1", "cherha-main.local", "fe80::1")).hosts == ("127.0.0.1", "cherha-main.local", "fe80::1")


@pytest.mark.parametrize(
    ("years", "runs_out", "holds"), [(0.0, False, True), (17.9, False, True), (18.1, True, True), (20.1, True, False)]
)
def test_identity_is_renewed_when_two_years_are_left(years: float, *, runs_out: bool, holds: bool) -> None:
    """With less than two years left an identity is to be made anew; it holds to its end."""
    later = NOW + years * YEAR
    assert (issued().runs_out(later), issued().holds(later)) == (runs_out, holds)


def test_half_an_identity_is_none() -> None:
    """Any part alone, a part too many, rubbish and nothing are told apart from an identity."""
    text = AUTHORITY.identity(KIOSK, NOW)
    key, *certificates = text.split("-----BEGIN CERTIFICATE-----")
    alone = certificate_text(AUTHORITY.certificate)
    for half in ("", "ні", key, text[: len(text) // 2], key + alone, text + alone, "".join(certificates)):
        with pytest.raises(BadConfig) as told:
            read_identity(half)
        assert str(told.value) == NONE


@pytest.mark.parametrize("block", [0, 1])
def test_a_bit_of_the_kind_of_key_is_noticed(block: int) -> None:
    """A card goes bad bit by bit; cryptography has an error of its own for a kind of key that it does not know."""
    blocks = AUTHORITY.identity(KIOSK, NOW).split("-----\n")
    der = b64decode(blocks[2 * block + 1].partition("-----END")[0])
    assert EC_PUBLIC_KEY in der
    spoilt = encodebytes(der.replace(EC_PUBLIC_KEY, EC_PUBLIC_KEY[:-1] + b"\x09")).decode()
    blocks[2 * block + 1] = spoilt + blocks[2 * block + 1][blocks[2 * block + 1].index("-----END") :]
    with pytest.raises(BadConfig) as told:
        read_identity("-----\n".join(blocks))
    assert str(told.value) == NONE


def test_key_of_another_is_noticed() -> None:
    """A file that was put together of two is none."""
    _, _, certificates = AUTHORITY.identity(KIOSK, NOW).partition("-----END PRIVATE KEY-----\n")
    with pytest.raises(BadConfig) as told:
        read_identity(key_text(new_key()) + certificates)
    assert str(told.value) == "the key in this identity is not that of its certificate."


def test_certificate_without_a_name_is_none_of_ours() -> None:
    """What Cherha would never have made is not read as if it had."""
    key = new_key()
    nobody = unit_certificate("x", key.public_key(), AUTHORITY.certificate.subject, AUTHORITY.key, NOW, ())
    named = unit_certificate("x", key.public_key(), AUTHORITY.certificate.subject, AUTHORITY.key, NOW, ("a.b",))
    tail = certificate_text(AUTHORITY.certificate)
    assert read_identity(key_text(key) + certificate_text(nobody) + tail).user == "x"
    assert read_identity(key_text(key) + certificate_text(named) + tail).hosts == ("a.b",)
    with pytest.raises(BadConfig) as told:
        read_identity(key_text(AUTHORITY.key) + tail + tail)
    assert str(told.value) == NONE


def test_revoked_serials_are_read_back() -> None:
    """An empty list is a list; what is none is told."""
    assert revoked_in(AUTHORITY.revocations([], NOW)) == ()
    assert sorted(revoked_in(AUTHORITY.revocations([7, 5], NOW))) == [5, 7]
    with pytest.raises(BadConfig) as told:
        revoked_in("ні")
    assert str(told.value) == "this is no list of revocations (a PEM block, X509 CRL)."
