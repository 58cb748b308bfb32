# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One client gone mad, with the credentials of a unit: says nonsense on the unit's own topic, hundreds a second.

``python -m tests.faults.attack_flooder HOST PORT USER KEYS TOPIC SEED`` prints that it has begun, floods until SIGTERM,
then prints how many messages that were. Bare MQTT 3.1.1 at QoS 0: no acknowledgement slows it down.
"""

import random
import signal
import socket
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
PAUSE_S = 0.2
"""Between two bursts: some 300 messages a second, a hundred times what a desk ever says."""


def main() -> int:
    """Flood; a connection that the broker ends is made again."""
    host, port, user, keys, topic, seed = sys.argv[1:]
    said, going = 0, [True]
    signal.signal(signal.SIGTERM, lambda *_: going.clear())
    bursts = _bursts(topic, random.Random(seed))  # noqa: S311  (a seed that can be replayed, not a secret)
    context = client_tls(user, Path(keys))
    while going:
        with (
            suppress(OSError),
            socket.create_connection((host, int(port)), 5) as wire,
            context.wrap_socket(wire, server_hostname=host) as broker,
        ):
            broker.settimeout(1)
            broker.sendall(CONNECT)
            while going:
                broker.sendall(bursts[said // BURST % len(bursts)])
                if not said:
                    print("begun", flush=True)  # noqa: T201 - it is waited for
                said += BURST
                time.sleep(PAUSE_S)
        time.sleep(AGAIN_S)
    print(said)  # noqa: T201 - it is asked for
    return 0


def _bursts(topic: str, chance: random.Random) -> list[bytes]:
    packets = [_publish(topic.encode(), _payload(chance)) for _ in range(DIFFERENT)]
    return [b"".join(chance.choices(packets, k=BURST)) for _ in range(DIFFERENT // 8)]


def _payload(chance: random.Random) -> bytes:
    """Return bytes that mean nothing, a wish that is refused, one that asks much, or much of nothing."""
    wish = messages.DeskRequest(request_id=UUID(int=chance.getrandbits(128), version=4), action="call_next")
    begun, noise, much = b'{"message":"desk_request"', chance.randbytes(40), chance.randbytes(9000)
    kinds = (noise, messages.encode(wish), begun, b"[" * 2000, much)
    return chance.choices(kinds, weights=(8, 8, 4, 1, 1))[0]


def _publish(topic: bytes, payload: bytes) -> bytes:
    body = len(topic).to_bytes(2, "big") + topic + payload
    length, rest = bytearray(), len(body)
    while True:
        rest, digit = divmod(rest, 128)
        length.append(digit | (0x80 if rest else 0))
        if not rest:
            return b"\x30" + bytes(length) + body


if __name__ == "__main__":
    sys.exit(main())
