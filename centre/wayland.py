# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Wayland as it goes over the wire: requests out, events in; it knows what messages look like, and no screen.

Of the protocol (wayland.xml, xdg-shell.xml) only what Cherha says and hears, each interface in its first version.
"""

import array
import select
import socket
import struct
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

Argument = int | str
Handler = Callable[..., object]

REQUESTS: dict[str, tuple[int, str]] = {
    "wl_display.sync": (0, "n"),
    "wl_display.get_registry": (1, "n"),
    "wl_registry.bind": (0, "usun"),
    "wl_compositor.create_surface": (0, "n"),
    "wl_shm.create_pool": (0, "nhi"),
    "wl_shm_pool.create_buffer": (0, "niiiiu"),
    "wl_shm_pool.destroy": (1, ""),
    "wl_buffer.destroy": (0, ""),
    "wl_surface.attach": (1, "oii"),
    "wl_surface.damage": (2, "iiii"),
    "wl_surface.commit": (6, ""),
    "wl_seat.get_pointer": (0, "n"),
    "wl_seat.get_touch": (2, "n"),
    "wl_pointer.set_cursor": (0, "uoii"),
    "xdg_wm_base.get_xdg_surface": (2, "no"),
    "xdg_wm_base.pong": (3, "u"),
    "xdg_surface.get_toplevel": (1, "n"),
    "xdg_surface.ack_configure": (4, "u"),
    "xdg_toplevel.set_title": (2, "s"),
    "xdg_toplevel.set_fullscreen": (11, "o"),
}
"""Number and arguments of what we say: u and i numbers, s a text, o an object, n a new one, h a file beside the bytes.
"""

EVENTS: dict[str, tuple[tuple[str, str], ...]] = {
    "wl_display": (("error", "ous"), ("delete_id", "u")),
    "wl_registry": (("global", "usu"), ("global_remove", "u")),
    "wl_callback": (("done", "u"),),
    "wl_buffer": (("release", ""),),
    "wl_output": (("geometry", "iiiiissi"), ("mode", "uiii")),
    "wl_seat": (("capabilities", "u"),),
    "wl_pointer": (("enter", "uoff"), ("leave", "uo"), ("motion", "uff"), ("button", "uuuu")),
    "wl_touch": (("down", "uuoiff"),),
    "xdg_wm_base": (("ping", "u"),),
    "xdg_surface": (("configure", "u"),),
    "xdg_toplevel": (("configure", "iia"), ("close", "")),
}
"""What we are told, by its number; f is a number in 256ths, a an array of bytes. What has no name here is passed by."""

DISPLAY = 1
"""The one object that is there from the beginning."""

HEAD = struct.Struct("=II")
"""Each message begins with the number of its object, and with its own length and number."""

READ_BYTES = 65536


class Wayland:
    """A connection to a compositor: the path of its socket. One thread uses it; each call may raise OSError."""

    def __init__(self, path: str, patience_s: float) -> None:
        """Connect; whoever is to answer gets ``patience_s`` for it."""
        self.globals: dict[int, str] = {}
        self._patience_s = patience_s
        self._objects: dict[int, tuple[str, Handler]] = {}
        self._last, self._given_back = DISPLAY, list[int]()
        self._heard = b""
        self._wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
        self._wire.settimeout(patience_s)
        self._objects[DISPLAY] = "wl_display", self._on_display
        self._registry = self.new("wl_registry", self._on_registry)
        try:
            self._wire.connect(path)
            self.say(DISPLAY, "get_registry", self._registry)
            self.roundtrip()
        except OSError:
            self.close()
            raise

    def fileno(self) -> int:
        """Return the file on which the compositor speaks to us, for whoever sleeps."""
        return self._wire.fileno()

    def new(self, interface: str, handler: Handler = lambda *_: None) -> int:
        """Return the number of a new object; ``handler`` is called with the name of each event and what it brings."""
        if not self._given_back:
            self._last += 1
            self._given_back.append(self._last)
        number = self._given_back.pop()  # else both sides' lists would grow by each question whether the other lives
        self._objects[number] = interface, handler
        return number

    def bind(self, interface: str, handler: Handler = lambda *_: None) -> int:
        """Return the compositor's first object of this interface; raise ConnectionAbortedError if it has none."""
        for name, offered in self.globals.items():
            if offered == interface:
                bound = self.new(interface, handler)
                self.say(self._registry, "bind", name, interface, 1, bound)
                return bound
        raise ConnectionAbortedError(f"the compositor has no {interface}")

    def say(self, to: int, request: str, *arguments: Argument, file: int | None = None) -> None:
        """Send a request to one of the objects, and with it a file, if it takes one."""
        number, kinds = REQUESTS[f"{self._objects[to][0]}.{request}"]
        body = b"".join(map(_packed, kinds.replace("h", ""), arguments))
        message = HEAD.pack(to, (HEAD.size + len(body)) << 16 | number) + body
        beside = [] if file is None else [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [file]))]
        with suppress(BrokenPipeError, ConnectionResetError):  # its end, and why, is what is heard next
            if (sent := self._wire.sendmsg([message], beside)) < len(message):
                self._wire.sendall(message[sent:])

    def roundtrip(self) -> None:
        """Return when all that was said is answered; raise TimeoutError when it is not."""
        answers: list[int] = []
        self.say(DISPLAY, "sync", self.new("wl_callback", lambda _event, serial: answers.append(serial)))
        self.hear_until(lambda: bool(answers))

    def hear_until(self, done: Callable[[], bool]) -> None:
        """Hear until it is so; raise TimeoutError when it takes longer than the patience."""
        ends_s = time.monotonic() + self._patience_s
        while not done():
            if (left_s := ends_s - time.monotonic()) <= 0 or not self.hear(left_s):
                raise TimeoutError("the compositor does not answer")

    def hear(self, wait_s: float = 0.0) -> bool:
        """Hand each event that has come to its object; return whether any has. Raise OSError when it is the end."""
        if not select.select([self._wire], [], [], wait_s)[0]:
            return False
        said = self._wire.recv(READ_BYTES)
        if not said:
            raise ConnectionResetError("the compositor has ended")
        self._heard += said
        while len(self._heard) >= HEAD.size and len(self._heard) >= (size := HEAD.unpack_from(self._heard)[1] >> 16):
            message, self._heard = self._heard[:size], self._heard[size:]
            self._hand_out(message)
        return True

    def close(self) -> None:
        """End it; the compositor takes back what was ours."""
        self._wire.close()

    def _hand_out(self, message: bytes) -> None:
        to, head = HEAD.unpack_from(message)
        interface, handler = self._objects.get(to, ("", None))
        events, number = EVENTS.get(interface, ()), head & 0xFFFF
        if handler is not None and number < len(events):
            name, kinds = events[number]
            handler(name, *_unpacked(kinds, message[HEAD.size :]))

    def _on_display(self, event: str, number: int, _code: int = 0, text: str = "") -> None:
        if event == "error":
            raise ConnectionAbortedError(f"the compositor refuses: {text}")
        if self._objects.pop(number, None):
            self._given_back.append(number)

    def _on_registry(self, event: str, name: int, interface: str = "", _version: int = 0) -> None:
        if event == "global":
            self.globals[name] = interface
        else:
            self.globals.pop(name, None)


def _packed(kind: str, value: Argument) -> bytes:
    if kind == "s":
        text = str(value).encode() + b"\0"
        return struct.pack("=I", len(text)) + text + bytes(-len(text) % 4)
    return struct.pack("=i" if kind == "i" else "=I", value)


def _unpacked(kinds: str, body: bytes) -> Sequence[int | float | str | bytes]:
    values: list[int | float | str | bytes] = []
    at = 0
    for kind in kinds:
        (number,) = struct.unpack_from("=i" if kind in "if" else "=I", body, at)
        at += 4
        if kind in "sa":
            raw = body[at : at + number]
            at += number + -number % 4
            values.append(raw.rstrip(b"\0").decode() if kind == "s" else raw)
        else:
            values.append(number / 256 if kind == "f" else number)
    return values
