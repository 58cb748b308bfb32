# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``centre.toml`` may say of a ticket machine: its buttons and lamps, its printer, its screen."""

from typing import Annotated, Literal

import msgspec

from centre.config_rules import Section, policy
from centre.config_words import HostOrEmpty, Identifier, Line, Numbers, Pin, Port, Purpose, Seconds

VoiceKey = Literal["listen", "next", "choose", "volume"]
"""A key of the kiosk's voice: it starts and says again, leads on, takes the choice, and is louder."""


class Button(Section, frozen=True, kw_only=True):
    """A kiosk button between ``pin`` and ground; ``led_pin`` lights its lamp. It has exactly one meaning.

    ``service``: a ticket for it. ``sphere``: the first press of two, ``purpose`` the second. ``digit``: of a booking's
    code. ``priority``: the next ticket is a priority one. ``language``: the next ticket is in it, not in Ukrainian.
    ``voice``: a key for those who listen.
    """

    pin: Pin
    led_pin: Pin | None = None
    service: str = ""
    sphere: str = ""
    purpose: Purpose | None = None
    digit: Annotated[int, msgspec.Meta(ge=0, le=9)] | None = None
    priority: bool = False
    language: Literal["", "en"] = ""
    voice: Literal["", VoiceKey] = ""

    @property
    def name(self) -> str:
        """Return what the button is called: ``passport``, ``submit``, ``digit-7``, ``language-en``, ``voice-next``."""
        digit = "" if self.digit is None else f"digit-{self.digit}"
        language = f"language-{self.language}" if self.language else ""
        voice = f"voice-{self.voice}" if self.voice else ""
        return self.service or self.sphere or self.purpose or digit or language or voice or "priority"


class CodePage(Section, frozen=True, kw_only=True):
    """A code page as this printer counts them: ``number`` is the n of ESC t n, from the printer's self-test page."""

    name: Literal["cp1251", "cp1125"]
    number: Annotated[int, msgspec.Meta(ge=0, le=255)]


class Printer(Section, frozen=True, kw_only=True):
    """How a kiosk's printer is attached.

    *network*: ``host`` and ``port``; *serial*: ``device`` and ``baud`` (RTS/CTS); *usb*: ``device``, as /dev/usb/lp0.
    ``width_dots`` is 384 for 58 mm paper, 576 for 80 mm (203 dpi). With ``code_page`` tickets are text, else raster.
    ``qr``: who draws the ticket's QR code, the *printer* (GS ( k) or we, as a *picture*; "": it, if tickets are text.
    ``answers``: False for one that never says how it is, as over a cable with one direction: nobody then knows what
    became of a ticket.
    """

    connection: Literal["network", "serial", "usb"]
    host: HostOrEmpty = ""
    port: Port = 9100
    device: Line = ""
    baud: Literal[9600, 19200, 38400, 57600, 115200] = 19200
    width_dots: Literal[384, 576] = 576
    code_page: CodePage | None = None
    answers: bool = True
    qr: Literal["", "printer", "picture", "none"] = ""


class KioskScreen(Section, frozen=True, kw_only=True):
    """The screen of a kiosk, read from 600 mm: what it measures across, and how many dots it has.

    ``touch``: what it shows can be touched; then all services of the centre can be chosen on it.
    """

    diagonal_inches: Annotated[float, msgspec.Meta(ge=5, le=55)] = 7.0
    width_px: Annotated[int, msgspec.Meta(ge=480, le=3840)] = 800
    height_px: Annotated[int, msgspec.Meta(ge=480, le=3840)] = 480
    touch: bool = False


class Kiosk(Section, frozen=True, kw_only=True):
    """A ticket machine; ``alone_numbers`` is the block it gives from while the centre is out of reach, "" for none.

    ``screen``: one that tells in words what to do; without it lamps and paper say all. ``buttons`` may be none where it
    can be touched. ``slot_led_pin``: a lamp at the slot of the paper, lit in a rhythm while a ticket is to be taken.
    """

    id: Identifier
    printer: Printer
    buttons: tuple[Button, ...] = ()
    screen: KioskScreen | None = None
    alone_numbers: Numbers = ""
    give_up_after_s: Seconds = 10.0
    lockout_s: Seconds = 1.0
    stuck_after_s: Seconds = 10.0
    slot_led_pin: Pin | None = None
    ask_above: Annotated[
        int,
        policy(
            "A kiosk with a screen: with more people than so many ahead it asks whether the citizen still wants to"
            " wait, before it gives a ticket. 0: it never asks.",
            "Cherha: no public rule was found; nobody shall learn only from the paper that the day is not enough",
            ge=0,
            le=999,
        ),
    ] = 20
    most_in_haste: Annotated[
        int,
        policy(
            "So many presses for one service are obeyed that follow each other faster than people can, one each 4 s;"
            " then it is ignored, but for one press each 30 s, until nobody has pressed for 3 s. 0: all are obeyed.",
            "Cherha: a child plays, a wire is loose; neither shall print the roll empty",
            ge=0,
            le=999,
        ),
    ] = 10

    @property
    def touch(self) -> bool:
        """Return whether its screen can be touched."""
        return getattr(self.screen, "touch", False) is True  # a file that could be read in part only has no such key

    @property
    def language_can_be_chosen(self) -> bool:
        """Return whether a citizen can choose another language than Ukrainian, if the centre has one."""
        return self.touch or any(button.language for button in self.buttons)
