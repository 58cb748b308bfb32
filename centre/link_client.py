# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""paho's client as the link needs it: prompt, asleep while idle, soon aware of a lost network, safe between threads."""

import logging
import math
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Any

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion

from centre.hanging import Hang
from centre.tls_words import HANGS, why

CONNECT_S = 1.0
"""How long a broker may take to accept, and again to prove who it is: the kernel would repeat a lost SYN after 1, 3 and
7 s, a new try is sooner."""

PROBE_S, UNHEARD_MS = 1, 2500
"""The kernel asks a silent peer once a second, and ends a connection in which it, or what was sent, stays unanswered.

So a lost network is noticed within 3 s, and no thread wakes for it. It must be that soon for the sake of the return:
the broker's kernel repeats a board that was lost after 0.2, 0.6, 1.4, 3 and 6.2 s. If the network is back before 3 s,
the board comes less than 2 s later; if not, a new connection fetches it."""


HUNG_S = 15.0
"""A network thread comes round each 5 s at least (KEEPALIVE_S), whatever it waits for; after so long it hangs."""

ASK_AGAIN_S = 1.0
"""It has been given its turn by then, if only the whole process stood still."""


class TurningClient(Client):
    """paho's client; whoever depends on its network thread may ask whether it still comes round."""

    turned_s = math.inf
    """When it came round or read last, by the steady clock; it has not begun to."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._hang = Hang(f"the network thread has not come round for {HUNG_S:g} s: it hangs", ASK_AGAIN_S)

    def _loop(self, timeout: float = 1.0) -> MQTTErrorCode:
        self.turned_s = time.monotonic()
        return super()._loop(timeout)

    def _sock_recv(self, bufsize: int) -> bytes:
        # In a flood it reads on and on before it comes round.
        self.turned_s = time.monotonic()
        received: bytes = super()._sock_recv(bufsize)
        return received

    def hangs(self) -> bool:
        """Return whether the network thread is stuck: alive, but it will neither hear nor tell that it is cut off."""
        turned_s, now_s = self.turned_s, time.monotonic()
        return self._hang.believed(turned_s, now_s, late=now_s > turned_s + HUNG_S)

    def late(self) -> bool:
        """Return whether it may be stuck: enough for who would wait for it without need."""
        return time.monotonic() > self.turned_s + HUNG_S


class PromptClient(TurningClient):
    """paho's client, written to by the thread that publishes: a wait for the network thread's turn costs up to 0.5 ms.

    paho's ``loop_write`` is meant for loops of one's own, not beside ``loop_start``: two threads could cut into each
    other's packets. One lock keeps their packets apart, another their calls of TLS, which knows no threads; a
    connection that breaks under a write ends as it does in paho's thread. ``reasons`` is told why TLS refuses.
    ``on_round`` is called each time paho's thread comes round, outside its callbacks, and returns in how many seconds
    it has something to do again.
    """

    def __init__(self, client_id: str, reasons: list[str]) -> None:
        self._writing, self._in_tls = threading.Lock(), threading.Lock()
        super().__init__(
            CallbackAPIVersion.VERSION2,
            client_id=client_id,
            userdata=reasons,
            protocol=MQTTProtocolVersion.MQTTv5,
            reconnect_on_failure=False,
        )
        self._reasons = reasons
        self.on_round: Callable[[Client], float] = lambda _client: math.inf
        self.suppress_exceptions = True
        self.enable_logger(logging.getLogger("centre.link.paho"))
        self.connect_timeout = CONNECT_S
        self.on_socket_open = _prompt

    def unconfirmed(self, topic: str, most: int) -> bool:
        """Return whether the broker has yet to confirm more than so many messages to a topic."""
        if len(self._out_messages) <= most:
            return False
        with self._out_message_mutex:
            return sum(message.topic == topic for message in self._out_messages.values()) > most

    def loop_write(self) -> MQTTErrorCode:
        """Write what waits, one thread at a time."""
        with self._writing:
            return super().loop_write()

    def _loop(self, timeout: float = 1.0) -> MQTTErrorCode:  # noqa: ARG002  (paho's second, which we do not need)
        """Sleep until something comes or the next ping is due: an idle unit wakes for its link's sake and no more."""
        to_do_in_s = self.on_round(self)
        with self._msgtime_mutex:
            silent_since_s = min(self._last_msg_out, self._last_bytes_received)
        ping_in_s = silent_since_s + self._keepalive - time.monotonic()
        return super()._loop(min(max(ping_in_s, 0.0), self._keepalive, to_do_in_s))

    def _ssl_wrap_socket(self, tcp_sock: socket.socket) -> ssl.SSLSocket:
        """As paho's, but a wire on which it fails is closed at once, and said why."""
        context: ssl.SSLContext = self._ssl_context  # type: ignore[assignment]  # the link has set it
        wire = context.wrap_socket(tcp_sock, server_hostname=self._host, do_handshake_on_connect=False)
        wire.settimeout(self.connect_timeout)
        try:
            self._told(wire.do_handshake)
        except OSError as failure:
            wire.close()
            if isinstance(failure, TimeoutError):
                self._reasons.append(HANGS)
            raise
        return wire

    def _sock_recv(self, bufsize: int) -> bytes:
        with self._in_tls:
            received: bytes = self._told(super()._sock_recv, bufsize)
        return received

    def _sock_send(self, buf: bytes | bytearray) -> int:
        with self._in_tls:
            sent: int = self._told(super()._sock_send, buf)
        return sent

    def _sock_close(self) -> None:
        """Close what nobody is at: into its number the kernel may put a journal that is just being opened."""
        with self._in_tls:
            super()._sock_close()

    def _told(self, act: Any, *arguments: Any) -> Any:
        """Do it; if TLS refuses, say so in a technician's words, since paho keeps no reason."""
        try:
            return act(*arguments)
        except ssl.SSLError as refusal:
            self._reasons.append(why(refusal))
            raise


def no_delay(_client: Client, _data: object, opened: Any) -> None:
    """Switch Nagle off on a socket that paho has just opened (its ``on_socket_open``)."""
    # With Nagle on, a request and its answer take 90 ms instead of 1 (the broker has set_tcp_nodelay too).
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _prompt(client: Client, data: object, opened: Any) -> None:
    """Let a socket neither wait to send nor trust a peer that is silent (tcp(7))."""
    no_delay(client, data, opened)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, PROBE_S)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, PROBE_S)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNHEARD_MS)


def until_it_ends(client: Client) -> None:
    """Serve a connection in paho's thread until that ends, whether paho says so or dies of what it could not read."""
    client.loop_start()
    if (network := client._thread) is not None:  # noqa: SLF001  (paho has no public way to wait for it)
        network.join()
