# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The link of a kiosk to a real broker, and the dispatcher at the other end."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from centre.link import Link, LinkUp
from centre.messages import DeviceState, topic
from centre.service import Inbox
from tests.conftest import PATIENCE_S

KIOSK = "kiosk-hall"
"""The kiosk of small.toml."""


@pytest.fixture
def inbox() -> Inbox:
    """Return where the link puts its news."""
    return Inbox()


@pytest.fixture
def start(broker: Any, inbox: Inbox) -> Iterator[Callable[..., Link]]:
    """Return what starts the kiosk's link; each is closed in the end."""
    with ExitStack() as stack:

        def started(**how: Any) -> Link:
            wants: dict[str, Any] = {
                "broker": broker.centre.broker,
                "inbox": inbox,
                "requests": (topic("kiosk_reply", id=KIOSK),),
                "offline": DeviceState(state="offline", version="1"),
            }
            link = Link(role="kiosk", unit=KIOSK, **{**wants, **how})
            link.start()
            stack.enter_context(closing(link))
            return link

        yield started


@pytest.fixture
def link(start: Callable[..., Link], inbox: Inbox) -> Link:
    """Return the kiosk's link, connected."""
    link = start()
    assert inbox.take_all(PATIENCE_S) == [LinkUp()]
    return link


@pytest.fixture
def dispatcher(broker: Any) -> Any:
    """Return a plain client under the dispatcher's name."""
    return broker.connect("dispatcher-main")
