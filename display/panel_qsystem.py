# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The frame of QSystem's panels on RS-485: 0x01, the address, the text, 0x07.

By Apertum's ``QIndicatorBoardRS.sendMessage`` (QSystem/src/ru/apertum/qsystem/server/controller/QIndicatorBoardRS.java
in github.com/bcgov/sbc-qsystem, GPL-3, read and not copied): the text comes in the bytes of the server's own code page,
spaces wipe a panel (seven of them there), nothing is answered, and 300 ms pass before the next frame. These panels do
not blink ("the devices would not stand it"), so whoever wants it sends number and spaces by turns.

A plug-in of theirs for another kind of panel (``ru.apertum.cbrs485.core.Sender485`` in
github.com/alkumaish/apertum-qsystem.rs485-plugin, 57,600 baud) has the same head and tail around eleven bytes: behind
the address one that lets the panel blink by itself, behind the number an arrow and the window. That would be a driver
of its own.
"""

HEAD, TAIL = b"\x01", b"\x07"


def frame(address: int | None, text: bytes) -> bytes:
    """Return what makes the panel show the text."""
    return HEAD + bytes([address or 0]) + text + TAIL
