# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a loop hears of a screen that was touched; a kiosk without a screen knows the word and loads no SDL."""

from typing import NamedTuple


class Touched(NamedTuple):
    """Somebody touched the screen, at a pixel of the picture; ``at_s`` is read from the steady clock when SDL tells.

    ``late_s``: so long after it was ordered the newest picture could be seen; on a Pi Zero that can be felt.
    """

    x: int
    y: int
    at_s: float
    late_s: float = 0.0
