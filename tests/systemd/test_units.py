# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the units promise, read in their files: the program's own words are the measure, not a copy of them."""

import importlib
import struct
import subprocess
from pathlib import Path

import pytest

from centre import screen_pulse
from centre.poweroff import DEFAULT as POWER_OFF
from centre.screen_pulse import STOP
from centre.service import IDLE_S
from centre.window import COMPOSITOR
from cherha.__main__ import DEFAULT_STATE, ROLES
from image.package_tree import PACKAGES
from tests.systemd.units import FOLDER, Unit, groups, lines, put_in, users

ALONE = {"broker", "dispatcher", "bridge", "page"}
"""Roles of which a Pi has one unit at most."""

SERVED = sorted(ROLES)

UNITS = {role: Unit(f"cherha-{role}.service" if role in ALONE else f"cherha-{role}@.service") for role in SERVED}

ASKS_FOR_THE_END = {role for role, module in ROLES.items() if hasattr(importlib.import_module(module), "PowerOff")}

CLASSES = {
    "gpio": {"gpiochip"},
    "dialout": {"ttyUSB", "ttyACM", "ttyAMA", "ttyS"},
    "lp": {"usb"},
    "cherha-screen": set[str](),
    "audio": {"alsa"},
    "cherha-poweroff": set[str](),
}
"""What a group's files are, as /proc/devices calls it."""

BUILT_IN = {"gpiochip", "usb", "ttyAMA", "ttyS"}
"""Classes that every kernel of a Pi has from its start."""

MODULES = {"alsa": "snd", "ttyUSB": "usbserial", "ttyACM": "cdc_acm"}
"""The module that brings each of the others."""

LISTS = {"Environment", "DeviceAllow", "SystemCallFilter", "RestrictAddressFamilies", "After", "ReadWritePaths"}
"""Keys of which each line adds to those before it."""


@pytest.fixture(params=SERVED)
def role(request: pytest.FixtureRequest) -> str:
    """Return each role in turn."""
    return str(request.param)


@pytest.fixture
def unit(role: str) -> Unit:
    """Return its unit."""
    return UNITS[role]


def test_each_role_has_its_unit(role: str, unit: Unit) -> None:
    """It runs the role, by its id where there may be several, as a user of its own that sysusers makes."""
    expected = f"/usr/bin/cherha run {role}" + ("" if role in ALONE else " %i")
    assert unit.last("ExecStart").removesuffix(f" --state %t/cherha-{role}") == expected
    assert unit.last("User") == f"cherha-{role}"
    assert unit.last("User") in users()


def test_each_user_is_in_no_group_but_those_of_its_devices(role: str, unit: Unit) -> None:
    """The classes of devices that the unit allows are those of its user's groups, and no others."""
    mine = groups(f"cherha-{role}")
    allowed = {value.split()[0].removeprefix("char-") for value in unit.all("DeviceAllow")}
    assert allowed == set().union(*(CLASSES[group] for group in mine))
    assert ("cherha-poweroff" in mine) == (role in ASKS_FOR_THE_END)


def test_a_unit_without_devices_sees_none(unit: Unit) -> None:
    """Of those the private /dev has only what every program needs."""
    assert unit.last("DevicePolicy") == "closed"
    assert (unit.last("PrivateDevices") == "yes") == (not unit.all("DeviceAllow"))


def test_classes_are_known_before_any_unit_starts(unit: Unit) -> None:
    """One that the kernel learns later stays forbidden to a unit that runs: its module is loaded at boot."""
    loaded = (FOLDER / "cherha.modules").read_text(encoding="utf-8").splitlines()
    for value in unit.all("DeviceAllow"):
        name = value.split()[0].removeprefix("char-")
        assert name in BUILT_IN or MODULES[name] in loaded, name


def test_a_loop_at_rest_feeds_its_watchdog(role: str, unit: Unit) -> None:
    """Its period is several turns long; for a Mosquitto its pulse says that it lives, which systemd must hear."""
    assert int(unit.last("WatchdogSec")) >= 3 * IDLE_S
    assert (unit.all("NotifyAccess") == ["all"]) is (role in {"broker", "bridge", "page"})
    assert unit.last("Type") == "notify"


def test_nothing_is_given_up(unit: Unit) -> None:
    """However often a service fails, it is started again, and no limit ends that."""
    assert (unit.last("Restart"), unit.last("StartLimitIntervalSec")) == ("always", "0")


def test_nothing_waits_for_network_or_time() -> None:
    """No file names what is reached only then, and no unit needs another one."""
    files = [file for file in FOLDER.rglob("*") if file.suffix in {".service", ".target", ".path", ".conf"}]
    for line in (line for file in files for line in lines(file)):
        assert not {"network-online.target", "time-sync.target", "network.target"} & set(line.value.split()), line
        assert line.key not in {"Requires", "BindsTo", "Requisite"}, line


def test_no_line_is_overruled_without_a_word(unit: Unit) -> None:
    """Drop-ins are read after the unit: what both set counts as the drop-in has it, whatever the unit says."""
    own = {line.key for line in unit.own}
    later = {line.key for line in unit.lines[len(unit.own) :]}
    assert (own & later) - LISTS <= {"Description"}


def test_each_service_gets_its_own_identity_and_no_other(role: str, unit: Unit) -> None:
    """By the name that the program looks for; without it the service starts too, and says what is missing."""
    user = f"{role}-main" if role in ALONE else f"{role}-%i"
    own = f"{user}.pem:/etc/cherha/keys/{user}.pem"
    more = {"broker": ["revoked.pem"], "bridge": ["region.pem"]}.get(role, [])
    assert unit.all("LoadCredential") == [own, *(f"{name}:/etc/cherha/keys/{name}" for name in more)]
    assert f"{user}.pem:missing" in unit.all("SetCredential")


@pytest.mark.parametrize("role", ["dispatcher", "kiosk", "bridge"])
def test_a_journal_is_where_the_program_looks_by_itself(role: str) -> None:
    """A service that is started by hand has the same folder as the one of systemd."""
    assert DEFAULT_STATE / role == DEFAULT_STATE.parent / UNITS[role].last("StateDirectory")


def test_pins_have_their_driver_and_its_folder(role: str, unit: Unit) -> None:
    """Lgpio makes a file where it is imported, in a folder that is the unit's own."""
    if "gpio" not in groups(f"cherha-{role}"):
        return
    given = unit.environment({"t": "/run", "i": "x"})
    assert given["GPIOZERO_PIN_FACTORY"] == "lgpio"
    assert given["LG_WD"] == f"/run/{put_in(unit.last('RuntimeDirectory'), {'i': 'x'})}"


@pytest.mark.parametrize("name", ["cherha-kiosk@.service", "cherha-display@.service", "cherha-take-in.service"])
def test_who_draws_finds_the_compositor(name: str) -> None:
    """Its socket is where the screen's unit has its folder, and open to the group of it; root needs none."""
    given, screen = Unit(name).environment({"t": "/run", "i": "x"}), Unit("cherha-screen.service")
    assert given["CHERHA_COMPOSITOR"] == f"/run/{screen.last('RuntimeDirectory')}/wayland-0" == str(COMPOSITOR)
    assert screen.environment({"t": "/run"})["XDG_RUNTIME_DIR"] == str(COMPOSITOR.parent)
    assert (screen.last("User"), screen.last("RuntimeDirectoryMode"), screen.last("UMask")) == (
        "cherha-screen",
        "0750",
        "0007",
    )
    user = Unit(name).last("User")
    assert user == "root" or "cherha-screen" in groups(user)


def test_the_screen_ends_by_its_pulse() -> None:
    """Systemd's word for the end is the pulse's, and its packages are where the package lays them."""
    screen = Unit("cherha-screen.service")
    assert screen.last("KillSignal") == STOP.name
    assert screen.last("ExecStart").endswith(f"-m {screen_pulse.__name__}")
    assert screen.environment({"t": "/run"})["PYTHONPATH"] == f"/{PACKAGES}"
    assert (screen.last("Type"), screen.all("NotifyAccess")) == ("notify", ["all"])


def test_the_screen_comes_back_and_waits_for_nobody() -> None:
    """Take-in, which comes before all others, comes after it; a Pi without a graphics card starts none."""
    screen = Unit("cherha-screen.service")
    assert (screen.last("Restart"), screen.last("StartLimitIntervalSec")) == ("always", "0")
    assert "cherha-take-in.service" not in screen.words("After")
    assert "cherha-screen.service" in Unit("cherha-take-in.service").words("After")
    assert screen.last("ConditionPathExistsGlob") == "/dev/dri/card*"


def test_the_clock_may_be_asked(role: str, unit: Unit) -> None:
    """Every loop asks whether its clock is proven; ProtectClock= would refuse the question."""
    if role in {"broker", "bridge", "page"}:
        return
    assert not unit.all("ProtectClock")
    assert {"adjtimex", "clock_adjtime"} <= set(unit.words("SystemCallFilter"))


def test_instances_keep_their_hyphens() -> None:
    """%I makes a slash of each hyphen, and most ids have one."""
    assert not [line for unit in UNITS.values() for line in unit.lines if "%I" in line.value]


@pytest.mark.parametrize("role", sorted(ASKS_FOR_THE_END))
def test_whoever_asks_for_the_end_is_heard(role: str) -> None:
    """It may write where the program writes, and that is what systemd watches."""
    folder = POWER_OFF.rpartition("/")[0]
    assert f"-{folder}" in UNITS[role].words("ReadWritePaths")
    assert f"d {folder} 2775 root cherha-poweroff -" in (FOLDER / "cherha.tmpfiles").read_text(encoding="utf-8")
    assert Unit("cherha-poweroff.path").all("PathExists") == [POWER_OFF]
    assert UNITS[role].last("UMask") == "0007"  # else another could not ask again for what this one has asked


def test_the_oneshots_are_no_units_of_a_centre() -> None:
    """What holds for those would start them again and again."""
    for name in ("cherha-take-in.service", "cherha-poweroff.service"):
        assert (Unit(name).last("Type"), Unit(name).all("Restart"), Unit(name).all("WatchdogSec")) == (
            "oneshot",
            [],
            [],
        )


def test_a_trial_that_is_switched_off_is_not_restarted() -> None:
    """A oneshot that ends by SIGTERM has failed, says systemd.service(5), and this unit restarts the Pi then."""
    judge = Unit("cherha-healthy.service")
    assert (judge.last("Type"), judge.last("FailureAction"), judge.last("Conflicts")) == (
        "oneshot",
        "reboot",
        "shutdown.target",
    )
    assert judge.last("SuccessExitStatus") == "SIGTERM"


def test_targets_lead_to_every_unit() -> None:
    """cherha.target wants each of them; what is stopped or restarted there reaches all of its units."""
    wanted = set(Unit("cherha.target").words("Wants")) - {"cherha-screen.service"}
    assert wanted == {name.name for name in FOLDER.glob("cherha-*.target")}
    assert {word for unit in UNITS.values() for word in unit.words("PartOf")} == wanted
    assert all(Unit(name).words("PartOf") == ["cherha.target"] for name in wanted)


def test_a_fresh_system_starts_what_takes_the_card_in() -> None:
    """Everything else is for take-in to say."""
    presets = [line.split() for line in (FOLDER / "50-cherha.preset").read_text(encoding="utf-8").splitlines()]
    said = [words for words in presets if words[0] in {"enable", "disable"}]
    assert [name for verb, name in said if verb == "enable"] == [
        "cherha.target",
        "cherha-take-in.service",
        "cherha-poweroff.path",
        "cherha-healthy.service",
        "cherha-update.timer",
    ]
    assert said[-1] == ["disable", "cherha-*"]


def test_the_pointer_of_the_screen_has_no_dots(tmp_path: Path) -> None:
    """The compositor finds it where the unit says, under the name that it looks for; its one dot is clear."""
    subprocess.run(["sh", FOLDER / "install.sh", tmp_path], check=True)
    themes = Unit("cherha-screen.service").environment({"t": "/run"})["XCURSOR_PATH"]
    words = struct.unpack("<4s16I", (tmp_path / themes.lstrip("/") / "default/cursors/left_ptr").read_bytes())
    image = 0xFFFD0002
    assert words == (b"Xcur", 16, 0x10000, 1, image, 24, 28, 36, image, 24, 1, 1, 1, 0, 0, 0, 0)
