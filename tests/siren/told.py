# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What tests of the readers share: answers of feeds, and the moment of the day on which they are read."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from siren.report import Answer

DATA = Path(__file__).parent / "data"

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
JUST_NOW = (NOW - timedelta(seconds=20)).strftime("%Y/%m/%d %H:%M:%S +0000")


def said(content: Any) -> Answer:
    """Return an answer 200 with this content as JSON."""
    return Answer(200, {}, json.dumps(content, ensure_ascii=False).encode())


def failed(status: int) -> Answer:
    """Return an answer that is none."""
    return Answer(status, {}, b"")


BROKEN_BODIES = (
    b"",
    b"[",
    b'[{"regionId":"36","activeAle',
    b"<html>Bad gateway</html>",
    b"\xff\xfe",
    b"null",
    b"{}",
    b"7",
)
"""Bodies of an answer 200 of which nothing can be learned."""

FAILURES = (204, 301, 304, 400, 401, 403, 404, 429, 500, 502, 503)
