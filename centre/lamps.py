# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The words for what a lamp does, and the speed of its blinking."""

from typing import Literal

Light = Literal["off", "on", "slow", "fast"]
"""Steady, or blinking: *slow* once in two seconds, *fast* twice a second."""

HALF_PERIOD_S: dict[Light, float] = {"slow": 1.0, "fast": 0.25}
"""Nothing blinks three times a second or faster, which can harm (WCAG 2.3.1)."""
