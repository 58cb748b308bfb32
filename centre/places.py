# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where a GPIO number is on the Pi's connector of 40 places, as a hand with a wire needs it."""

PLACES = {
    0: 27, 1: 28, 2: 3, 3: 5, 4: 7, 5: 29, 6: 31, 7: 26, 8: 24, 9: 21, 10: 19, 11: 23, 12: 32, 13: 33,
    14: 8, 15: 10, 16: 36, 17: 11, 18: 12, 19: 35, 20: 38, 21: 40, 22: 15, 23: 16, 24: 18, 25: 22, 26: 37, 27: 13,
}  # fmt: skip
"""The place of each GPIO, the same on every Pi since the B+ (raspberrypi.com, "GPIO and the 40-pin header")."""


def where(pin: int) -> str:
    """Return a pin by both its numbers: ``GPIO17, place 11``."""
    return f"GPIO{pin}, place {PLACES[pin]}"
