# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A centre's authority: what it vouches for, and what OpenSSL makes of it, in 1970, too."""

import ssl
import stat
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from broker_config.authority import Authority
from broker_config.certificates import YEAR, certificate_text, write_secret
from broker_config.identities import read_identity
from centre.credentials import client_tls
from centre.errors import Unavailable
from tests.broker_config.handshake import server_tls, shake

NOW = datetime.now(UTC)
KIOSK, BROKER = "kiosk-kiosk-hall", "broker-main"
ADVICE = (
    "Take the folder from your backup. Without it make a new one with `cherha provision` in an empty folder: "
    "then every card of the centre needs its new folder."
)


@pytest.fixture
def authority() -> Authority:
    """Return an authority that was made now."""
    return Authority.create("ЦНАП", NOW)


@pytest.fixture
def keys(authority: Authority, tmp_path: Path) -> Path:
    """Return a folder with the authority and the identities of a broker and a kiosk."""
    authority.write(tmp_path)
    write_secret(tmp_path / f"{BROKER}.pem", authority.identity(BROKER, NOW, ("127.0.0.1", "cherha-main.local")))
    write_secret(tmp_path / f"{KIOSK}.pem", authority.identity(KIOSK, NOW))
    return tmp_path


def broker_tls(keys: Path) -> ssl.SSLContext:
    """Return the broker's side, made anew of what lies in the folder."""
    return server_tls(keys / f"{BROKER}.pem", keys / "revoked.pem")


def verify(keys: Path, user: str, at: datetime) -> str:
    """Return what openssl says of an identity, the list of revocations counted, at a time."""
    leaf = keys / f"{user}.crt"
    leaf.write_text(certificate_text(read_identity((keys / f"{user}.pem").read_text()).certificate))
    words = ["openssl", "verify", "-attime", str(int(at.timestamp())), "-x509_strict", "-crl_check"]
    files: list[str | Path] = ["-CAfile", keys / "authority.pem", "-CRLfile", keys / "revoked.pem", leaf]
    done = subprocess.run([*words, *files], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_handshake_tells_the_broker_who_speaks(keys: Path) -> None:
    """Both sides believe each other, and the broker is told the user's own name."""
    assert shake(broker_tls(keys), client_tls(KIOSK, keys)) == KIOSK


def test_broker_may_be_called_by_each_of_its_addresses_and_no_other(keys: Path) -> None:
    """A client believes a broker at the names and addresses in its identity."""
    assert shake(broker_tls(keys), client_tls(KIOSK, keys), "cherha-main.local") == KIOSK
    with pytest.raises(ssl.SSLCertVerificationError, match=r"not valid for .192\.168\.10\.10."):
        shake(broker_tls(keys), client_tls(KIOSK, keys), "192.168.10.10")


def test_kiosk_cannot_play_the_broker(authority: Authority, keys: Path) -> None:
    """A client's identity is no server's, so a stolen kiosk cannot listen to others as their broker."""
    stolen = server_tls(keys / f"{KIOSK}.pem", keys / "revoked.pem")
    write_secret(keys / "desk-desk-1.pem", authority.identity("desk-desk-1", NOW))
    with pytest.raises(ssl.SSLCertVerificationError, match="unsuitable certificate purpose"):
        shake(stolen, client_tls("desk-desk-1", keys))


def test_identity_of_another_authority_is_a_strangers(keys: Path) -> None:
    """The same centre's name and the same user's name do not help: the signature counts."""
    other = Authority.create("ЦНАП", NOW).identity(KIOSK, NOW)
    ours = client_tls(KIOSK, keys)
    write_secret(keys / f"{KIOSK}.pem", other)
    strange = client_tls(KIOSK, keys)
    strange.load_verify_locations(keys / "authority.pem")  # so that it is not the stranger who refuses
    assert shake(broker_tls(keys), ours) == KIOSK
    with pytest.raises(ssl.SSLCertVerificationError, match="certificate"):
        shake(broker_tls(keys), strange)


def test_revoked_identity_counts_no_longer_and_others_do(authority: Authority, keys: Path) -> None:
    """A card that was stolen is refused as soon as the broker has the list; its heir of the same name is not."""
    stolen = client_tls(KIOSK, keys)
    authority.revoke(keys, [read_identity((keys / f"{KIOSK}.pem").read_text()).serial], NOW)
    write_secret(keys / f"{KIOSK}.pem", authority.identity(KIOSK, NOW))
    with pytest.raises(ssl.SSLCertVerificationError, match="certificate revoked"):
        shake(broker_tls(keys), stolen)
    assert shake(broker_tls(keys), client_tls(KIOSK, keys)) == KIOSK


def test_list_of_revocations_only_grows(authority: Authority, keys: Path) -> None:
    """Revoking a second identity keeps the first revoked; revoking one twice lists it once; writing anew keeps all."""
    authority.revoke(keys, [3], NOW)
    authority.revoke(keys, [4, 4], NOW)
    authority.write(keys)
    assert sorted(authority.revoked(keys)) == [3, 4]


@pytest.mark.parametrize("user", [KIOSK, BROKER])
@pytest.mark.parametrize(
    "at", [datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), NOW, NOW + 19.9 * YEAR], ids=["1970", "now", "in 19 years"]
)
def test_openssl_believes_it_at_every_clock(keys: Path, user: str, at: datetime) -> None:
    """A Pi without a clock, in 1970, accepts identities and the list of revocations, and for 20 years from now."""
    assert verify(keys, user, at) == f"{keys / user}.crt: OK\n"


@pytest.mark.parametrize("at", [datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), NOW], ids=["1970", "now"])
def test_openssl_refuses_the_revoked_at_every_clock(authority: Authority, keys: Path, at: datetime) -> None:
    """What was revoked today is revoked in 1970, too: the broker's clock cannot bring a stolen card back."""
    authority.revoke(keys, [read_identity((keys / f"{KIOSK}.pem").read_text()).serial], NOW)
    assert "certificate revoked" in verify(keys, KIOSK, at)
    assert verify(keys, BROKER, at).endswith("OK\n")


def test_openssl_refuses_what_has_run_out(keys: Path) -> None:
    """After its 20 years an identity is over."""
    assert "certificate has expired" in verify(keys, KIOSK, NOW + 20.1 * YEAR)


def test_list_of_revocations_holds_as_long_as_the_authority(keys: Path) -> None:
    """A broker that nobody visits for decades never refuses everybody because its list has grown old."""
    last = NOW + 40 * YEAR - timedelta(days=1)
    said = verify(keys, KIOSK, last)
    assert "certificate has expired" in said
    assert "CRL has expired" not in said


def test_late_identity_does_not_outlive_its_authority(authority: Authority) -> None:
    """An identity that is made in the authority's last years ends with it."""
    late = read_identity(authority.identity(KIOSK, NOW + 30 * YEAR))
    assert late.until == authority.certificate.not_valid_after_utc


def test_folder_gives_the_same_authority_back(authority: Authority, keys: Path) -> None:
    """What was loaded vouches for what was made before, and is known by the same fingerprint."""
    loaded = Authority.load(keys)
    assert loaded.fingerprint() == authority.fingerprint()
    assert loaded.vouches_for(read_identity((keys / f"{KIOSK}.pem").read_text()))


def test_authority_vouches_for_its_own_alone(authority: Authority) -> None:
    """Neither another authority's identity is its own, nor one that borrowed its certificate, or lent its own away."""
    other = Authority.create("ЦНАП", NOW)
    own, foreign = authority.identity(KIOSK, NOW), other.identity(KIOSK, NOW)
    ours, theirs = certificate_text(authority.certificate), certificate_text(other.certificate)
    assert authority.vouches_for(read_identity(own))
    for wrong in (foreign, foreign.replace(theirs, ours), own.replace(ours, theirs)):
        assert not authority.vouches_for(read_identity(wrong))


def test_only_the_owner_may_read_what_lies_in_the_folder(keys: Path, authority: Authority) -> None:
    """The key and all beside it have mode 0600, also when they had another before; the folder itself 0700."""
    (keys / "authority-key.pem").chmod(0o644)
    authority.write(keys)
    assert {stat.S_IMODE(path.stat().st_mode) for path in keys.iterdir()} == {0o600}
    authority.write(keys / "new")
    assert stat.S_IMODE((keys / "new").stat().st_mode) == 0o700


def test_missing_folder_is_one_clear_sentence(tmp_path: Path) -> None:
    """Whoever lost the authority is told what that costs."""
    with pytest.raises(Unavailable) as told:
        Authority.load(tmp_path)
    assert str(told.value) == f"{tmp_path}/authority.pem: it cannot be read: No such file or directory. {ADVICE}"


def test_damaged_authority_is_one_clear_sentence(keys: Path) -> None:
    """A certificate that is none is told by the folder's name."""
    (keys / "authority.pem").write_text("ні")
    with pytest.raises(Unavailable) as told:
        Authority.load(keys)
    assert str(told.value) == f"{keys}: this is no authority of Cherha. {ADVICE}"


def test_key_of_another_authority_is_one_clear_sentence(keys: Path, tmp_path: Path) -> None:
    """Two folders that were mixed are noticed before anything is signed."""
    Authority.create("ЦНАП", NOW).write(tmp_path / "other")
    (tmp_path / "other" / "authority-key.pem").replace(keys / "authority-key.pem")
    with pytest.raises(Unavailable) as told:
        Authority.load(keys)
    assert str(told.value) == f"{keys}: authority-key.pem is not the key of authority.pem. {ADVICE}"


def test_foreign_list_of_revocations_is_one_clear_sentence(authority: Authority, keys: Path) -> None:
    """A list that this authority has not signed, or that is none, is never taken for an empty one."""
    (keys / "revoked.pem").write_text(Authority.create("ЦНАП", NOW).revocations([], NOW))
    with pytest.raises(Unavailable) as told:
        authority.revoke(keys, [3], NOW)
    assert str(told.value) == f"{keys}/revoked.pem: this list is of another authority. {ADVICE}"
    (keys / "revoked.pem").write_text("")
    with pytest.raises(Unavailable) as told:
        authority.revoke(keys, [3], NOW)
    assert str(told.value) == (f"{keys}/revoked.pem: this is no list of revocations (a PEM block, X509 CRL). {ADVICE}")
