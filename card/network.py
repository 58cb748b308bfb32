# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The network of a Pi as NetworkManager's keyfiles (nm-settings-keyfile(5)): pure.

A cable without a fixed address needs no file, NetworkManager asks for one by itself. On Wi-Fi the fixed address, if
there is one, is the Wi-Fi's, since one address must not stand on two devices.
"""

from collections.abc import Mapping

from card.card_file import CardFile, Wired, Wireless

WIRED, WIFI = "cherha-wired.nmconnection", "cherha-wifi.nmconnection"
FILES = (WIRED, WIFI)


def keyfiles(about: CardFile) -> Mapping[str, str]:
    """Return the files that the card needs, by their names."""
    if about.wifi is not None:
        return {WIFI: _wifi(about.wifi, about.address)}
    return {WIRED: _wired(about.address)} if about.address else {}


def regulation(wifi: Wireless) -> str:
    """Return the line for the kernel that says in which country the Wi-Fi is: without it channels 12 and 13 are shut.

    See modprobe.d(5).
    """
    return f"options cfg80211 ieee80211_regdom={wifi.country}\n"


def _wired(address: Wired) -> str:
    return _connection("cherha-wired", "ethernet") + _ip(address)


def _wifi(wifi: Wireless, address: Wired | None) -> str:
    # powersave=2: off. A Pi that dozes answers late, and whoever waits for a call waits with it.
    return (
        _connection("cherha-wifi", "wifi")
        + f"[wifi]\nmode=infrastructure\nssid={_escaped(wifi.name, ';')}\npowersave=2\n\n"
        + f"[wifi-security]\nkey-mgmt=wpa-psk\npsk={_escaped(wifi.password)}\n\n"
        + _ip(address)
    )


def _connection(name: str, kind: str) -> str:
    # autoconnect-retries=0: for ever. The router may come up an hour after the Pi.
    return f"[connection]\nid={name}\ntype={kind}\nautoconnect=true\nautoconnect-priority=10\nautoconnect-retries=0\n\n"


def _ip(address: Wired | None) -> str:
    """Return the address; the gateway, which in a small centre is the router, is asked for names, too."""
    if address is None:
        return "[ipv4]\nmethod=auto\n\n[ipv6]\nmethod=auto\n"
    way = f"gateway={address.gateway}\ndns={address.gateway};\n" if address.gateway else "never-default=true\n"
    return f"[ipv4]\nmethod=manual\naddress1={address.address}\n{way}\n[ipv6]\nmethod=link-local\n"


def _escaped(text: str, also: str = "") -> str:
    """Return a value as a keyfile has it: a space at an end is lost unless it is written as one."""
    written = text.replace("\\", "\\\\")
    for sign in also:
        written = written.replace(sign, f"\\{sign}")
    bare = written.strip(" ")
    before, after = len(written) - len(written.lstrip(" ")), len(written) - len(written.rstrip(" "))
    return "\\s" * before + bare + "\\s" * after if bare else "\\s" * len(written)
