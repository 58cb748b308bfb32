# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One centre.toml becomes folders; said again it changes only what must; it takes away only what it made."""

import stat
import subprocess
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography import x509
from msgspec.structs import replace

from broker_config.authority import Authority
from broker_config.identities import read_identity, revoked_in
from card.card_file import CardFile, Wired, Wireless
from card.provision import Order, centre_of, provision
from centre import config
from centre.centre_file import load
from centre.config import CentreFile
from centre.config_cards import Card, Region
from centre.errors import BadConfig
from centre.toml_writer import text_of
from tests.card.conftest import CARDS, FEED, NOW, Make, everything, states, write
from tests.centre.changed import add, put

EXAMPLES = Path(config.__file__).parent / "examples"
YEAR = timedelta(days=365.25)


def keys(out: Path, card: str) -> dict[str, str]:
    """Return the identities of a card by their files' names."""
    return {path.name: path.read_text() for path in (out / card / "cherha" / "keys").glob("*-*.pem")}


def serials(out: Path, card: str) -> set[int]:
    """Return the serial numbers of a card's identities."""
    return {read_identity(text).serial for text in keys(out, card).values()}


def revoked(path: Path) -> set[int]:
    """Return what a list revokes."""
    return set(revoked_in(path.read_text()))


def test_each_card_has_its_folder_and_nobody_elses_identity(make: Make, out: Path) -> None:
    """The broker's with the list of what is revoked; beside them the authority, and the office on no Pi."""
    make()
    assert {path for path in everything(out) if "/cherha/" not in path} == {
        "authority/authority.pem", "authority/authority-key.pem", "authority/revoked.pem",
        "office/centre.toml", "office/office-main.pem", "office/technician.pem",
    }  # fmt: skip
    assert set(everything(out / "desks" / "cherha")) == {
        "centre.toml", "cherha.toml", "files.sha256", "keys/desk-desk-1.pem",
    }  # fmt: skip
    main = {name for name in everything(out / "main" / "cherha") if name.startswith("keys/")}
    assert main == {
        "keys/broker-main.pem", "keys/dispatcher-main.pem", "keys/display-hall.pem", "keys/revoked.pem",
    }  # fmt: skip


def test_every_identity_is_its_units_own(make: Make, out: Path) -> None:
    """Named as its file, made by the authority whose fingerprint the card knows; only the broker is a server."""
    make()
    authority = Authority.load(out / "authority")
    for card in ("main", "desks", "kiosk-hall", "desk-2", "rating-exit"):
        about = msgspec.toml.decode((out / card / "cherha" / "cherha.toml").read_bytes(), type=CardFile)
        assert (about.card, about.centre, about.authority) == (
            card,
            "ЦНАП Вербівської громади",
            authority.fingerprint(),
        )
        for name, text in keys(out, card).items():
            identity = read_identity(text)
            assert (f"{identity.user}.pem", authority.vouches_for(identity)) == (name, True)
            hosts = ("192.168.10.10", "127.0.0.1", "::1", "localhost", "cherha-main")
            assert identity.hosts == (hosts if name == "broker-main.pem" else ())


def test_only_the_owner_may_look(make: Make, out: Path) -> None:
    """Files are 0600 and folders 0700, also after somebody has opened them."""
    make()
    (out / "main" / "cherha" / "keys" / "broker-main.pem").chmod(0o644)
    (out / "main" / "cherha").chmod(0o755)
    make()
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [out, *out.rglob("*")]}
    assert {mode for path, mode in modes.items() if path.is_dir() and path.parent != out} == {0o700}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}


def test_the_sums_are_as_sha256sum_writes_them(make: Make, out: Path) -> None:
    """A technician can ask it about what was copied."""
    make()
    asked = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "files.sha256"],
        cwd=out / "main" / "cherha", capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert (asked.returncode, asked.stdout, asked.stderr) == (0, "", "")


def test_said_again_it_changes_nothing(make: Make, out: Path) -> None:
    """Not a byte, and no file is written: whoever replaces a dead Pi copies the folder that was copied before."""
    make()
    before = {path: path.stat().st_mtime_ns for path in (out / "main").rglob("*") if path.is_file()}
    bytes_before = everything(out)
    again = make(now=NOW + 10 * YEAR)
    assert set(states(again).values()) == {"as it was"}
    assert (again.office, again.authority_new, everything(out)) == ("as it was", False, bytes_before)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_the_technicians_own_words_are_copied(make: Make, out: Path, fixed_centre: CentreFile, tmp_path: Path) -> None:
    """Notes and order of centre.toml reach the card; a note more changes every folder, and no identity."""
    make()
    was = everything(out)
    path = write(fixed_centre, tmp_path)
    noted = path.read_text() + "# Ask Olena for the key of the cabinet.\n"
    path.write_text(noted)
    order = Order(file=path, out=out)
    assert set(states(provision(order, centre_of(order), NOW)).values()) == {"changed"}
    assert (out / "desks" / "cherha" / "centre.toml").read_text() == noted
    assert {n: t for n, t in everything(out).items() if n.endswith(".pem")} == {
        n: t for n, t in was.items() if n.endswith(".pem")
    }


def test_an_identity_is_renewed_two_years_before_its_end(make: Make, out: Path) -> None:
    """The old one counts until its end, so cards may be copied one by one."""
    make()
    was = serials(out, "desks")
    assert set(states(make(now=NOW + 17.9 * YEAR)).values()) == {"as it was"}
    assert set(states(make(now=NOW + 18.1 * YEAR)).values()) == {"new identities"}
    assert not was & serials(out, "desks")
    assert revoked(out / "main" / "cherha" / "keys" / "revoked.pem") == set()


def test_the_broker_is_renewed_when_it_is_found_elsewhere(make: Make, out: Path, fixed_centre: CentreFile) -> None:
    """Its certificate names its addresses; everybody else keeps theirs."""
    make()
    was = keys(out, "main")
    moved = put(put(fixed_centre, "broker.host", "192.168.10.20"), "cards.0.address", "192.168.10.20/24")
    assert states(make(moved)) == {
        "main": "new identities", "desks": "changed", "kiosk-hall": "changed", "desk-2": "changed",
        "rating-exit": "changed",
    }  # fmt: skip
    now = keys(out, "main")
    assert {name for name in now if now[name] != was[name]} == {"broker-main.pem"}


def test_renew_makes_all_identities_anew_and_revokes_none(make: Make, out: Path) -> None:
    """Of all cards, or of one."""
    make()
    was = {card: serials(out, card) for card in ("main", "desks", "desk-2")}
    one = make(renew=True, only=["desks"])
    assert states(one) == {
        "main": "not asked for", "desks": "new identities", "kiosk-hall": "not asked for", "desk-2": "not asked for",
        "rating-exit": "not asked for",
    }  # fmt: skip
    assert (serials(out, "main"), serials(out, "desk-2")) == (was["main"], was["desk-2"])
    whole = make(renew=True)
    assert (set(states(whole).values()), whole.office, whole.revoked) == ({"new identities"}, "new identities", 0)


def test_a_lost_card_counts_no_more(make: Make, out: Path) -> None:
    """It gets new identities, its old ones are on the broker's list: these two are copied again."""
    make()
    was = serials(out, "desks")
    told = make(revoke=["desks"])
    assert {card for card, state in states(told).items() if state != "as it was"} == {"main", "desks"}
    assert (told.revoked, told.broker_revoked) == (1, False)
    assert revoked(out / "main" / "cherha" / "keys" / "revoked.pem") == was
    assert not was & serials(out, "desks")
    assert set(states(make()).values()) == {"as it was"}


def test_the_heads_computer_can_be_lost_too(make: Make) -> None:
    """Its two identities count no more; of the broker's own the page says what no list can do."""
    make()
    told = make(revoke=["office"])
    assert (told.office, told.revoked) == ("new identities", 2)
    assert make(revoke=["main"]).broker_revoked


def test_a_unit_that_moves_is_a_stranger_at_its_old_place(make: Make, out: Path, fixed_centre: CentreFile) -> None:
    """The old card, were it found in a drawer and put into a Pi, would else fight with the new one."""
    make()
    was = read_identity(keys(out, "desks")["desk-desk-1.pem"]).serial
    moved = put(fixed_centre, "cards", (CARDS[0], Card(id="desks", units=("desk-2",))))
    told = make(moved)
    assert keys(out, "desks").keys() == {"desk-desk-2.pem"}
    assert was in revoked(out / "authority" / "revoked.pem")
    assert list(told.removed) == ["desk-2"]


def test_a_card_that_is_in_the_file_no_more_is_removed(make: Make, out: Path, fixed_centre: CentreFile) -> None:
    """With its identities, which count no more; not with what somebody else has put there."""
    make()
    was = serials(out, "desk-2") | serials(out, "rating-exit")
    (out / "desk-2" / "cherha" / "keys" / "notes.txt").write_text("the cable is too short")
    (out / "my-own").mkdir()
    spread = add(fixed_centre, "cards", Card(id="exit", units=("rating-exit",)), Card(id="second", units=("desk-2",)))
    assert list(make(spread, only=["main"]).removed) == []
    told = make(spread)
    assert list(told.removed) == ["desk-2", "rating-exit"]
    assert revoked(out / "authority" / "revoked.pem") == was
    assert list(told.left) == [out / "desk-2"]
    assert list(everything(out / "desk-2")) == ["cherha/keys/notes.txt"]
    assert ((out / "rating-exit").exists(), (out / "my-own").exists()) == (False, True)


def test_what_stands_there_and_is_not_ours_stays(make: Make, out: Path, fixed_centre: CentreFile) -> None:
    """A folder like a card's of another authority, and a file more in one of our own."""
    make()
    (out / "main" / "cherha" / "readme.txt").write_text("mine")
    foreign = out / "other" / "cherha"
    foreign.mkdir(parents=True)
    about = CardFile(card="other", centre=fixed_centre.centre.name, authority="0" * 64)
    (foreign / "cherha.toml").write_text(text_of(about))
    told = make()
    assert (list(told.removed), (foreign / "cherha.toml").exists()) == ([], True)
    assert (out / "main" / "cherha" / "readme.txt").read_text() == "mine"


def test_the_network_stands_on_the_card(make: Make, out: Path, fixed_centre: CentreFile, tmp_path: Path) -> None:
    """Address and gateway, or the Wi-Fi with its password, which is asked for once."""
    wireless = put(fixed_centre, "cards.1.wifi", "Cherha")
    (tmp_path / "password").write_text("вербівка-2026\r\n", newline="")
    make(wireless, wifi_password_files=[str(tmp_path / "password")])

    def about(card: str) -> CardFile:
        return msgspec.toml.decode((out / card / "cherha" / "cherha.toml").read_bytes(), type=CardFile)

    assert about("main").address == Wired(address="192.168.10.10/24", gateway="192.168.10.1")
    assert about("desks").wifi == Wireless(name="Cherha", password="вербівка-2026")  # noqa: S106
    assert set(states(make(wireless)).values()) == {"as it was"}
    more = put(wireless, "cards", (*wireless.cards, Card(id="desk-2", units=("desk-2",), wifi="Cherha")))
    make(more)
    assert about("desk-2").wifi == about("desks").wifi


def test_a_password_is_asked_for_where_somebody_is_there(make: Make, out: Path, fixed_centre: CentreFile) -> None:
    """Once for each network; elsewhere it is said how to give it, and nothing is made."""
    wireless = put(put(fixed_centre, "cards.0.wifi", "Cherha"), "cards.1.wifi", "Cherha")
    with pytest.raises(BadConfig) as told:
        make(wireless)
    assert str(told.value) == (
        'Cards main, desks are on the Wi-Fi "Cherha", whose password is not known. Write it into a file and add'
        " --wifi-password-file FILE; at a terminal it is asked for."
    )
    assert not out.exists()
    asked: list[str] = []

    def typed(name: str) -> str:
        asked.append(name)
        return "long enough"

    make(wireless, ask=typed)
    assert asked == ["Cherha"]


def test_a_feeds_key_goes_to_its_siren_alone(make: Make, out: Path, fixed_centre: CentreFile, tmp_path: Path) -> None:
    """From the folder feed-keys, or another; what is missing is told and stops nothing; what a card has it keeps."""
    with_feed = add(fixed_centre, "sirens", FEED, replace(FEED, id="other", key_file="/srv/elsewhere"))
    with_feed = put(with_feed, "region", Region(host="region.example", name="verbivka"))
    told = make(with_feed)
    assert [(file.unit, file.place) for file in told.missing] == [
        ("main", "region.identity_file"), ("feed", "sirens[0].key_file"),
    ]  # fmt: skip
    other = tmp_path / "elsewhere"
    for folder, name, text in ((out / "feed-keys", "ukrainealarm", "abc\n"), (other, "region.pem", "region's")):
        folder.mkdir()
        (folder / name).write_text(text)
    assert [file.unit for file in make(with_feed).missing] == ["main"]
    assert [file.unit for file in make(with_feed, feed_keys=other).missing] == []
    holders = [path for path in everything(out) if path.endswith(("/ukrainealarm", "region.pem"))]
    assert holders == ["feed/cherha/keys/ukrainealarm", "feed-keys/ukrainealarm", "main/cherha/keys/region.pem"]
    assert set(states(make(with_feed)).values()) == {"as it was"}


def test_a_centre_becomes_one_pi(make: Make, out: Path) -> None:
    """The mobile one, whose file says so itself, and one whose file does not; the head's commands work on the Pi."""
    mobile = load(EXAMPLES / "mobile.toml")
    make(replace(mobile, cards=(), broker=replace(mobile.broker, host="192.168.10.10")), all_in_one=True)
    centre = load(out / "main" / "cherha" / "centre.toml")
    assert [(card.id, set(card.units)) for card in centre.cards] == [("main", set(mobile.cards[0].units))]
    assert centre.broker.host == "127.0.0.1"
    assert keys(out, "main").keys() == {
        "broker-main.pem", "dispatcher-main.pem", "kiosk-kiosk.pem", "desk-desk-1.pem", "desk-desk-2.pem",
        "display-screen.pem", "siren-battery.pem", "office-main.pem",
    }  # fmt: skip
    assert (out / "main" / "cherha" / "keys" / "technician.pem").exists()


def test_a_long_name_of_a_centre_is_cut_in_its_authority(make: Make, out: Path) -> None:
    """The large one's is longer than a certificate takes, and is read nowhere but there."""
    large = load(EXAMPLES / "large.toml")
    make(large, only=["main"])
    certificate = x509.load_pem_x509_certificate((out / "authority" / "authority.pem").read_bytes())
    (name,) = certificate.subject
    assert name.value == "Cherha: Центр надання адміністративни"
