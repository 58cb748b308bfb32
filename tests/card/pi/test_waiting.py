# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whoever stands before a Pi sees what it became, what is wrong, or what to do: on a screen, by its lamp, in a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from card.card_file import SUMS
from card.face import AnyScreen, draw
from card.face_words import words
from card.led import Led
from card.machine import Machine, addresses_said, look, managed_said
from card.taking_in import Outcome, Pi, take_in
from card.waiting import AGAIN_S, SAYS, SCREEN_S, SHOWN_S, Waiting
from centre.config import CentreFile
from centre.config_kiosks import KioskScreen
from centre.errors import DeviceFault
from centre.picture import Picture
from centre.service import Inbox, Stop
from centre.sight import Measured
from tests.card.pi.folders import NOW, fill
from tests.drawn import Opener, assert_golden, needs_the_same_letters
from tests.fakes import HandClock

GOLDEN = Path(__file__).parent / "golden"
PI = Machine("Raspberry Pi 4 Model B Rev 1.4", "10000000abcdef01", ("dc:a6:32:01:02:03",), ("192.168.10.11",))
AT_REST = "none mmc0 timer default-on [heartbeat]"
"""What the kernel says of the trigger of an image's lamp."""

SEVEN = KioskScreen()
SCREENS = [SEVEN, AnyScreen(), KioskScreen(diagonal_inches=10, width_px=600, height_px=1024)]


class FakeScreen:
    """A screen that keeps what it shows."""

    def __init__(self) -> None:
        self.shown: list[Picture] = []
        self.closed = False

    def show(self, picture: Picture) -> None:
        """Keep it."""
        self.shown.append(picture)

    def close(self) -> None:
        """Take note."""
        self.closed = True


class Bench:
    """A Pi that waits, with a clock of hand; ``plugged`` is whether it has a screen."""

    def __init__(self, there: Pi) -> None:
        for name in ("trigger", "delay_on", "delay_off"):
            lamp = there.root / "sys/class/leds/ACT"
            lamp.mkdir(parents=True, exist_ok=True)
            (lamp / name).touch()
        (lamp / "trigger").write_text(AT_REST)
        self.pi, self.clock, self.inbox = there, HandClock(NOW), Inbox()
        self.screen, self.sizes, self.plugged = FakeScreen(), list[Measured](), True
        self.said: list[str] = []
        self.waiting = Waiting(
            pi=there, inbox=self.inbox, open_screen=self._open, look=lambda: PI, tell=self.said.append
        )

    def _open(self, size: Measured) -> FakeScreen:
        self.sizes.append(size)
        if not self.plugged:
            raise DeviceFault("SDL opened no screen.")
        return self.screen

    def turn(self, seconds: float = 0.0) -> None:
        """Let time pass, and the loop turn once."""
        self.waiting.handle((), self.clock.pass_s(seconds))

    @property
    def ended(self) -> bool:
        """Return whether it has ended itself."""
        return any(isinstance(item, Stop) for item in self.inbox.take_all(0))

    def lamp(self) -> dict[str, str]:
        """Return what the kernel was told of the lamp."""
        return {file.name: file.read_text() for file in sorted((self.pi.root / "sys/class/leds/ACT").iterdir())}


def said(picture: Picture) -> str:
    """Return all the words of a picture."""
    return " ".join(text.text for text in picture.texts)


def test_a_pi_without_a_folder_says_what_to_do_and_waits(fresh: Pi) -> None:
    """It looks again every five seconds, and draws nothing new meanwhile."""
    bench = Bench(fresh)
    bench.turn()
    assert said(bench.screen.shown[0]).startswith("Цей комп’ютер чекає на свою теку Вимкніть його,")
    assert bench.lamp() == {"delay_off": "1000", "delay_on": "1000", "trigger": "timer"}
    assert bench.waiting.deadline_s() == bench.clock.now.steady_s + AGAIN_S
    bench.turn(1.0)
    bench.turn(AGAIN_S)
    assert (len(bench.said), len(set(bench.screen.shown)), bench.ended) == (1, 1, False)


def test_a_folder_that_cannot_be_listed_does_not_end_it(copied: Pi) -> None:
    """A file that goes while it is looked at, or a card that fails: a Pi that was somebody is so still."""
    (copied.source / "keys/gone").symlink_to("nowhere")
    bench = Bench(copied)
    bench.turn()
    assert said(bench.screen.shown[-1]).startswith("Це – kiosk-hall")


def test_a_folder_that_comes_is_taken_in(fresh: Pi, small_centre: CentreFile) -> None:
    """What the Pi became is shown for some seconds, then its services have screen and lamp."""
    bench = Bench(fresh)
    bench.turn()
    fill(fresh.source, small_centre, "kiosk-hall")
    bench.turn(AGAIN_S)
    assert said(bench.screen.shown[-1]) == (
        "Це – kiosk-hall ЦНАП Вербівської громади. Тут працює: kiosk-hall. This is kiosk-hall Verbivka Service"
        " Centre. Runs here: kiosk-hall. Raspberry Pi 4 Model B Rev 1.4 · 10000000abcdef01 · dc:a6:32:01:02:03 ·"
        " 192.168.10.11"
    )
    assert (bench.lamp()["trigger"], bench.ended) == ("default-on", False)
    bench.turn(SHOWN_S)
    assert bench.ended
    bench.waiting.close()
    assert (bench.screen.closed, bench.lamp()["trigger"]) == (True, "heartbeat")


def test_a_screen_that_comes_up_while_the_pi_boots_still_shows_it(copied: Pi) -> None:
    """Before there is one nothing is drawn; it is looked for each second, and not any more when it is there."""
    bench = Bench(copied)
    bench.plugged = False
    bench.turn()
    assert bench.waiting.deadline_s() == bench.clock.now.steady_s + SCREEN_S
    bench.turn(SCREEN_S)
    bench.plugged = True
    bench.turn(SCREEN_S)
    assert said(bench.screen.shown[-1]).startswith("Це – kiosk-hall")
    assert bench.waiting.deadline_s() == bench.clock.now.steady_s + SHOWN_S - 2 * SCREEN_S
    bench.turn(SHOWN_S - 3 * SCREEN_S)
    assert (len(bench.sizes), bench.ended) == (3, False)
    bench.turn(SCREEN_S)
    assert bench.ended


def test_a_folder_that_is_wrong_blinks_fast(copied: Pi, small_centre: CentreFile) -> None:
    """The Pi waits on: the folder may be put right, and then it is taken in."""
    (copied.source / SUMS).unlink()
    bench = Bench(copied)
    bench.turn()
    assert said(bench.screen.shown[0]).startswith("Теку не прийнято Теку cherha скопійовано не повністю:")
    assert bench.lamp() == {"delay_off": "200", "delay_on": "200", "trigger": "timer"}
    bench.turn(60.0)
    assert not bench.ended
    fill(copied.source, small_centre, "kiosk-hall")
    bench.turn(AGAIN_S)
    assert bench.lamp()["trigger"] == "default-on"


def test_a_boot_in_which_nothing_is_new_keeps_nobody_waiting(copied: Pi) -> None:
    """No screen is opened, the lamp is the card's, and the services start at once."""
    take_in(copied, NOW)
    bench = Bench(copied)
    bench.turn()
    bench.turn()
    assert bench.ended
    bench.waiting.close()
    assert (bench.sizes, bench.said, bench.lamp()["trigger"]) == ([], [], AT_REST)


def test_a_bad_folder_on_a_pi_that_is_somebody_is_shown_and_the_pi_goes_on(copied: Pi) -> None:
    """A new folder that was copied in part stops no centre."""
    take_in(copied, NOW)
    (copied.source / SUMS).unlink()
    bench = Bench(copied)
    bench.turn()
    assert said(bench.screen.shown[0]).startswith("Це – kiosk-hall Теку cherha скопійовано не повністю:")
    assert bench.lamp()["delay_on"] == "200"
    bench.turn(SHOWN_S)
    assert bench.ended


def test_without_a_screen_lamp_and_file_say_it(copied: Pi) -> None:
    """The file lies beside the folder, where a computer shows it; a television switched on later shows it too."""
    (copied.source / SUMS).unlink()
    bench = Bench(copied)
    bench.plugged = False
    bench.turn()
    assert (copied.source.parent / SAYS).read_text() == bench.said[0]
    assert "Copy the whole folder of this card again" in bench.said[0]
    bench.plugged = True
    bench.turn(AGAIN_S)
    assert len(bench.screen.shown) == 1


def test_a_screen_is_opened_as_centre_toml_has_it(copied: Pi, small_centre: CentreFile) -> None:
    """Once the Pi is somebody; before, any will do."""
    fill(copied.source, small_centre, "hall")
    bench = Bench(copied)
    bench.turn()
    assert bench.sizes == [small_centre.displays[0]]
    assert bench.waiting.alive()


def test_a_partition_that_takes_no_file_is_no_fault(fresh: Pi) -> None:
    """It may be full, or read-only."""
    (fresh.source.parent / SAYS).mkdir()
    bench = Bench(fresh)
    bench.turn()
    assert bench.screen.shown


def test_a_lamp_that_is_not_there_or_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    """Old kernels call it led0."""
    Led(tmp_path).say("waits")
    (tmp_path / "sys/class/leds/led0/trigger").mkdir(parents=True)
    led = Led(tmp_path)
    led.say("wrong")
    led.give_back()
    led.give_back()
    assert (tmp_path / "sys/class/leds/led0/delay_on").read_text() == "200"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (AT_REST, "heartbeat"),
        ("none [mmc0] timer heartbeat default-on", "mmc0"),
        ("none mmc0 heartbeat [timer]", "heartbeat"),
        ("none mmc0 timer heartbeat [default-on]", "heartbeat"),
        ("[none] mmc0 heartbeat timer", "heartbeat"),
        ("", "heartbeat"),
    ],
)
def test_the_lamp_goes_back_to_what_it_did_before(tmp_path: Path, before: str, after: str) -> None:
    """A card's host has another number on another Pi; what who was killed had left there is not gone back to."""
    trigger = tmp_path / "sys/class/leds/ACT/trigger"
    trigger.parent.mkdir(parents=True)
    trigger.write_text(before)
    led = Led(tmp_path)
    led.say("waits")
    led.say("done")
    led.give_back()
    assert trigger.read_text() == after


def outcomes(there: Pi, centre: CentreFile) -> Iterator[tuple[str, Outcome]]:
    """Yield what a Pi may have to show."""
    yield "waits", Outcome()
    fill(there.source, centre, "kiosk-hall")
    (there.source / SUMS).unlink()
    yield "wrong", take_in(there, NOW)
    fill(there.source, centre, "kiosk-hall")
    yield "done", take_in(there, NOW)


@needs_the_same_letters
@pytest.mark.parametrize("name", ["waits", "wrong", "done"])
def test_the_technician_sees_the_golden_picture(
    name: str, fresh: Pi, small_centre: CentreFile, open_screen: Opener, tmp_path: Path
) -> None:
    """Each is the one that was looked at and found good, to the last pixel."""
    picture = draw(SEVEN, words(dict(outcomes(fresh, small_centre))[name], PI))
    assert_golden(open_screen(SEVEN), picture, GOLDEN / f"{name}.png", tmp_path)


@pytest.mark.parametrize("screen", SCREENS, ids=["seven", "any", "upright"])
def test_all_words_are_inside_every_screen(screen: Any, fresh: Pi, small_centre: CentreFile) -> None:
    """Whatever is said, in both languages."""
    for name, outcome in outcomes(fresh, small_centre):
        for text in draw(screen, words(outcome, PI)).texts:
            area = text.area
            assert area.left >= 0, name
            assert area.top >= 0, name
            assert area.right <= screen.width_px, name
            assert area.bottom <= screen.height_px, name


def test_a_machine_says_how_it_is_known(tmp_path: Path) -> None:
    """By the device tree and its network cards; virtual ones are none of it."""
    for name, text in {"model": "Raspberry Pi 5\0", "serial-number": "1000\0"}.items():
        (tmp_path / "proc/device-tree").mkdir(parents=True, exist_ok=True)
        (tmp_path / "proc/device-tree" / name).write_text(text)
    for card in ("eth0", "lo"):
        (tmp_path / "sys/class/net" / card).mkdir(parents=True)
        (tmp_path / "sys/class/net" / card / "address").write_text(f"{card}:01\n")
    (tmp_path / "sys/class/net/eth0/device").mkdir()
    assert look(tmp_path) == Machine("Raspberry Pi 5", "1000", ("eth0:01",))
    assert isinstance(look(Path("/")).addresses, tuple)


def test_addresses_are_read_as_ip_says_them() -> None:
    """Of all links; none where it says nothing."""
    links = '{"ifname":"eth0","addr_info":[{"family":"inet","local":"192.168.10.11"}]},{"addr_info":[{}]},{}'
    assert (addresses_said(f"[{links}]"), addresses_said("")) == (("192.168.10.11",), ())


def test_addresses_are_read_as_networkmanager_says_them() -> None:
    """Of all devices, a blank line between; take-in at boot has no other way to know them."""
    devices = "192.168.10.11/24 | 10.0.0.2/8\n\n\n172.17.0.1/16\n\n127.0.0.1/8\n"
    assert (managed_said(devices), managed_said("")) == (("192.168.10.11", "10.0.0.2", "172.17.0.1"), ())
