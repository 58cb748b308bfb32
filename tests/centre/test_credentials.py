# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An identity: where it is looked for, and one sentence for each that is none."""

import os
import ssl
from pathlib import Path

import pytest

from centre.credentials import KEYS, authority_of, client_tls, identity_file, key_file, keys_folder, unit_tls
from centre.errors import Unavailable
from tests import identities

KIOSK = "kiosk-kiosk-hall"
TO_DO = "Make it with `cherha provision`, and copy the card's folder again."


def test_it_is_looked_for_where_we_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """By a demo or a test before systemd, by systemd before a Pi's own folder."""
    assert keys_folder() == KEYS
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", "/run/credentials/cherha-kiosk@hall.service")
    assert identity_file(KIOSK) == Path("/run/credentials/cherha-kiosk@hall.service/kiosk-kiosk-hall.pem")
    monkeypatch.setenv("CHERHA_KEYS", "/demo")
    assert identity_file(KIOSK) == Path("/demo/kiosk-kiosk-hall.pem")


def test_a_key_of_the_pis_folder_is_handed_out_like_an_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody but root reads that folder; one that lies elsewhere is read there."""
    assert key_file("/etc/cherha/keys/feed") == KEYS / "feed"
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", "/run/credentials/cherha-siren@feed.service")
    assert key_file("/etc/cherha/keys/feed") == Path("/run/credentials/cherha-siren@feed.service/feed")
    assert key_file("/srv/feed") == Path("/srv/feed")


def test_a_unit_believes_its_centres_authority_and_nobody_else(keys: Path) -> None:
    """One authority, which is no identity itself, and the newest TLS; the name of the broker is looked at."""
    identities.give(KIOSK, keys)
    context = unit_tls("kiosk", "kiosk-hall")
    (trusted,) = context.get_ca_certs()
    assert trusted["subject"] == ((("commonName", "Cherha: tests"),),)
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.minimum_version == ssl.TLSVersion.TLSv1_3


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (None, "the identity cannot be read: No such file or directory."),
        ("", "this is no identity of Cherha."),
        ("шось", "this is no identity of Cherha."),
        ("own", "this is no identity of Cherha."),
        ("other key", "this is no identity of Cherha."),
    ],
)
def test_what_is_no_identity_is_one_sentence(keys: Path, text: str | None, trouble: str) -> None:
    """Missing, empty, of another alphabet, half of one, or a key and a certificate that do not belong together."""
    whole, other = identities.identity(KIOSK), identities.identity("kiosk-other")
    key, certificate = other.split("-----BEGIN CERTIFICATE-----", 1)[0], whole[whole.index("-----BEGIN CERT") :]
    made = {"own": whole.removesuffix(authority_of(whole)), "other key": key + certificate}
    if text is not None:
        identity_file(KIOSK, keys).write_text(made.get(text, text), encoding="utf-8")
    with pytest.raises(Unavailable) as told:
        client_tls(KIOSK)
    assert str(told.value) == f"{keys}/kiosk-kiosk-hall.pem: {trouble} {TO_DO}"


def test_identity_of_somebody_else_is_one_sentence(keys: Path) -> None:
    """On a Pi they are root's: whoever types a command there without sudo is told so, not to copy anything."""
    identities.give(KIOSK, keys)
    identity_file(KIOSK, keys).chmod(0)
    me = os.geteuid()
    os.seteuid(me or 65534)  # whom root may not look at, root may
    try:
        with pytest.raises(Unavailable) as told:
            client_tls(KIOSK)
    finally:
        os.seteuid(me)
    assert str(told.value) == (
        f"{keys}/kiosk-kiosk-hall.pem: the identity cannot be read: Permission denied. Only root and its owner may"
        " read it. Say the command with sudo."
    )
