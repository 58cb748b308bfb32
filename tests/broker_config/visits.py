# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One connection to the broker, spoken by hand, for whoever is not what he says; and how he is answered."""

import socket
import ssl
from typing import Self

from centre.tls_words import why
from tests.conftest import PATIENCE_S, Broker


class Visit:
    """One connection to the broker, spoken by hand: no client library of ours refuses first what the broker should.

    ``code``: of the broker's CONNACK, None if TLS ended it or the broker hung up; ``words``: what a unit
    would log.
    """

    def __init__(
        self,
        broker: Broker,
        tls: ssl.SSLContext | None,
        *,
        user: str | None = None,
        password: str | None = None,
        client_id: str = "stranger",
        session: ssl.SSLSession | None = None,
        first: bytes = b"",
    ) -> None:
        self.code: int | None = None
        self.words = "the broker hung up"
        self._wire: socket.socket = socket.create_connection((broker.host, broker.port), PATIENCE_S)
        try:
            if tls is not None:
                self._wire = tls.wrap_socket(self._wire, server_hostname=broker.host, session=session)
            self._wire.sendall(first or _connect(client_id, user, password))
            self._answered(self._wire.recv(4096))
        except ssl.SSLError as refused:
            self.words = why(refused)
        except OSError as broken:
            self.words = f"the broker hung up: {broken.strerror}"

    def _answered(self, connack: bytes) -> None:
        if connack[:1] == b"\x20":
            self.code = connack[3]
            self.words = {0: "it is let in"}.get(self.code, f"it is refused: reason code {self.code}")

    @property
    def session(self) -> ssl.SSLSession | None:
        """Return what TLS would come back with, without showing its certificate again."""
        return self._wire.session if isinstance(self._wire, ssl.SSLSocket) else None

    @property
    def resumed(self) -> bool:
        """Return whether TLS went on with an old session."""
        return isinstance(self._wire, ssl.SSLSocket) and bool(self._wire.session_reused)

    def publish(self, topic: str, payload: bytes = b"forged") -> int:
        """Publish with QoS 1, retained, and return the reason code."""
        words = topic.encode()
        self._wire.sendall(_packet(0x33, _text(words) + b"\x00\x07" + b"\x00" + payload))
        answer = self._read(0x40)
        return answer[2] if len(answer) > 2 else 0

    def hears(self, topic: str) -> list[bytes]:
        """Return what the broker keeps for this visitor under a filter."""
        self._wire.sendall(_packet(0x82, b"\x00\x08" + b"\x00" + _text(topic.encode()) + b"\x01"))
        self._read(0x90)
        return self._ended()

    def _ended(self) -> list[bytes]:
        """Return all publications before the answer to a ping: MQTT keeps the order."""
        self._wire.sendall(b"\xc0\x00")
        heard: list[bytes] = []
        while (packet := self._packet())[0] != 0xD0:
            if packet[0] & 0xF0 == 0x30:
                heard.append(packet[1])
        return heard

    def _read(self, kind: int) -> bytes:
        while (packet := self._packet())[0] != kind:
            continue
        return packet[1]

    def _packet(self) -> tuple[int, bytes]:
        kind, length = self._exactly(2)
        shift, more = 7, length
        length &= 0x7F
        while more & 0x80:
            (more,) = self._exactly(1)
            length |= (more & 0x7F) << shift
            shift += 7
        return kind, self._exactly(length)

    def _exactly(self, count: int) -> bytes:
        read = b""
        while len(read) < count:
            if not (more := self._wire.recv(count - len(read))):
                raise ConnectionResetError("the broker hung up")
            read += more
        return read

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._wire.close()


def _connect(client_id: str, user: str | None, password: str | None) -> bytes:
    """Return CONNECT of MQTT 5 (3.1)."""
    flags = 0x02 | (0x80 if user is not None else 0) | (0x40 if password is not None else 0)
    claims = b"".join(_text(claim.encode()) for claim in (client_id, user, password) if claim is not None)
    return _packet(0x10, _text(b"MQTT") + bytes((5, flags, 0, 60, 0)) + claims)


def _packet(kind: int, body: bytes) -> bytes:
    length, rest = b"", len(body)
    while True:
        rest, low = divmod(rest, 128)
        length += bytes((low | (0x80 if rest else 0),))
        if not rest:
            return bytes((kind,)) + length + body


def _text(words: bytes) -> bytes:
    return len(words).to_bytes(2, "big") + words
