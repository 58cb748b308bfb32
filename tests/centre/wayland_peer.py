# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A peer that speaks Wayland's wire as no good compositor would: it lacks things, refuses, and falls silent."""

import collections
import socket
import struct
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

ALL = ("wl_compositor", "wl_shm", "wl_seat", "xdg_wm_base", "wl_output")

DISPLAY, SYNC, REGISTRY, ERROR = 1, 0, 1, 0


class Peer:
    """Listens at ``path``, for one client; it offers these ``interfaces`` and answers so many times, then no more."""

    def __init__(self, path: Path, interfaces: tuple[str, ...] = ALL, answers: int = 1000) -> None:
        self._interfaces, self._answers = interfaces, answers
        self._asked: collections.deque[tuple[int, int]] = collections.deque()
        self._saying = threading.Lock()
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(path))
        self._door.listen()
        self._client: socket.socket | None = None
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()

    def say(self, to: int, event: int, *words: int | str) -> None:
        """Tell the client of an event, in pieces: a wire knows no messages."""
        body = b"".join(map(_packed, words))
        with self._saying:  # the test's thread and the peer's own
            for byte in struct.pack("=II", to, (8 + len(body)) << 16 | event) + body:
                assert self._client is not None
                self._client.sendall(bytes([byte]))

    def refuse(self, why: str) -> None:
        """Say that the client has done wrong."""
        self.say(DISPLAY, ERROR, DISPLAY, 0, why)

    def taken(self) -> list[tuple[int, int]]:
        """Return what was asked of all but the display since the last time: the object's number, the request's."""
        return [self._asked.popleft() for _ in range(len(self._asked))]

    def close(self) -> None:
        """End it."""
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        if self._client:
            self._client.close()
        self._door.close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _live(self) -> None:
        with suppress(OSError):
            self._client, _ = self._door.accept()
            heard = b""
            while more := self._client.recv(4096):
                heard += more
                while len(heard) >= 8 and len(heard) >= (size := struct.unpack_from("=II", heard)[1] >> 16):
                    to, head = struct.unpack_from("=II", heard)
                    self._answer(to, head, heard[8:size])
                    heard = heard[size:]

    def _answer(self, to: int, head: int, body: bytes) -> None:
        if to != DISPLAY:
            self._asked.append((to, head & 0xFFFF))
            return
        (number,) = struct.unpack_from("=I", body)
        if head & 0xFFFF == REGISTRY:
            for name, interface in enumerate(self._interfaces, start=1):
                self.say(number, 0, name, interface, 1)
        elif self._answers:
            self._answers -= 1
            self.say(number, 0, 7)
            self.say(DISPLAY, 1, number)


def _packed(word: int | str) -> bytes:
    if isinstance(word, int):
        return struct.pack("=I", word)
    text = word.encode() + b"\0"
    return struct.pack("=I", len(text)) + text + bytes(-len(text) % 4)
