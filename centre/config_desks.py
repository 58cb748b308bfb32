# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``centre.toml`` may say of a clerk's button box: its keys, its lamp, or the pad on a serial line."""

from typing import Annotated, Literal

import msgspec

from centre.config_rules import Section, policy
from centre.config_words import AtLeastOne, Byte, Identifier, Pin, Seconds, Text, WindowNumber
from centre.facts_base import PostponeReason, Resource

KeyAction = Literal[
    "next", "recall", "serve", "no_show", "postpone", "transfer", "back", "pause", "close", "outage", "alert"
]


class Key(Section, frozen=True, kw_only=True):
    """A key of a desk's button box.

    *transfer* sends the citizen on to ``service``, to ``to_window`` or both. *postpone* lets the citizen come back in
    ``minutes``, else in those of ``Calls.postpone_minutes``, for ``reason``. *back*: whom this window called last, and
    who did not come or was put off, is here after all. *outage* says that ``resource`` has failed, pressed again that
    it is back. *close*: the window calls nobody more today, so others take whom it was to have. *alert* raises an
    air-raid alert by hand; held, it is the all-clear.

    Of a box of contacts a key has its ``pin``, of a pad on a serial line its ``byte``.
    """

    action: KeyAction
    pin: Pin | None = None
    byte: Byte | None = None
    resource: Resource | None = None
    service: str = ""
    to_window: WindowNumber | None = None
    reason: PostponeReason | None = None
    minutes: Annotated[int, msgspec.Meta(ge=1, le=480)] | None = None

    @property
    def name(self) -> str:
        """Return what the key is called: ``next``, ``outage-registry``, ``transfer-land-3``, ``postpone-documents``."""
        more = (self.resource, self.service, self.to_window, self.reason, self.minutes)
        return "-".join([self.action, *(str(word) for word in more if word)])


class Pad(Section, frozen=True, kw_only=True):
    """A button pad on a serial line (8N1): one byte a key, one byte for each state of its LED.

    With ``address`` each byte stands in a frame, as QSystem's pads have it (``desk/pad_words.py``); without it, alone.
    """

    device: Text
    baud: Literal[9600, 19200, 38400, 57600, 115200] = 9600
    address: Byte | None = None
    led_on: Byte = 0x32
    led_off: Byte = 0x30


class Desk(Section, frozen=True, kw_only=True):
    """A clerk's button box at a window: contacts and a lamp at the Pi's pins, or a ``pad`` on a serial line."""

    id: Identifier
    window: WindowNumber
    keys: Annotated[tuple[Key, ...], AtLeastOne]
    led_pin: Pin | None = None
    pad: Pad | None = None
    give_up_after_s: Seconds = 5.0
    lockout_s: Seconds = 0.5
    stuck_after_s: Seconds = 10.0
    hold_s: Annotated[
        float,
        policy(
            'A box without a key "pause": seconds of holding "next" down after which the window pauses.',
            "Cherha: longer than any press, shorter than a key that counts as stuck",
            ge=0.5,
            le=8,
        ),
    ] = 1.5
    quick_press_s: Annotated[
        float,
        policy(
            'A box without keys "recall" and "no_show": a second press of "next" within so many seconds says that the'
            " first citizen did not come. 0: it calls the same one again, however quick.",
            "Better DS QM, for one plain button; QSystem recalls",
            ge=0,
            le=60,
        ),
    ] = 0.0
    settle_s: Annotated[
        float,
        policy(
            'Seconds after its own call in which "next" calls nobody else and calls nobody again, while the citizen is'
            " still on the way: a second press is the clerk's impatience. With quick_press_s that rule holds instead.",
            "Cherha: nobody is at a window and served within three seconds",
            ge=0,
            le=30,
        ),
    ] = 3.0
