# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How a screen's thread sleeps: nothing that comes while it does not listen is lost. Pipes stand for devices."""

import os
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from centre.ear import Ear, InputDevices
from tests.conftest import PATIENCE_S

NOT_TO_SEE_S = 3600.0
"""A look that no test waits for."""


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[int]:
    """Return the end that a touch panel writes to, plugged in as ``event0`` of the folder."""
    os.mkfifo(tmp_path / "event0")
    end = os.open(tmp_path / "event0", os.O_RDWR)
    yield end
    os.close(end)


def slept(ear: Ear) -> bool:
    """Return whether the ear's sleep ends."""
    sleeper = threading.Thread(target=ear.sleep, daemon=True)
    sleeper.start()
    sleeper.join(PATIENCE_S)
    return not sleeper.is_alive()


def test_a_ring_before_the_sleep_is_not_lost() -> None:
    """Whoever rings while the thread draws ends the sleep that comes."""
    with closing(Ear()) as ear:
        ear.wake()
        ear.wake()
        assert slept(ear)


def test_two_rings_end_one_sleep() -> None:
    """What was rung is heard once: the next sleep is a sleep, until it is time to look."""
    with closing(Ear(look_s=0.0)) as ear:
        ear.wake()
        ear.wake()
        ear.sleep()
        with pytest.raises(BlockingIOError):
            ear._bell.recv(1)


def test_a_ring_ends_a_sleep_that_has_begun() -> None:
    """A ring from another thread wakes the sleeper."""
    with closing(Ear()) as ear:
        ringer = threading.Timer(0.0, ear.wake)
        ringer.start()
        assert slept(ear)
        ringer.join()


def test_any_number_of_rings_never_blocks_and_none_after_the_end_raises() -> None:
    """A loop that shows a thousand pictures to a thread that hangs goes on; so does one whose screen is closed."""
    ear = Ear()
    for _ in range(10_000):
        ear.wake()
    ear.close()
    ear.wake()


def test_a_file_that_can_be_read_ends_the_sleep(panel: int) -> None:
    """The desktop's file wakes; whoever owns it empties it, the ear leaves it as it is."""
    os.write(panel, b"touch")
    with closing(Ear((panel,))) as ear:
        assert slept(ear)
    assert os.read(panel, 16) == b"touch"


def test_a_touched_panel_ends_the_sleep_once(panel: int, tmp_path: Path) -> None:
    """What a device tells is thrown away here, for SDL reads its own copy; so it wakes once."""
    with closing(Ear(devices=InputDevices(tmp_path), look_s=NOT_TO_SEE_S)) as ear:
        os.write(panel, b"x" * 5000)
        assert slept(ear)
        os.set_blocking(panel, False)
        with pytest.raises(BlockingIOError):
            os.read(panel, 1)


def test_a_panel_that_is_plugged_in_later_is_heard(tmp_path: Path) -> None:
    """The next look finds it."""
    with closing(Ear(devices=InputDevices(tmp_path), look_s=0.0)) as ear:
        ear.sleep()
        os.mkfifo(tmp_path / "event7")
        with os.fdopen(os.open(tmp_path / "event7", os.O_RDWR), "wb", buffering=0) as later:
            ear.sleep()
            ear._look_s = NOT_TO_SEE_S
            later.write(b"touch")
            assert slept(ear)


def test_a_panel_that_was_unplugged_is_let_go(tmp_path: Path) -> None:
    """Its file is closed; what cannot be opened is left out, and nobody hears an error."""
    (tmp_path / "event1").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "event0")
    devices = InputDevices(tmp_path)
    with os.fdopen(os.open(tmp_path / "event0", os.O_RDWR), "wb"):
        devices.refresh()
        (file,) = devices.files()
    devices.drain()
    assert devices.files() == ()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(file)
