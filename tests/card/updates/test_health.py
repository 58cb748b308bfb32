# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When a new system has proved itself, and what is said of one that has not."""

from pathlib import Path

import pytest

from card.health import PATIENCE_S, STEADY_S, TAKE_IN, Health, Look, Service
from card.systemd_units import SCREEN, look, not_active, read
from cherha.healthy import wait

UP, DEAD = Service("active", "running"), Service("activating", "auto-restart", 7)
TAKEN = {TAKE_IN: Service("active", "exited")}
KIOSK, DESK = "cherha-kiosk@kiosk-hall.service", "cherha-desk@desk-1.service"


def seen(nobody: bool = False, data: bool = True, **services: Service) -> Look:  # noqa: FBT001, FBT002 - a test's words
    """Return a look at a card with a kiosk and a desk, both up unless said otherwise."""
    named = {KIOSK: services.get("kiosk", UP), DESK: services.get("desk", UP)}
    return Look(named | TAKEN, [KIOSK, DESK], nobody, data)


def judged(health: Health, *looks: Look) -> list[bool]:
    """Return the judgement of one look each ten seconds."""
    return [health.proved(one, 10.0 * turn) for turn, one in enumerate(looks)]


def test_all_units_have_to_stay_active() -> None:
    """READY alone proves little: the time counts from when the last was up."""
    assert STEADY_S == 20
    assert judged(Health(), seen(kiosk=DEAD), seen(), seen(), seen(), seen()) == [False, False, False, True, True]


def test_one_that_falls_begins_anew() -> None:
    """Down for a moment in between: all of the time is waited again."""
    assert judged(Health(), seen(), seen(), seen(desk=DEAD), seen(), seen(), seen())[-2:] == [False, True]


def test_one_that_restarts_between_two_looks_is_noticed() -> None:
    """It is active in every look, and is no service that works."""
    looks = [seen(kiosk=Service("active", "running", restarts)) for restarts in (1, 2, 3, 4, 5)]
    assert judged(Health(), *looks) == [False] * 5


def test_what_was_not_well_before_is_not_asked_for() -> None:
    """A screen that nobody plugs in under the old system is none of the new one's faults."""
    assert judged(Health([KIOSK]), *[seen(kiosk=DEAD)] * 3)[-1]
    assert judged(Health([KIOSK]), *[seen(desk=DEAD)] * 3)[-1] is False


def test_a_pi_that_is_nobody_is_well_when_it_waits_for_a_folder() -> None:
    """There is nothing else that it could run."""
    waiting = Look({TAKE_IN: Service("activating", "start")}, [], nobody=True)
    assert judged(Health(), waiting, waiting, waiting)[-1]
    failed = Look({TAKE_IN: Service("failed", "failed")}, [], nobody=True)
    assert Health().missing(failed) == [f"{TAKE_IN} (failed, failed)"]


def test_a_pi_that_is_somebody_must_have_taken_its_card_in() -> None:
    """Before that, or if take-in names no unit, nothing has been proved."""
    assert Health().missing(Look({TAKE_IN: Service("activating", "start")}, [], nobody=False)) == [
        f"{TAKE_IN} (activating, start)"
    ]
    assert Health().missing(Look(TAKEN, [], nobody=False)) == ["the units of this card, which take-in has not named"]


def test_without_its_data_nothing_is_well() -> None:
    """A system that cannot mount the journals may be at fault; the one before it could."""
    assert Health().missing(seen(data=False)) == ["the data partition"]


def test_a_unit_that_systemd_does_not_know_is_missing() -> None:
    """No answer is no good answer."""
    assert Health().missing(Look(TAKEN, [KIOSK], nobody=False)) == [f"{KIOSK} (inactive)"]


class Time:
    """A clock that a sleep moves."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def sleep(self, seconds: float) -> None:
        """Move on."""
        self.now_s += seconds


@pytest.mark.parametrize(
    ("kiosk", "said"),
    [
        (UP, ""),
        (DEAD, f"{KIOSK} (activating, auto-restart)"),
    ],
)
def test_the_judge_waits_no_longer_than_he_must(kiosk: Service, said: str) -> None:
    """Until all was up for long enough, or his patience is at its end; then he says what is missing."""
    time = Time()
    assert wait(Health(), lambda: seen(kiosk=kiosk), lambda: time.now_s, time.sleep) == said
    assert time.now_s == (PATIENCE_S if said else STEADY_S)


def systemd_with_a_kiosk(root: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> Path:
    """Let a card have a kiosk, and a systemctl, which is returned, answer so; it leaves in ``asked`` its words."""
    program = root / "bin/systemctl"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho \"$@\" >{root}/asked\ncat <<'END'\n{answer}END\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    wants = root / "run/systemd/system/cherha-kiosk.target.wants"
    wants.mkdir(parents=True)
    (wants / KIOSK).symlink_to("/usr/lib/systemd/system/cherha-kiosk@.service")
    return program


def test_a_new_system_that_shows_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kiosks and displays live without their screen, so it is asked for by itself, unless there was none before."""
    text = f"Id={TAKE_IN}\nActiveState=active\n\nId={KIOSK}\nActiveState=active\n\nId={SCREEN}\nActiveState=failed\n"
    systemd_with_a_kiosk(tmp_path, monkeypatch, f"{text}\n")
    shown = look(tmp_path)._replace(nobody=False)
    assert Health().missing(shown) == [f"{SCREEN} (failed)"]
    assert Health(not_active(tmp_path)).missing(shown) == []


def test_a_service_that_dies_between_the_looks_is_said_too() -> None:
    """Nothing is missing at the end, but nothing was ever steady."""
    time = Time()
    restless = lambda: seen(kiosk=Service("active", "running", int(time.now_s)))  # noqa: E731
    assert wait(Health(), restless, lambda: time.now_s, time.sleep) == "not all was up for 20 s without a restart"


ANSWER = f"""\
Id={TAKE_IN}
ActiveState=active
SubState=exited

NRestarts=2
Id={KIOSK}
ActiveState=activating
SubState=auto-restart
"""


def test_systemds_answer_is_read() -> None:
    """A paragraph a unit, in whatever order its lines are; take-in has no restarts to tell of."""
    assert read(ANSWER) == {TAKE_IN: Service("active", "exited"), KIOSK: Service("activating", "auto-restart", 2)}
    assert read("") == {}


def test_the_units_of_the_card_are_those_that_take_in_wants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By their links; systemd is asked of them, and what it does not call active was not well."""
    program = systemd_with_a_kiosk(tmp_path, monkeypatch, ANSWER)
    (tmp_path / "run/cherha-no-data").touch()
    assert look(tmp_path) == Look(read(ANSWER), [KIOSK, SCREEN], nobody=True, data=False)
    assert not_active(tmp_path) == [KIOSK, SCREEN]
    asked = (tmp_path / "asked").read_text("utf-8")
    assert asked == f"show --property=Id,ActiveState,SubState,NRestarts -- {TAKE_IN} {KIOSK} {SCREEN}\n"
    program.unlink()
    monkeypatch.setenv("PATH", str(program.parent))
    assert look(tmp_path).services == {}
    assert not_active(tmp_path) == []  # else the new system would have nothing to prove
