# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whether the broker of a demo can have its port; whoever else listens there would be taken for it."""

import socket

from centre.errors import Unavailable


def must_be_free(host: str, port: int) -> None:
    """Raise Unavailable if somebody listens on the port already: another centre, whose units would hear ours."""
    with socket.socket() as probe:
        # As the broker does: a connection that has just ended is nobody.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as held:
            raise Unavailable(
                f"Port {port} on {host} is already taken. Stop the program that holds it, or choose another (--port)."
            ) from held
