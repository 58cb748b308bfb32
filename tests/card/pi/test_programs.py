# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A program of the system is asked, and what ails it is in the log and nowhere else."""

import logging

import pytest

from card.programs import NoPrograms, Programs


def test_a_program_is_asked(caplog: pytest.LogCaptureFixture) -> None:
    """It reads what it is given; an exit code that is not 0 is told with its words."""
    caplog.set_level(logging.INFO)
    programs = Programs()
    assert programs.run(["grep", "-q", "table"], "a table\n")
    assert not programs.run(["grep", "-q"])
    assert not programs.run(["cherha-no-such-program"])
    assert caplog.messages[0].startswith("grep -q: exit code 2: Usage:")
    assert caplog.messages[1] == "cherha-no-such-program is not installed"


def test_a_program_that_does_not_end_is_given_up(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A boot must not hang on it."""
    monkeypatch.setattr("card.programs.PATIENCE_S", 0.01)
    assert not Programs().run(["sleep", "600"])
    assert caplog.messages == ["sleep 600: no end after 0.01 s"]


def test_below_another_root_none_is_run(caplog: pytest.LogCaptureFixture) -> None:
    """The system that would hear of it is not the one that runs."""
    caplog.set_level(logging.INFO)
    assert not NoPrograms().run(["hostname", "cherha-main"])
    assert caplog.messages == ["not run below another root: hostname cherha-main"]
