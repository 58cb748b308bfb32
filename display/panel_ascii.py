# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A line of plain text: the text, CR, LF; before it the address in two digits, where a panel has one.

What simple panels have in common: a text that ends with CR, most take or overlook the LF behind it. Several on one line
are told apart by two decimal digits in front, as those of Kübler's Codix ("CR/LF protocol"), EDI and Ditel are; the
latter two want an STX before, which would be a driver of its own.
"""

END = b"\r\n"


def frame(address: int | None, text: bytes) -> bytes:
    """Return what makes the panel show the text."""
    return (b"" if address is None else b"%02d" % address) + text + END
