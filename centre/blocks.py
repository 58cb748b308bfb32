# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The numbers that a kiosk has for itself, as centre.toml writes them; what they are for is not its matter."""

from centre.config_kiosks import Kiosk


def block_of(kiosk: Kiosk) -> range:
    """Return the numbers of ``alone_numbers``, both ends in it; an empty range for none."""
    first, _, last = kiosk.alone_numbers.partition("-")
    return range(int(first), int(last) + 1) if last else range(0)
