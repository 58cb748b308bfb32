# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A compositor that is not as it should be: each of its faults is one sentence for the technician."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from centre import wayland_window
from centre import window as window_of
from centre.config_displays import Display
from centre.errors import DeviceFault
from centre.sdl_window import SdlWindow
from centre.wayland import Wayland
from centre.wayland_seat import POINTER, TOUCH, Seat
from centre.wayland_window import WaylandWindow
from centre.window import has_come, open_window
from tests.centre.wayland_peer import ALL, Peer

HALL = Display(id="hall", width_px=800, height_px=480)
PATIENCE_S = 20.0
KEYBOARD = 2


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the compositor is."""
    return tmp_path / "wayland-0"


def fault(path: Path, patience_s: float = PATIENCE_S) -> str:
    """Return why a window does not open there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wayland_window, "PATIENCE_S", patience_s)
        with pytest.raises(DeviceFault) as raised:
            WaylandWindow(str(path), HALL, "Display 'hall'")
    said, advice = str(raised.value).removeprefix("Display 'hall': no screen for its 800 x 480 pixels at ").split(". ")
    assert advice == wayland_window.ADVICE
    return said.removeprefix(f"{path}: ")


def test_a_compositor_without_a_screen(path: Path) -> None:
    """A television that is unplugged: nothing can be shown, and that is said."""
    with Peer(path, tuple(name for name in ALL if name != "wl_output")):
        assert fault(path) == "no screen is connected"


def test_a_compositor_that_lacks_something(path: Path) -> None:
    """What it is said to lack is what is needed."""
    with Peer(path, tuple(name for name in ALL if name != "xdg_wm_base")):
        assert fault(path) == "the compositor has no xdg_wm_base"


def test_a_compositor_that_hangs(path: Path) -> None:
    """It is not waited for without end, whether it never answered or fell silent."""
    for answers in (0, 1):
        with Peer(path, answers=answers):
            assert fault(path, patience_s=0.05) == "the compositor does not answer"
        path.unlink()


def test_whether_there_is_a_screen_is_asked_of_the_compositor(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No compositor, one without a screen, one with; and where no compositor is named, SDL's screens never come."""
    monkeypatch.delenv("CHERHA_COMPOSITOR", raising=False)
    assert not has_come()
    monkeypatch.setenv("CHERHA_COMPOSITOR", str(path))
    assert not has_come()
    with Peer(path, ("wl_compositor",)):
        assert not has_come()
    path.unlink()
    monkeypatch.setattr(wayland_window, "LOOK_S", PATIENCE_S)  # a peer on a busy machine is not at once
    with Peer(path):
        assert has_come()


def test_by_hand_the_compositor_of_this_pi_is_found(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As by `cherha doctor`, which no unit tells of it; whoever names a driver of SDL's gets that one."""
    monkeypatch.delenv("CHERHA_COMPOSITOR", raising=False)
    monkeypatch.setattr(window_of, "COMPOSITOR", path)
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    with closing(open_window(HALL, "the test")) as shown:
        assert isinstance(shown, SdlWindow)
    monkeypatch.delenv("SDL_VIDEODRIVER")
    with Peer(path), closing(open_window(HALL, "the test")) as shown:
        assert isinstance(shown, WaylandWindow)


@pytest.fixture
def peer(path: Path) -> Iterator[Peer]:
    """Return a compositor that answers, and shows nothing."""
    with Peer(path) as made:
        yield made


@pytest.fixture
def window(path: Path, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> Iterator[WaylandWindow]:  # noqa: ARG001
    """Return a window of it."""
    with closing(WaylandWindow(str(path), HALL, "Display 'hall'")) as opened:
        monkeypatch.setattr(opened._wire, "_patience_s", 0.05)
        yield opened


def hear_all(window: WaylandWindow) -> None:
    """Answer the compositor until it is lost."""
    while True:
        window.told()


def test_a_compositor_that_refuses(peer: Peer, window: WaylandWindow) -> None:
    """Its own words are in the log."""
    peer.refuse("invalid object 7")
    with pytest.raises(DeviceFault, match="the compositor refuses: invalid object 7"):
        hear_all(window)


def test_a_compositor_that_gives_no_memory_back(window: WaylandWindow) -> None:
    """Three pictures wait for it; of the next one it is said that nobody shows it, and no memory is eaten up."""
    for _ in range(3):
        window.present()
    with pytest.raises(DeviceFault, match="the compositor does not answer"):
        window.present()


def test_a_screen_that_is_unplugged_while_it_shows(peer: Peer, window: WaylandWindow) -> None:
    """The compositor lives on, and has none."""
    registry = 2
    peer.say(registry, 1, 1 + ALL.index("wl_output"))
    with pytest.raises(DeviceFault, match="no screen is connected"):
        hear_all(window)


def test_only_what_is_plugged_in_is_asked_for(path: Path) -> None:
    """A compositor ends whoever asks it for a touch panel that it never had; one that comes back is asked for anew."""
    with Peer(path) as peer, closing(Wayland(str(path), PATIENCE_S)) as wire:
        seat = Seat(wire, lambda *_: None)._number
        asked = []
        for has in (KEYBOARD, KEYBOARD | POINTER, POINTER, 0, POINTER | TOUCH):
            peer.say(seat, 0, has)
            peer.say(seat, 0, has)
            wire.roundtrip()
            wire.roundtrip()  # so that it has heard what it was asked
            asked.append([number for to, number in peer.taken() if to == seat])
    assert asked == [[], [0], [], [], [0, 2]]


def test_a_pointer_is_hidden_whenever_it_may_have_come_back(path: Path) -> None:
    """When it comes over the screen, when it moves, when something else is plugged in; and it presses where it is."""
    presses: list[tuple[float, float]] = []
    with Peer(path) as peer, closing(Wayland(str(path), PATIENCE_S)) as wire:
        seat = Seat(wire, lambda x, y, _at_s: presses.append((x, y)))
        peer.say(seat._number, 0, POINTER)
        wire.roundtrip()
        pointer, enter, motion, button = seat._pointer, 0, 2, 3
        for event, *words in ((enter, 7, 1, 0, 0), (motion, 0, 25 * 256 + 128, 40 * 256), (button, 8, 0, 0x110, 1)):
            peer.say(pointer, event, *words)
        peer.say(seat._number, 0, POINTER | TOUCH)
        wire.hear_until(lambda: bool(seat._has & TOUCH))
        wire.roundtrip()
        assert [number for to, number in peer.taken() if to == pointer] == [0, 0, 0]
    assert presses == [(25.5, 40.0)]


def test_a_name_that_was_given_back_is_used_again(path: Path) -> None:
    """A pulse that asks for a year whether the other is there needs no more of them than in its first minute."""
    with Peer(path), closing(Wayland(str(path), PATIENCE_S)) as wire:
        for _ in range(20):
            wire.roundtrip()
        assert wire._last <= 4  # the display, the registry, a question, and one whose name is not back yet


def test_what_nobody_knows_is_passed_by(path: Path) -> None:
    """A newer compositor tells more than is asked for."""
    heard: list[str] = []
    with Peer(path) as peer, closing(Wayland(str(path), PATIENCE_S)) as wire:
        number = wire.new("wl_callback", lambda event, _serial: heard.append(event))
        peer.say(number, 5, 1)
        peer.say(number + 40, 0, 1)
        peer.say(number, 0, 1)
        wire.hear_until(lambda: bool(heard))
    assert heard == ["done"]
