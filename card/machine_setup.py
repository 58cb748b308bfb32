# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Makes the machine what its card says: host name, time zone, network, ssh, and which units start. Each boot anew.

What is right already is not written again, so a boot in which nothing has changed writes nothing to the card.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from card import network, reaching
from card.card_file import CardFile, host_name
from card.disk import Disk
from card.programs import Programs
from card.reading import Verified
from centre.cards import ALONE, Place

CONNECTIONS = Path("etc/NetworkManager/system-connections")
REGULATION = Path("etc/modprobe.d/cherha-wifi.conf")
RADIO = Path("var/lib/NetworkManager/NetworkManager.state")
"""What NetworkManager remembers of its switches: Raspberry Pi OS ships it with the radio off, for want of a country."""

ZONES = Path("usr/share/zoneinfo")

UNITS, WANTS = "/usr/lib/systemd/system", Path("run/systemd/system")
"""Where the package keeps systemd's files; and where links say which of them this Pi starts, by their role's target.

They are made at each boot, in memory, as ``systemctl enable --runtime`` does: a card that has become another's leaves
none behind, and the root file system may be read-only.
"""


def set_up(disk: Disk, programs: Programs, root: Path, card: Verified) -> list[Callable[[], None]]:
    """Return what is to be done, in this order; each raises OSError when the disk does not take it."""
    return [
        partial(_name, disk, programs, root, host_name(card.about.card)),
        partial(_time_zone, disk, root, card.centre.centre.time_zone),
        partial(_network, disk, programs, root, card.about),
        partial(_units, disk, programs, root, card.places),
        partial(reaching.reach, disk, programs, root, card),
    ]


def unit_name(place: Place) -> str:
    """Return what systemd calls a unit of the centre: ``cherha-kiosk@kiosk-hall.service``."""
    return f"cherha-{place.role}.service" if place.role in ALONE else f"cherha-{place.role}@{place.id}.service"


def _name(disk: Disk, programs: Programs, root: Path, name: str) -> None:
    """Name the machine; /etc/hosts knows it too, since sudo looks it up without a network."""
    host, hosts = root / "etc/hostname", root / "etc/hosts"
    known = hosts.read_text(encoding="utf-8").splitlines() if hosts.exists() else ["127.0.0.1\tlocalhost"]
    others = [line for line in known if line.split()[:1] != ["127.0.1.1"]]
    disk.write(hosts, "".join(f"{line}\n" for line in (*others, f"127.0.1.1\t{name}")).encode())
    if not host.exists() or host.read_text(encoding="utf-8").strip() != name:
        disk.write(host, f"{name}\n".encode())
    programs.run(["hostname", name])


def _time_zone(disk: Disk, root: Path, zone: str) -> None:
    """Set the zone of the system's own clock and log; Cherha's services have theirs from centre.toml."""
    if (root / ZONES / zone).is_file():
        disk.link(root / "etc/localtime", f"/{ZONES}/{zone}")
        disk.write(root / "etc/timezone", f"{zone}\n".encode())


def _network(disk: Disk, programs: Programs, root: Path, about: CardFile) -> None:
    """Write the files of the card's network, and remove those of one that it has no more."""
    wanted = network.keyfiles(about)
    folder = root / CONNECTIONS
    before = {name: _text(folder / name) for name in network.FILES}
    for name in network.FILES:
        if name in wanted:
            disk.write(folder / name, wanted[name].encode(), 0o600)
        else:
            disk.erase(folder / name)
    if about.wifi is not None:
        disk.write(root / REGULATION, network.regulation(about.wifi).encode())
        programs.run(["iw", "reg", "set", about.wifi.country])
        programs.run(["rfkill", "unblock", "wlan"])
        _radio_on(disk, programs, root)
    if before != {name: wanted.get(name) for name in network.FILES}:
        # Both fail where NetworkManager starts after us, which reads the files then.
        programs.run(["nmcli", "connection", "reload"])
        for name in wanted:
            programs.run(["nmcli", "--wait", "0", "connection", "up", Path(name).stem])


def _radio_on(disk: Disk, programs: Programs, root: Path) -> None:
    """Let NetworkManager use the radio: the file counts where it starts after us, the command where it runs already."""
    remembered = _text(root / RADIO) or ""
    if "WirelessEnabled=false" in remembered:
        disk.write(root / RADIO, remembered.replace("WirelessEnabled=false", "WirelessEnabled=true").encode())
        programs.run(["nmcli", "radio", "wifi", "on"])


def _units(disk: Disk, programs: Programs, root: Path, places: Sequence[Place]) -> None:
    """Let the targets want the card's units and no others, and start them."""
    wanted = {f"{target(place)}.wants/{unit_name(place)}": f"{UNITS}/{unit_file(place)}" for place in places}
    folder = root / WANTS
    for link in sorted(folder.glob("cherha-*.target.wants/*")):
        if str(link.relative_to(folder)) not in wanted:
            disk.remove(link)
    for name, file in wanted.items():
        disk.link(folder / name, file)
    programs.run(["systemctl", "daemon-reload"])
    # --no-block: the units come after us, and we wait for nobody. Each is named: the targets stand already when a Pi
    # boots, and of a target that stands systemd starts nothing that another such target has come to want since.
    programs.run(["systemctl", "start", "--no-block", "cherha.target", *(unit_name(place) for place in places)])


def target(place: Place) -> str:
    """Return the target that a unit belongs to; broker, dispatcher, bridge and page have one together."""
    return "cherha-centre.target" if place.role in ALONE else f"cherha-{place.role}.target"


def unit_file(place: Place) -> str:
    """Return the file that a unit is made of: of most roles a template."""
    return f"cherha-{place.role}.service" if place.role in ALONE else f"cherha-{place.role}@.service"


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return None
