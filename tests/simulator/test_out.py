# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The folder of a demo is one demo's at a time, and nobody else's things are in it."""

from pathlib import Path

import pytest

from centre.errors import Unavailable
from simulator.out import prepared


def test_a_folder_is_one_demos_at_a_time(tmp_path: Path) -> None:
    """A second one leaves the first one's pictures alone; when that has ended, they are cleared away."""
    ticket = tmp_path / "tickets" / "А001.png"
    with prepared(tmp_path):
        ticket.touch()
        with pytest.raises(Unavailable) as told, prepared(tmp_path):
            pass
        assert ticket.exists()
    assert str(told.value) == f"{tmp_path}: another demo writes there now. Name another: --out DIR"
    with prepared(tmp_path):
        assert not ticket.exists()


def test_what_is_not_a_demos_is_left_alone(tmp_path: Path) -> None:
    """A folder with photos is no demo's."""
    (tmp_path / "photo.jpg").touch()
    with pytest.raises(Unavailable) as told, prepared(tmp_path):
        pass
    assert str(told.value) == f"{tmp_path} holds what is not a demo's (photo.jpg). Name an empty folder."
