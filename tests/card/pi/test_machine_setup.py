# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A Pi is called, set and connected as its card says, and starts its own units."""

from typing import get_args

import msgspec
import pytest

from card.card_file import CardFile, Wired, Wireless
from card.face_words import words
from card.machine import RELEASE, look
from card.machine_setup import target, unit_file
from card.network import WIFI, WIRED, keyfiles
from card.taking_in import Outcome, Pi, take_in
from centre.cards import Place
from centre.centre_file import load
from centre.config import CentreFile
from centre.config_cards import Region
from centre.messages import Role
from tests.card.pi.folders import NOW, HeardPrograms, fill, tree
from tests.conftest import SMALL

SYSTEMD = SMALL.parents[2] / "systemd"
MOBILE = SMALL.with_name("mobile.toml")
ROUTER = Wired(address="192.168.10.11/24", gateway="192.168.10.1")
CNAP = Wireless(name="ЦНАП; зал", password=" back\\slash ")  # noqa: S106 - an example


def about(address: Wired | None = None, wifi: Wireless | None = None) -> CardFile:
    """Return a cherha.toml."""
    return CardFile(card="kiosk-hall", centre="ЦНАП", authority="0" * 64, address=address, wifi=wifi)


def heard(there: Pi) -> list[str]:
    """Return the programs that were asked."""
    assert isinstance(there.programs, HeardPrograms)
    return [words for words, _ in there.programs.heard]


def test_the_machine_is_set_up(copied: Pi) -> None:
    """Host name, /etc/hosts, time zone, and no file for a network that needs none."""
    (copied.root / "etc/hosts").write_text("127.0.0.1\tlocalhost\n127.0.1.1\traspberrypi\n::1\tlocalhost\n")
    (copied.root / "etc/hostname").write_text("raspberrypi\n")
    take_in(copied, NOW)
    found = {name: text for name, text in tree(copied.root / "etc").items() if not name.startswith("cherha/")}
    assert found == {
        "hostname": "cherha-kiosk-hall\n",
        "hosts": "127.0.0.1\tlocalhost\n::1\tlocalhost\n127.0.1.1\tcherha-kiosk-hall\n",
        "localtime": "-> /usr/share/zoneinfo/Europe/Kyiv",
        "timezone": "Europe/Kyiv\n",
    }
    assert heard(copied) == [
        "hostname cherha-kiosk-hall",
        "systemctl daemon-reload",
        "systemctl start --no-block cherha.target cherha-kiosk@kiosk-hall.service",
    ]


def test_a_zone_that_the_system_does_not_know_is_left_alone(copied: Pi) -> None:
    """An old one calls it Europe/Kiev; Cherha's services have their own zones."""
    (copied.root / "usr/share/zoneinfo/Europe/Kyiv").unlink()
    assert take_in(copied, NOW).warning is None
    assert not (copied.root / "etc/localtime").exists()


def test_a_card_starts_its_own_units(fresh: Pi, small_centre: CentreFile) -> None:
    """They are links in memory, as `systemctl enable --runtime` makes them; those of another card are gone."""
    whole = msgspec.structs.replace(load(MOBILE), region=Region(host="region.example", name="verbivka"))
    fill(fresh.source, whole, "main")
    assert take_in(fresh, NOW).refused is None
    system = "-> /usr/lib/systemd/system"
    wants = fresh.root / "run/systemd/system"
    assert tree(wants) == {
        "cherha-centre.target.wants/cherha-bridge.service": f"{system}/cherha-bridge.service",
        "cherha-centre.target.wants/cherha-broker.service": f"{system}/cherha-broker.service",
        "cherha-centre.target.wants/cherha-dispatcher.service": f"{system}/cherha-dispatcher.service",
        "cherha-desk.target.wants/cherha-desk@desk-1.service": f"{system}/cherha-desk@.service",
        "cherha-desk.target.wants/cherha-desk@desk-2.service": f"{system}/cherha-desk@.service",
        "cherha-display.target.wants/cherha-display@screen.service": f"{system}/cherha-display@.service",
        "cherha-kiosk.target.wants/cherha-kiosk@kiosk.service": f"{system}/cherha-kiosk@.service",
        "cherha-siren.target.wants/cherha-siren@battery.service": f"{system}/cherha-siren@.service",
    }
    fill(fresh.source, small_centre, "desk-1")
    take_in(fresh, NOW)
    assert list(tree(wants)) == ["cherha-desk.target.wants/cherha-desk@desk-1.service"]


def test_a_cable_with_an_address_of_its_own() -> None:
    """The router is asked for names, too."""
    assert keyfiles(about(ROUTER)) == {
        WIRED: (
            "[connection]\nid=cherha-wired\ntype=ethernet\nautoconnect=true\nautoconnect-priority=10\n"
            "autoconnect-retries=0\n\n[ipv4]\nmethod=manual\naddress1=192.168.10.11/24\ngateway=192.168.10.1\n"
            "dns=192.168.10.1;\n\n[ipv6]\nmethod=link-local\n"
        )
    }


def test_a_network_without_a_way_out() -> None:
    """A switch and nothing else: no gateway, which NetworkManager must not wait for."""
    assert "never-default=true" in keyfiles(about(Wired(address="10.0.0.2/24")))[WIRED]


def test_wifi_has_its_password_and_the_address() -> None:
    """A name with a semicolon and a password with spaces at its ends arrive as they are."""
    assert keyfiles(about(ROUTER, CNAP)) == {
        WIFI: (
            "[connection]\nid=cherha-wifi\ntype=wifi\nautoconnect=true\nautoconnect-priority=10\n"
            "autoconnect-retries=0\n\n[wifi]\nmode=infrastructure\nssid=ЦНАП\\; зал\npowersave=2\n\n"
            "[wifi-security]\nkey-mgmt=wpa-psk\npsk=\\sback\\\\slash\\s\n\n"
            "[ipv4]\nmethod=manual\naddress1=192.168.10.11/24\ngateway=192.168.10.1\n"
            "dns=192.168.10.1;\n\n[ipv6]\nmethod=link-local\n"
        )
    }


@pytest.mark.parametrize("wifi", [None, CNAP])
def test_without_an_address_one_is_asked_for(wifi: Wireless | None) -> None:
    """By DHCP; a cable then needs no file."""
    assert ["method=auto" in text for text in keyfiles(about(None, wifi)).values()] == ([True] if wifi else [])


def test_networks_are_written_for_root_alone_and_removed_again(fresh: Pi, small_centre: CentreFile) -> None:
    """A card that was on Wi-Fi and is on a cable now leaves no password behind."""
    fill(fresh.source, small_centre, "desk-1", wifi={"name": "CNAP", "password": "secret-of-hall"})
    take_in(fresh, NOW)
    folder = fresh.root / "etc/NetworkManager/system-connections"
    assert [(file.name, oct(file.stat().st_mode & 0o777)) for file in folder.iterdir()] == [(WIFI, "0o600")]
    assert (fresh.root / "etc/modprobe.d/cherha-wifi.conf").read_text() == "options cfg80211 ieee80211_regdom=UA\n"
    assert heard(fresh)[1:5] == [
        "iw reg set UA",
        "rfkill unblock wlan",
        "nmcli connection reload",
        "nmcli --wait 0 connection up cherha-wifi",
    ]
    fill(fresh.source, small_centre, "desk-1")
    take_in(fresh, NOW)
    assert list(folder.iterdir()) == []
    assert not [name for name, text in tree(fresh.root).items() if "secret-of-hall" in text]


def test_the_radio_of_a_raspberry_pi_os_is_switched_on(fresh: Pi, small_centre: CentreFile) -> None:
    """It is off until somebody names a country; NetworkManager remembers that, and takes no connection up."""
    state = fresh.root / "var/lib/NetworkManager/NetworkManager.state"
    state.parent.mkdir()
    state.write_text("[main]\nNetworkingEnabled=true\nWirelessEnabled=false\n")
    fill(fresh.source, small_centre, "desk-1", wifi={"name": "CNAP", "password": "secret-of-hall"})
    take_in(fresh, NOW)
    assert state.read_text() == "[main]\nNetworkingEnabled=true\nWirelessEnabled=true\n"
    assert "nmcli radio wifi on" in heard(fresh)


def test_what_is_linked_is_there() -> None:
    """The package has a file for each role's unit and each role's target, under these names."""
    for role in get_args(Role):
        place = Place(role, "some")
        if role not in {"office", "page"}:
            assert (SYSTEMD / target(place)).is_file(), role
            assert (SYSTEMD / unit_file(place)).is_file(), role


@pytest.mark.parametrize(
    ("release", "line", "said"),
    [
        ("ID=debian\nIMAGE_ID=cherha\nIMAGE_VERSION=1.4.0\n", "quiet ro rauc.slot=B", "1.4.0 (B)"),
        ('IMAGE_ID="cherha"\nIMAGE_VERSION="1.4.0"\n', "quiet ro", "1.4.0"),
        ("ID=debian\nVERSION_ID=12\n", "rauc.slot=A", ""),
        ("IMAGE_ID=other\nIMAGE_VERSION=2\n", "", ""),
    ],
)
def test_a_pi_knows_its_image(fresh: Pi, release: str, line: str, said: str) -> None:
    """Its version, and which of the two systems runs; a Debian that is none of ours says nothing."""
    for place, text in ((RELEASE, release), ("proc/cmdline", f"{line}\n")):
        (fresh.root / place).parent.mkdir(parents=True, exist_ok=True)
        (fresh.root / place).write_text(text)
    assert look(fresh.root).image == said
    assert words(Outcome(), look(fresh.root)).machine == (f"Cherha {said}" if said else "")
    assert ("CHERHA" if said else "bootfs") in words(Outcome(), look(fresh.root)).lines
