# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is written as TOML is read back as the same."""

from pathlib import Path

import pytest

from centre import config
from centre.centre_file import load
from centre.toml_writer import text_of

EXAMPLES = Path(config.__file__).parent / "examples"


@pytest.mark.parametrize("name", ["small", "large", "mobile"])
def test_a_centre_is_read_back_as_it_was(tmp_path: Path, name: str) -> None:
    """Every key of it, and none that it does not have."""
    centre = load(EXAMPLES / f"{name}.toml")
    (tmp_path / "centre.toml").write_text(text_of(centre), encoding="utf-8")
    assert load(tmp_path / "centre.toml") == centre
