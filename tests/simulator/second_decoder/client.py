# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The tests' side of the second decoder: starts it once, hands it print jobs, and returns what it understood."""

import base64
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple, Self

from PIL import Image

FOLDER = Path(__file__).parents[3] / ".venv" / "second_decoder"
EPSON_PAGES = {0: "PC437", 44: "PC1125", 46: "WPC1251"}
"""Epson's numbers of ESC t, as in python-escpos's profiles of the TM-T20II (44) and the TM-T88V (46)."""


class Missing(Exception):
    """The second decoder is not installed."""


class Token(NamedTuple):
    """A command by Epson's name, "text", "unknown" or "unfinished"; ``raw`` is all its bytes, ``data`` its payload."""

    name: str
    raw: bytes
    data: bytes


class Receipt(NamedTuple):
    """A piece of paper down to its last black row; ``lines`` has "[image WxH]" for a raster, "[qr DATA]" for a QR."""

    picture: Image.Image
    lines: tuple[str, ...]
    ended_by: str


class Understood(NamedTuple):
    """A job as the second decoder sees it. ``complaints`` are the bytes of commands that it does not accept."""

    tokens: tuple[Token, ...]
    receipts: tuple[Receipt, ...]
    replies: tuple[bytes, ...]
    complaints: tuple[bytes, ...]


class SecondDecoder:
    """A running emupos; each job meets a printer just switched on."""

    def __init__(self, asks: IO[str], answers: IO[str]) -> None:
        self._asks, self._answers = asks, answers

    @classmethod
    @contextmanager
    def running(cls, folder: Path = FOLDER) -> Iterator[Self]:
        """Run the decoder that is installed in ``folder``; raise Missing when there is none."""
        if not (folder / "ready").is_file():
            raise Missing(f"The second decoder is not installed in {folder}. Run: simulator/setup.sh test")
        with subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("decode.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(folder)},
        ) as process:
            assert process.stdin
            assert process.stdout
            yield cls(process.stdin, process.stdout)

    def decode(self, job: bytes, width_dots: int = 576) -> Understood:
        """Return what a printer of this width makes of the job."""
        json.dump({"bytes": job.hex(), "width_dots": width_dots, "code_pages": EPSON_PAGES}, self._asks)
        self._asks.write("\n")
        self._asks.flush()
        answer = self._answers.readline()
        assert answer, "The second decoder ended; its words are on stderr."
        said = json.loads(answer)
        return Understood(
            tuple(Token(one["name"], bytes.fromhex(one["raw"]), bytes.fromhex(one["data"])) for one in said["tokens"]),
            tuple(_receipt(one) for one in said["receipts"]),
            tuple(bytes.fromhex(one) for one in said["replies"]),
            tuple(bytes.fromhex(one) for one in said["complaints"]),
        )


def _receipt(said: dict[str, str]) -> Receipt:
    picture = Image.open(io.BytesIO(base64.b64decode(said["png"]))).convert("1")
    return Receipt(picture, tuple(said["text"].splitlines()), said["ended_by"])
