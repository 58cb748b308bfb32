# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How a client of paho's threaded loop says good-bye, for whoever plays a part on the wire."""

from paho.mqtt.client import Client


def leave(client: Client) -> None:
    """Disconnect, and return when paho's network thread has ended; a client that has none is only disconnected.

    paho's own ``loop_stop`` (2.2) looks the thread up twice, and the thread forgets itself as it ends: when the broker
    answers a good-bye at once, what is joined is None. So it is looked up once, before anything can end it.
    """
    network = client._thread  # noqa: SLF001  (paho has no public way to wait for it)
    client.disconnect()
    if network is not None:
        client._thread_terminate = True  # noqa: SLF001  (else one that is just reconnecting would go on)
        network.join()
