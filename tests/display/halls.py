# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The centres whose halls are shown in docs/hall.md."""

from pathlib import Path

from centre import config
from centre.centre_file import load

EXAMPLES = Path(config.__file__).parent / "examples"
SMALL, LARGE = load(EXAMPLES / "small.toml"), load(EXAMPLES / "large.toml")
