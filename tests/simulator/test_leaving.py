# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Saying good-bye while paho's own thread ends: who waits for it must not find None."""

import threading

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from simulator.leaving import leave


class Ending(mqtt.Client):
    """Its network thread ends, and forgets itself as paho's does, right after somebody has looked for it once."""

    def __init__(self) -> None:
        self._running: threading.Thread | None = None
        super().__init__(CallbackAPIVersion.VERSION2)

    @property
    def _thread(self) -> threading.Thread | None:
        found, self._running = self._running, None
        return found

    @_thread.setter
    def _thread(self, thread: threading.Thread | None) -> None:
        self._running = thread

    def runs(self) -> threading.Thread:
        """Start a network thread that ends at once, and return it."""
        self._thread = thread = threading.Thread(target=lambda: None)
        thread.start()
        return thread


def test_a_thread_that_ends_meanwhile_is_waited_for() -> None:
    """It has ended when the good-bye returns."""
    client = Ending()
    thread = client.runs()
    leave(client)
    assert not thread.is_alive()


def test_pahos_own_way_stumbles_over_it() -> None:
    """The reason why there is one of ours; when this fails, paho has been mended and ours can go."""
    client = Ending()
    client.runs()
    with pytest.raises(AttributeError, match="join"):
        client.loop_stop()


def test_a_client_without_a_thread_is_only_disconnected() -> None:
    """One that was never started has nobody to wait for."""
    leave(mqtt.Client(CallbackAPIVersion.VERSION2))
