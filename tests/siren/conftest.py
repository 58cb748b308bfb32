# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The fake feeds, for one test."""

from collections.abc import Iterator

import pytest

from simulator.feed import FeedServer


@pytest.fixture
def feed() -> Iterator[FeedServer]:
    """Run the feeds of alerts on loopback."""
    with FeedServer() as server:
        yield server
