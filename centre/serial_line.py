# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How long bytes take on a serial line, 8N1; it opens none."""

BITS_PER_BYTE = 10
"""Eight, with start and stop bit."""


def seconds(count: int, baud: int) -> float:
    """Return how long so many bytes are on their way."""
    return count * BITS_PER_BYTE / baud
