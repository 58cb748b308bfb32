# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The commands around an update: what they say, what their exit codes are, what they leave."""

import time
from pathlib import Path

import pytest

from card.slot_sectors import NO_SLOTS
from card.slots import Slots, activated
from cherha.__main__ import main
from cherha.update import NIGHT_H
from tests.card.updates.machine import Pi

PROGRAM = """\
#!/bin/sh
case "$1" in
info) echo '{"compatible":"cherha-arm64","version":"0.2.0","images":[{"rootfs":{"size":900}}]}' ;;
install) echo ' 50% half'; echo '100% done' ;;
esac
"""


@pytest.fixture
def pi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pi:
    """Return a Pi with a rauc that takes everything, and a systemd that says nothing."""
    pi = Pi(tmp_path / "pi")
    for name, text in {"rauc": PROGRAM, "systemctl": f'#!/bin/sh\necho "$@" >>{tmp_path}/systemctl\n'}.items():
        pi.put(f"bin/{name}", text).chmod(0o755)
    monkeypatch.setenv("PATH", f"{pi.root}/bin:/usr/bin:/bin")
    return pi


def update(pi: Pi, *words: str) -> int:
    """Run the command below the Pi's root."""
    return main(["update", "--root", str(pi.root), *words])


def test_an_update_says_when_it_takes_effect(pi: Pi, capsys: pytest.CaptureFixture[str]) -> None:
    """And until then that the old version goes on."""
    bundle = pi.put("a.raucb")
    assert update(pi, str(bundle)) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{bundle}: version 0.2.0 is being installed; 0.1.0 goes on meanwhile.",
        "50%",
        "100%",
        "Version 0.2.0 is installed. It takes effect at the next start of this Pi: reboot",
    ]


def test_a_refusal_is_one_sentence(pi: Pi, capsys: pytest.CaptureFixture[str]) -> None:
    """On stderr, with exit code 1."""
    assert update(pi, str(pi.root / "empty")) == 1
    said = f"{pi.root}/empty: there is no such file or folder. Name a bundle (*.raucb), a stick or an address.\n"
    assert capsys.readouterr() == ("", said)


def test_nothing_to_do_is_no_fault_of_a_stick(pi: Pi, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told in the log; a person who asks for it hears that it was in vain."""
    stick = str(pi.put("stick/photo.jpg").parent)
    assert update(pi, stick, "--by-itself") == 0
    assert capsys.readouterr().out == f"{stick}: no bundle (*.raucb) is there.\n"
    assert update(pi, stick) == 1


def test_without_an_address_the_night_passes_quietly(pi: Pi, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a Pi that is nobody nor a centre without [updates] has anything to do; a person is told what to name."""
    centre = pi.root / "centre.toml"
    assert update(pi, "--by-itself", "--centre", str(centre)) == 0
    assert update(pi, "--centre", str(centre)) == 1
    assert capsys.readouterr() == (
        "",
        "Update from where? Name a bundle (*.raucb), a stick or an address; or set url of [updates] in centre.toml.\n",
    )


@pytest.fixture(params=[("night", True), ("day", False)], ids=lambda when: when[0])
def restarts(request: pytest.FixtureRequest, pi: Pi, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Set the clock, which is right; return whether this Pi may restart by itself."""
    when, may = request.param
    hour = time.localtime().tm_hour
    monkeypatch.setattr("cherha.update.NIGHT_H", [hour - 1, hour, hour + 1] if when == "night" else [])
    pi.put("run/systemd/timesync/synchronized")
    return bool(may)


def restarted(pi: Pi) -> bool:
    """Return whether the Pi was restarted since the last question."""
    said = pi.root.parent / "systemctl"
    words = said.read_text(encoding="utf-8") if said.exists() else ""
    said.unlink(missing_ok=True)
    return "--no-block reboot" in words


def test_a_pi_restarts_by_itself_at_night_alone(pi: Pi, *, restarts: bool) -> None:
    """By a slow network an update of the night ends by day, when the hall is full."""
    assert update(pi, str(pi.put("a.raucb")), "--restart") == 0
    assert restarted(pi) == restarts


def test_what_came_too_late_for_one_night_is_started_in_the_next(pi: Pi, *, restarts: bool) -> None:
    """There is nothing more to install then, and no reason to restart each night."""
    stick = str(pi.put("stick/photo.jpg").parent)
    assert update(pi, stick, "--by-itself", "--restart") == 0
    assert not restarted(pi)
    pi.other_has("0.2.0", activated(Slots(), "B"))
    assert update(pi, stick, "--by-itself", "--restart") == 0
    assert restarted(pi) == restarts


def test_a_pi_whose_clock_is_not_proven_does_not_restart(pi: Pi, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its night may be day."""
    monkeypatch.setattr("cherha.update.NIGHT_H", range(24))
    assert update(pi, str(pi.put("a.raucb")), "--restart") == 0
    assert not restarted(pi)


def test_the_timer_begins_in_the_night() -> None:
    """Its first hour and its last are hours in which the Pi may restart, with one left for the update itself."""
    timer = Path("systemd/cherha-update.timer").read_text(encoding="utf-8")
    assert "OnCalendar=*-*-* 02:00\nRandomizedDelaySec=2h\n" in timer
    assert list(NIGHT_H) == [2, 3, 4]


def test_a_machine_without_two_systems_is_not_asked_what_to_install(pi: Pi, capsys: pytest.CaptureFixture[str]) -> None:
    """It hears what it is, and what to do instead, whatever it names."""
    pi.put("proc/cmdline", "root=/dev/mmcblk0p2\n")
    assert update(pi, "--centre", str(pi.root / "centre.toml")) == 1
    assert capsys.readouterr().err == f"{NO_SLOTS}\n"


def test_the_systems_of_a_card_are_told(pi: Pi, capsys: pytest.CaptureFixture[str]) -> None:
    """By the command that a technician types."""
    assert main(["slots", "--root", str(pi.root)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "A  0.1.0: runs, and has proved itself",
        "B  version unknown: has proved itself",
        "Started next: A",
    ]


def test_a_judge_that_waited_in_vain_ends_with_a_code_that_restarts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its unit does that (FailureAction=reboot); the slot stays on trial, so that its tries go on being counted."""
    pi = Pi(tmp_path, "B", trial=True)
    pi.put("bin/systemctl", "#!/bin/sh\nexit 1\n").chmod(0o755)
    monkeypatch.setenv("PATH", f"{pi.root}/bin:/usr/bin:/bin")
    monkeypatch.setattr("cherha.healthy.PATIENCE_S", -1.0)
    pi.sectors.write(Slots(("B", "A"), "good", "1"))
    assert main(["healthy", "--root", str(pi.root)]) == 1
    assert pi.sectors.read().b == "1"
    said = "Slot B, version 0.1.0, did not come up: cherha-take-in.service (inactive). This Pi restarts.\n"
    assert capsys.readouterr().out == said


def test_a_judge_that_saw_all_up_keeps_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also in its last try, in which the sectors call it bad already."""
    pi = Pi(tmp_path, "B", trial=True)
    waits = "#!/bin/sh\nprintf 'Id=cherha-take-in.service\\nActiveState=activating\\nSubState=start\\n'\n"
    pi.put("bin/systemctl", waits).chmod(0o755)
    monkeypatch.setenv("PATH", f"{pi.root}/bin:/usr/bin:/bin")
    monkeypatch.setattr("card.health.STEADY_S", 0.0)
    pi.sectors.write(Slots(("B", "A"), "good", "bad"))
    assert main(["healthy", "--root", str(pi.root)]) == 0
    assert pi.sectors.read() == Slots(("B", "A"), "good", "good")
    assert capsys.readouterr().out == "Slot B, version 0.1.0: all that this card runs is up. It stays.\n"
