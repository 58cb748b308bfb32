# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What hangs at the pins of a box of words, from its part of centre.toml."""

from centre.config_ratings import Rating


def pins(rating: Rating) -> dict[str, int]:
    """Return the pin of each button, by its word."""
    return {button.word: button.pin for button in rating.buttons}


def lamps(rating: Rating) -> dict[str, int]:
    """Return the pin of each lamp, by its button's word."""
    return {button.word: button.led_pin for button in rating.buttons if button.led_pin is not None}
