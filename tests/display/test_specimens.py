# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The command that draws every state of the hall screen: which there are, and what it says when it cannot."""

from pathlib import Path

import pytest
from PIL import Image

from centre.config import CentreFile
from display import specimen_boards as boards
from display.specimen_pictures import SIZES, display, picture
from display.specimen_states import specimens
from display.specimens import CONTRASTS_TABLE, SIZES_TABLE, large_for, main, pictures, write
from tests.display.halls import EXAMPLES, LARGE, SMALL
from tests.display.looking import faults

EVERY = {one.name: one for one in specimens(SMALL, LARGE)}


def called(name: str, size: str = "1080p") -> set[str]:
    """Return the tickets that can be seen in a state."""
    one = EVERY[name]
    assert one.board
    seen = {text.text for text in picture(one, display(size, one.windows)).texts}
    return {call.ticket for call in one.board.calls} & seen


def test_each_state_has_a_name_of_its_own() -> None:
    """Or one picture would take the place of another."""
    names = [one.name for one in specimens(SMALL, LARGE)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("size", SIZES)
def test_every_picture_is_sound(size: str) -> None:
    """All inside, apart and on its own ground; nothing is cut."""
    for name, seen in pictures(SMALL, size):
        assert faults(seen) == [], name
        assert not [text.text for text in seen.texts if text.text.endswith("…") and name != "start"], name


@pytest.mark.parametrize("size", SIZES)
def test_states_that_differ_look_different(size: str) -> None:
    """What the hall must tell apart, it can."""
    shown = dict(pictures(SMALL, size))
    alike = {seen: name for name, seen in shown.items()}
    assert set(shown) - set(alike.values()) == set()


@pytest.mark.parametrize("size", SIZES)
def test_the_next_page_has_others(size: str) -> None:
    """The newest call stays, and somebody who had no row has one."""
    first, then = called("many", size), called("many-next", size)
    assert first != then
    assert EVERY["many"].board
    assert EVERY["many"].board.calls[0].ticket in first & then


def test_a_zone_shows_its_windows_alone() -> None:
    """As in the middle of a day: some of them have called."""
    one = EVERY["zone"]
    assert one.board
    its = {call.ticket for call in one.board.calls if call.window in one.windows}
    assert set() < called("zone") <= its


def test_a_centre_of_many_windows_is_shown_itself() -> None:
    """One of a few windows takes the large example for the states that it never has."""
    assert large_for(LARGE) is LARGE
    assert large_for(SMALL) == LARGE


@pytest.mark.parametrize("centre", [SMALL, LARGE], ids=["small", "large"])
def test_no_number_is_called_twice(centre: CentreFile) -> None:
    """The boards are as a dispatcher could have sent them: a ticket at one window, a window with one ticket."""
    made = boards.board(centre, boards.rush(centre)).calls
    served = {window.number: window.services for window in centre.windows}
    letters = {service.letter: service.id for service in centre.services}
    assert len({call.ticket for call in made}) == len({call.window for call in made}) == len(made)
    assert list(made) == sorted(made, key=lambda call: call.called_at, reverse=True)
    assert all(call.ticket[0] in letters and served[call.window] for call in made)


def test_the_command_writes_pictures_of_the_size_of_the_screen_and_both_tables(tmp_path: Path) -> None:
    """Upright too."""
    written = write(SMALL, tmp_path, ("portrait",))
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in written} | {
        SIZES_TABLE,
        CONTRASTS_TABLE,
    }
    with Image.open(written[0]) as drawn:
        assert drawn.size == SIZES["portrait"]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As every command tells it."""
    assert main(str(tmp_path / "none.toml"), str(tmp_path)) == 2
    assert "none.toml" in capsys.readouterr().err
    assert (EXAMPLES / "small.toml").is_file()
