# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What emupos, a printer that nobody of Cherha wrote, makes of print jobs; it knows nothing of our own printer.

A line of JSON on stdin is a job: its ``bytes`` in hex, ``width_dots``, and ``code_pages``, Epson's names by the n of
ESC t. A line on stdout is what was understood: the tokens in their order, the receipts, the replies, the complaints.
Its folder must be on the path; see ``client.py``.
"""

import base64
import json
import sys
import types
from collections.abc import Iterator
from typing import Any

PAGE_OF_POWER_ON = 0
FONT_A, FONT_B = types.SimpleNamespace(width=12, height=24), types.SimpleNamespace(width=9, height=17)

# emupos.config reads YAML files with pydantic and needs Python 3.13. Only its types are named by the printer itself,
# and a profile is anything with these fields.
_config: Any = types.ModuleType("emupos.config")
_config.PrinterProfile = _config.PrinterId = _config.Level = object
sys.modules["emupos.config"] = _config

from emupos.events import EventType  # noqa: E402 - after the types it wants
from emupos.printer.escpos.tokenizer import Command, Text, Tokenizer  # noqa: E402 - the same
from emupos.printer.printer import Printer  # noqa: E402 - the same


def main() -> None:
    """Answer each job until stdin ends."""
    for line in sys.stdin:
        asked = json.loads(line)
        job = bytes.fromhex(asked["bytes"])
        pages = {int(number): name for number, name in asked["code_pages"].items()}
        understood = {"tokens": list(tokens(job)), **printed(job, asked["width_dots"], pages)}
        sys.stdout.write(json.dumps(understood) + "\n")
        sys.stdout.flush()


def tokens(job: bytes) -> Iterator[dict[str, str]]:
    """Yield each token with all its bytes in hex: a command by Epson's name, "text", or "unknown"."""
    tokenizer = Tokenizer()
    for token in tokenizer.feed(job):
        if isinstance(token, Command):
            yield {"name": token.name, "raw": token.raw.hex(), "data": token.data.hex()}
        elif isinstance(token, Text):
            yield {"name": "text", "raw": token.data.hex(), "data": token.data.hex()}
        else:
            yield {"name": "unknown", "raw": token.raw.hex(), "data": ""}
    if unfinished := tokenizer.close():
        yield {"name": "unfinished", "raw": unfinished.raw.hex(), "data": ""}


def printed(job: bytes, width_dots: int, pages: dict[int, str]) -> dict[str, list[Any]]:
    """Return the receipts (PNG in base64, text, what ended it), the replies in hex, and the bytes it refused."""
    profile = types.SimpleNamespace(
        width_dots=width_dots, font_a=FONT_A, font_b=FONT_B, code_pages=pages, default_code_page=PAGE_OF_POWER_ON
    )
    printer = Printer("job", profile, sensor_open_level="high", job_idle_timeout_ms=1000)
    done = printer.open_connection("job", 0.0) + printer.receive("job", job, 0.0) + printer.close_connection("job", 0.0)
    return {
        "receipts": [
            {"png": base64.b64encode(one.png).decode(), "text": one.text, "ended_by": one.boundary}
            for one in done.receipts
        ],
        "replies": [write.data.hex() for write in done.writes],
        # Its other complaint is that it draws no letters of PC1125 and WPC1251; it decodes them all the same.
        "complaints": [one.data["bytes"] for one in done.events if one.type is EventType.PRINTER_COMMAND_UNKNOWN],
    }


if __name__ == "__main__":
    main()
