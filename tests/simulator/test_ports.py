# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A demo joins nobody else's broker."""

import socket

import pytest

from centre.errors import Unavailable
from simulator.ports import must_be_free
from tests.ports import free_port


def test_a_port_on_which_somebody_listens_is_named() -> None:
    """With what to do."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Unavailable) as told:
            must_be_free("127.0.0.1", port)
    assert str(told.value) == (
        f"Port {port} on 127.0.0.1 is already taken. Stop the program that holds it, or choose another (--port)."
    )


def test_a_free_port_may_be_had() -> None:
    """It is left free."""
    port = free_port()
    must_be_free("127.0.0.1", port)
    must_be_free("127.0.0.1", port)
