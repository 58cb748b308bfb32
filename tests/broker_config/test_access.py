# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The table topic x role: what the running broker allows is what the topic table says, and docs/access.md says it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from centre.messages import WIRE
from tests import identities
from tests.broker_config.access import ROLES, Found, large_centre, may_read, may_write, try_all
from tests.broker_config.access_page import PAGE, page
from tests.conftest import Broker


@pytest.fixture
def found(keys: Path, tmp_path: Path) -> Iterator[tuple[Found, Found]]:
    """Try each role at each topic before the large example's broker."""
    centre = large_centre()
    identities.give_all(centre, keys)
    broker = Broker(centre, tmp_path / "broker")
    try:
        yield try_all(broker)
    finally:
        broker.close()


def test_broker_allows_what_the_topic_table_says(found: tuple[Found, Found]) -> None:
    """Each role at each topic, to write and to read, and docs/access.md is what came out; renew it: make docs."""
    written, read = found
    assert written == {(row.name, role): may_write(row, role) for row in WIRE for role in ROLES}
    assert read == {(row.name, role): may_read(row, role) for row in WIRE for role in ROLES}
    assert PAGE.read_text(encoding="utf-8") == page(written, read)
