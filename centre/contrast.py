# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How well one colour of the palette stands out on another (WCAG 2.2, 1.4.6); it knows no picture."""

from centre.picture import PALETTE, Colour

LEAST = 7.0
"""Every text of hall and kiosk has this ratio on its ground."""

DARK = 0.04045
"""Below it sRGB is a straight line."""


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour."""
    parts = (channel / 255 for channel in PALETTE[colour])
    red, green, blue = (p / 12.92 if p <= DARK else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
