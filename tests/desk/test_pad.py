# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A pad that is pulled out and put back, floods its line, is not there or is another's: on a pseudo-terminal."""

import errno
import os
import select
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
import serial

from centre import config_desks
from centre.box import Edge, Troubles
from centre.messages import Problem
from centre.service import Inbox
from desk.pad import Pad, _away
from simulator.pad import SimulatedPad
from tests.conftest import PATIENCE_S
from tests.desk.hands import SimulatedBox, desk_of

KEYS = {"next": 0x31, "recall": 0x32}


class Bench:
    """A pad, and a desk's end of it."""

    def __init__(self, folder: Path) -> None:
        self.device, self.inbox = folder / "dev" / "pad", Inbox()
        self.twin = SimulatedPad(self.device, folder / "door", keys=tuple(KEYS.values()))
        self.settings = config_desks.Pad(device=str(self.device))
        self.items: list[Any] = []
        self.eye = SimulatedBox(desk_of(self.settings, KEYS), folder / "door")
        self.eye.look()

    def listen(self, look_s: float = 0.05) -> Pad:
        """Return the desk's end."""
        return Pad(pad=self.settings, keys=KEYS, lamp="lamp", inbox=self.inbox, look_s=look_s)

    def next(self, claim: Callable[[Any], bool]) -> Any:
        """Return the first item that is so, and forget those before it."""
        while True:
            while self.items:
                item = self.items.pop(0)
                if claim(item):
                    return item
            self.items += self.inbox.take_all(PATIENCE_S)
            assert self.items, "nothing of the kind came"

    def troubles(self) -> list[str]:
        """Return the next word of how the pad is."""
        return [problem.text for problem in self.next(lambda item: isinstance(item, Troubles)).problems]

    def shown(self, *, lit: bool) -> bool:
        """Return when the LED has become so."""
        while self.eye.lit.get(timeout=PATIENCE_S) is not lit:
            pass
        return True


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Yield a pad at which nobody listens yet."""
    made = Bench(tmp_path)
    yield made
    made.twin.close()


def closed(name: str) -> Callable[[Any], bool]:
    """Return whether an item is the closing of a key."""
    return lambda item: isinstance(item, Edge) and item.closed and item.name == name


def gone(device: Path, reason: int = errno.EIO) -> str:
    """Return what is said of a pad that is away."""
    return (
        f"Pad {device} cannot be reached: {os.strerror(reason)}. "
        "Plug it in; look at its cable and at pad.device in centre.toml."
    )


def test_a_pad_that_was_pulled_out_works_when_it_is_back(bench: Bench) -> None:
    """It is told that it is away, and why; put back, all is well, its LED is lit again, its keys are heard."""
    with closing(bench.listen()) as pad:
        pad.light("lamp", "on")
        assert bench.shown(lit=True)
        bench.twin.unplug()
        told = bench.troubles()
        while told == [gone(bench.device)]:
            told = bench.troubles()
        assert told == [gone(bench.device, errno.ENOENT)]
        assert pad.alive()
        bench.twin.plug()
        assert bench.troubles() == []
        assert bench.shown(lit=True)
        bench.twin.say(0x32)
        assert bench.next(closed("recall")).name == "recall"


def test_a_pad_is_heard_from_the_first_moment(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The doctor asks at once for a press; a port that is being opened is emptied, and a press with it."""
    opened = serial.Serial

    def slowly(*what: Any, **how: Any) -> serial.Serial:
        threading.Event().wait(0.2)
        return opened(*what, **how)

    monkeypatch.setattr("serial.Serial", slowly)
    monkeypatch.setattr("desk.pad.OPENS_S", PATIENCE_S)
    with closing(bench.listen()):
        bench.twin.say(0x31)
        assert bench.next(closed("next")).name == "next"


def test_a_desk_waits_for_a_pad_that_is_not_there(bench: Bench) -> None:
    """It starts all the same, and says what to do; plugged in, nothing has to be started anew."""
    bench.twin.unplug()
    with closing(bench.listen()):
        assert bench.troubles() == [gone(bench.device, errno.ENOENT)]
        bench.twin.plug()
        assert bench.troubles() == []
        bench.twin.say(0x31)
        assert bench.next(closed("next")).name == "next"


def test_a_blinking_led_does_not_look_for_an_absent_pad_faster(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every two seconds, not at each change of a light that nobody sees."""
    looks: list[str] = []

    def absent(device: str, *_: Any, **__: Any) -> None:
        looks.append(device)
        raise serial.SerialException(errno.ENOENT, "gone")

    monkeypatch.setattr(serial, "Serial", absent)
    with closing(bench.listen(look_s=60.0)) as pad:
        bench.troubles()
        for _ in range(50):
            pad._switch("lamp", lit=True)
        assert pad.alive()
    assert looks == [str(bench.device)]


def test_what_was_pressed_while_nobody_listened_is_forgotten(bench: Bench) -> None:
    """A desk that was away for a minute calls nobody for a press of that minute."""
    bench.twin.say(0x31)
    with closing(bench.listen()) as pad:
        pad.light("lamp", "on")
        assert bench.shown(lit=True)
        bench.twin.say(0x32)
        assert bench.next(lambda item: isinstance(item, Edge))[:2] == ("recall", True)


def test_a_key_that_was_held_is_released_with_the_plug(bench: Bench) -> None:
    """Else it would count as stuck until somebody pressed it again."""
    with closing(bench.listen()) as pad:
        pad.light("lamp", "on")
        assert bench.shown(lit=True)
        bench.twin.say(0x31)
        bench.next(closed("next"))
        bench.twin.unplug()
        assert bench.next(lambda item: isinstance(item, Edge))[:2] == ("next", False)


def test_a_pad_that_floods_its_line_harms_nothing(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """Garbage without end: one line in the log, no press, and its LED obeys."""
    with closing(bench.listen()) as pad:
        pad.light("lamp", "on")
        assert bench.shown(lit=True)
        for _ in range(200):
            bench.twin.write(bytes(range(0x80, 0xC0)) + b"1")
        pad.light("lamp", "off")
        assert bench.shown(lit=False)
    assert not [item for item in bench.inbox.take_all(0) if isinstance(item, Edge)]
    assert len([message for message in caplog.messages if "is no key" in message]) == 1


def test_a_starting_pads_led_is_told_twice() -> None:
    """An Arduino that its opened port has started anew was deaf to the first."""
    first, second = os.openpty()
    told = config_desks.Pad(device=os.ttyname(second), led_on=0x41, led_off=0x42)
    with ExitStack() as stack:
        stack.callback(os.close, first)
        stack.callback(os.close, second)
        with closing(Pad(pad=told, keys=KEYS, lamp="lamp", inbox=Inbox(), started_s=0.2)):
            for _ in range(2):
                assert select.select([first], [], [], PATIENCE_S)[0]
                assert os.read(first, 1) == b"B"


def test_a_pad_that_another_program_holds_is_told(bench: Bench) -> None:
    """Two desks on one pad would both call."""
    with closing(bench.listen()) as pad:
        pad.light("lamp", "on")
        assert bench.shown(lit=True)
        with closing(bench.listen()):
            assert bench.troubles() == [
                (
                    f"Pad {bench.device} cannot be reached: {os.strerror(errno.EAGAIN)}. "
                    "Another program holds it; end that one."
                )
            ]


def test_a_file_is_no_pad(tmp_path: Path) -> None:
    """Nor is it harmed."""
    inbox, file = Inbox(), tmp_path / "pad"
    file.write_text("a file")
    with closing(Pad(pad=config_desks.Pad(device=str(file)), keys=KEYS, lamp="lamp", inbox=inbox)):
        (told,) = inbox.take_all(PATIENCE_S)
    assert [problem.code for problem in told.problems] == ["pad_away"]
    assert file.read_text() == "a file"


def test_a_desk_without_rights_is_told_whom_to_ask() -> None:
    """Tried as root, every port opens; so the sentence is asked for itself."""
    told = _away(config_desks.Pad(device="/dev/ttyUSB0"), PermissionError(errno.EACCES, "no"))
    assert told == Problem(
        code="pad_away",
        text="Pad /dev/ttyUSB0 cannot be reached: Permission denied. "
        "Add the user of the desk's service to the group dialout.",
    )


def test_closing_twice_is_once(bench: Bench) -> None:
    """And a pad that is away is closed at once, not after its next look."""
    bench.twin.unplug()
    pad = bench.listen(look_s=3600.0)
    bench.troubles()
    pad.close()
    pad.close()
    assert not pad.alive()
