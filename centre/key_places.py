# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the keys of a desk hang on, by their names: pins, or bytes of its pad."""

from collections.abc import Mapping

from centre.config_desks import Desk


def places(desk: Desk) -> Mapping[str, int]:
    """Return the pin of each key, or of a pad its byte."""
    both = {key.name: key.pin if desk.pad is None else key.byte for key in desk.keys}
    return {name: place for name, place in both.items() if place is not None}


def where(desk: Desk) -> str:
    """Return how such a place is spoken of."""
    return "GPIO{}" if desk.pad is None else "byte 0x{:02X}"
