# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""An experiment leaves the environment of its process as it was."""

import os

import pytest

from tests.faults.surroundings import environment


def broken_off() -> None:
    """Have three variables, take one away, and fail."""
    with environment({"CHERHA_A": "1", "CHERHA_B": "2", "CHERHA_C": "3"}):
        assert [os.environ[f"CHERHA_{letter}"] for letter in "ABC"] == ["1", "2", "3"]
        del os.environ["CHERHA_C"]
        raise InterruptedError


def test_what_was_there_before_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also if somebody has broken it off, or taken a variable away meanwhile."""
    monkeypatch.setenv("CHERHA_A", "before")
    with pytest.raises(InterruptedError):
        broken_off()
    assert os.environ["CHERHA_A"] == "before"
    assert not {"CHERHA_B", "CHERHA_C"} & os.environ.keys()
