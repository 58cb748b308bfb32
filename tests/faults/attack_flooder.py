# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One client gone mad, with the credentials of a unit: says nonsense on the unit's own topics, as fast as it is told.

``python -m tests.faults.attack_flooder HOST PORT USER KEYS TOPICS SEED PACE QOS`` prints that it has begun, floods
until SIGTERM, then prints how many messages the broker took. TOPICS have commas between; PACE is messages a second, 0
as many as the broker takes. Bare MQTT 3.1.1; what the broker answers is read and not looked at.
"""

import random
import signal
import socket
import ssl
import sys
import time
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from centre import messages
from centre.credentials import client_tls

CONNECT = b"\x10\x0c\x00\x04MQTT\x04\x02\x00\x3c\x00\x00"
BURST, DIFFERENT = 64, 256
AGAIN_S = 0.05
ANSWERS = 1024 * 1024


def main() -> int:
    """Flood; a connection that the broker ends is made again."""
    host, port, user, keys, topics, seed, pace, qos = sys.argv[1:]
    said, going = 0, [True]
    signal.signal(signal.SIGTERM, lambda *_: going.clear())
    bursts = _bursts(topics.split(","), int(qos), random.Random(seed))  # noqa: S311  (a seed that can be replayed, not a secret)
    context, due_s = client_tls(user, Path(keys)), time.monotonic()
    while going:
        with (
            suppress(OSError),
            socket.create_connection((host, int(port)), 5) as wire,
            context.wrap_socket(wire, server_hostname=host) as broker,
        ):
            broker.sendall(CONNECT)
            while going:
                broker.settimeout(1)
                broker.sendall(bursts[said // BURST % len(bursts)])
                if not said:
                    print("begun", flush=True)  # noqa: T201 - it is waited for
                said += BURST
                _read_answers(broker)
                due_s = _wait(due_s, float(pace))
        time.sleep(AGAIN_S)
    print(said)  # noqa: T201 - it is asked for
    return 0


def _read_answers(broker: ssl.SSLSocket) -> None:
    """Read what the broker confirms: who did not would soon be waited for."""
    broker.settimeout(0)
    with suppress(ssl.SSLWantReadError):
        while broker.recv(ANSWERS):
            pass


def _wait(due_s: float, pace: float) -> float:
    """Wait until the next burst is due, and return when that is; what was missed is not made up."""
    if not pace:
        return due_s
    due_s = max(due_s + BURST / pace, time.monotonic() - 1)
    time.sleep(max(due_s - time.monotonic(), 0))
    return due_s


def _bursts(topics: list[str], qos: int, chance: random.Random) -> list[bytes]:
    payloads = [_payload(chance) for _ in range(DIFFERENT)]
    return [
        b"".join(
            _publish(chance.choice(topics).encode(), one, qos, n)
            for n, one in enumerate(chance.choices(payloads, k=BURST), 1)
        )
        for _ in range(DIFFERENT // 8)
    ]


def _payload(chance: random.Random) -> bytes:
    """Return bytes that mean nothing, a wish that is refused, one that asks much, or much of nothing."""
    wish = messages.DeskRequest(request_id=UUID(int=chance.getrandbits(128), version=4), action="call_next")
    begun, noise, much = b'{"message":"desk_request"', chance.randbytes(40), chance.randbytes(9000)
    kinds = (noise, messages.encode(wish), begun, b"[" * 2000, much)
    return chance.choices(kinds, weights=(8, 8, 4, 1, 1))[0]


def _publish(topic: bytes, payload: bytes, qos: int, number: int) -> bytes:
    body = len(topic).to_bytes(2, "big") + topic + (number.to_bytes(2, "big") if qos else b"") + payload
    length, rest = bytearray(), len(body)
    while True:
        rest, digit = divmod(rest, 128)
        length.append(digit | (0x80 if rest else 0))
        if not rest:
            return bytes((0x30 | qos << 1,)) + bytes(length) + body


if __name__ == "__main__":
    sys.exit(main())
