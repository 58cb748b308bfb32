# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whether the broker of a demo can have its port; whoever else listens there would be taken for it."""

import errno

from centre.errors import Unavailable
from centre.ports import try_to_listen


def must_be_free(host: str, port: int) -> None:
    """Raise Unavailable if somebody listens on the port already: another centre, whose units would hear ours.

    What else is wrong with a port or an address, the broker itself will say.
    """
    try:
        try_to_listen(host, port)
    except OSError as held:
        if held.errno == errno.EADDRINUSE:
            raise Unavailable(
                f"Port {port} on {host} is already taken. Stop the program that holds it, or choose another (--port)."
            ) from held
