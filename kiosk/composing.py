# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one door to python-escpos: what of it makes a printer's bytes. It sends nothing; kiosk/printer_line.py does."""

import tempfile
from collections.abc import Callable
from typing import Any, Protocol

from centre.config_kiosks import Printer

PROFILE = "TM-T20II"
"""576 dots and a cutter; python-escpos print()s about profiles of unknown width."""


class Composer(Protocol):
    """What is used of ``escpos.printer.Dummy``."""

    output: bytes

    def _raw(self, msg: bytes) -> None: ...

    def hw(self, hw: str) -> None:
        """Send a hardware command."""

    def charcode(self, code: str) -> None:
        """Force a code page."""

    def set(self, **style: Any) -> None:
        """Choose how text looks."""

    def text(self, txt: str) -> None:
        """Print text."""

    def qr(self, content: str, *, ec: int, size: int, native: bool) -> None:
        """Let the printer draw a QR code."""

    def cut(self) -> None:
        """Feed and cut."""


def load_composer(printer: Printer) -> Callable[[], Composer]:
    """Import python-escpos (0.6 s; after logging was configured, because it configures it too) and return its maker.

    The code page's number is centre.toml's, not a profile's guess. Its import leaves a folder in the temporary
    directory; we give it a directory of its own and remove that.
    """
    with tempfile.TemporaryDirectory() as leak:
        kept, tempfile.tempdir = tempfile.tempdir, leak
        try:
            from escpos.magicencode import Encoder  # noqa: PLC0415 - see the docstring
            from escpos.printer import Dummy  # noqa: PLC0415 - see the docstring
        finally:
            tempfile.tempdir = kept
    page = printer.code_page
    pages = {page.name.upper(): page.number} if page else {}

    def composer() -> Composer:
        made: Composer = Dummy(profile=PROFILE, magic_encode_args={"encoder": Encoder(pages)})
        return made

    return composer
