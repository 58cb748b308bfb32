# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A demo has its bank made when a display would speak from it, once."""

from pathlib import Path

import msgspec
import pytest

from centre.bank_index import INDEX, VARIABLE
from centre.bank_makers import maker
from centre.config import CentreFile
from centre.rhvoice import RHVoice
from simulator import town_voices
from simulator.town_voices import NO_BANK

NONE = RHVoice(program="no-rhvoice")


def test_a_bank_that_is_there_is_not_made_again(bank: Path) -> None:
    """Not a file is touched."""
    before = (bank / INDEX).stat()
    town_voices.keep({"uk": maker("uk", NONE), "en": maker("en", NONE)}, bank)
    assert (bank / INDEX).stat() == before


def test_a_centre_of_silent_displays_needs_none(small_centre: CentreFile, tmp_path: Path) -> None:
    """Nothing is recorded for nobody."""
    silent = tuple(msgspec.structs.replace(display, voice=None, screen=True) for display in small_centre.displays)
    centre = msgspec.structs.replace(small_centre, displays=silent)
    assert town_voices.bank(centre, tmp_path / "voices") == NO_BANK
    assert list(tmp_path.iterdir()) == []


def test_whoever_has_named_a_bank_keeps_it(
    small_centre: CentreFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every process of the demo inherits the variable as it is."""
    monkeypatch.setenv(VARIABLE, "/somewhere")
    assert town_voices.bank(small_centre, tmp_path / "voices") == NO_BANK
    assert list(tmp_path.iterdir()) == []
