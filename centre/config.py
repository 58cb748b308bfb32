# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One file describes a centre: what ``centre.toml`` may say, as frozen structs. ``centre/toml_reader.py`` reads it."""

from typing import Annotated, Literal

import msgspec

from centre.config_alarms import Alerts, Siren
from centre.config_rules import Appointments, Calls, Hours, Interval, Order, Records, Section, policy
from centre.config_words import (
    AtLeastOne,
    Host,
    HostOrEmpty,
    Identifier,
    Letters,
    Line,
    Numbers,
    Pin,
    Port,
    Seconds,
    Text,
    WindowNumber,
)
from centre.facts_base import PostponeReason, Resource

Purpose = Literal["consult", "submit", "collect"]
"""What a citizen comes for within a sphere: advice, to hand papers in, or to take a finished document."""

Language = Literal["uk", "en"]


class Centre(Section, frozen=True, kw_only=True):
    """Who we are, as the ticket and the hall screen say it; ``time_zone`` (IANA) sets their clock and ends the day.

    ``languages``: Ukrainian stands first always; "en" adds English below it.
    """

    name: Text
    name_en: Line = ""
    languages: Annotated[tuple[Language, ...], AtLeastOne] = ("uk",)
    phone: Line = ""
    shelter: Line = ""
    time_zone: Text = "Europe/Kyiv"


class Broker(Section, frozen=True, kw_only=True):
    """Where the broker listens and everybody else finds it."""

    host: Host = "127.0.0.1"
    port: Port = 1883


class Sphere(Section, frozen=True, kw_only=True):
    """The first level of the menu: a sphere of life, as documents or land; its services differ by purpose."""

    id: Identifier
    name: Text
    name_en: Line = ""


class Service(Section, frozen=True, kw_only=True):
    """What citizens come for; ``letter`` starts its numbers, and services of one sphere may share it.

    ``usual_minutes`` is taken for the time of service until enough of it has been seen, ``visits_per_day`` is for
    ``cherha simulate`` alone.
    """

    id: Identifier
    letter: Letters
    name: Text
    name_en: Line = ""
    sphere: str = ""
    purpose: Purpose | None = None
    needs: tuple[Resource, ...] = ()
    usual_minutes: Annotated[float, msgspec.Meta(gt=0, le=480)] | None = None
    visits_per_day: Annotated[int, msgspec.Meta(ge=0, le=5000)] | None = None


class Window(Section, frozen=True, kw_only=True):
    """A workplace, the services it serves, and when its clerk has lunch."""

    number: WindowNumber
    services: Annotated[tuple[str, ...], AtLeastOne]
    lunch: Interval | None = None


class Button(Section, frozen=True, kw_only=True):
    """A kiosk button between ``pin`` and ground; ``led_pin`` lights its lamp. It has exactly one meaning.

    ``service``: a ticket for it. ``sphere``: the first press of two, ``purpose`` the second. ``digit``: of a booking's
    code. ``priority``: the next ticket is a priority one. ``language``: the next ticket is in it, not in Ukrainian.
    """

    pin: Pin
    led_pin: Pin | None = None
    service: str = ""
    sphere: str = ""
    purpose: Purpose | None = None
    digit: Annotated[int, msgspec.Meta(ge=0, le=9)] | None = None
    priority: bool = False
    language: Literal["", "en"] = ""

    @property
    def name(self) -> str:
        """Return what the button is called: ``passport``, ``submit``, ``digit-7``, ``language-en``, ``priority``."""
        digit = "" if self.digit is None else f"digit-{self.digit}"
        language = f"language-{self.language}" if self.language else ""
        return self.service or self.sphere or self.purpose or digit or language or "priority"


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
    """The small screen of a kiosk, read from 600 mm: what it measures across, and how many dots it has."""

    diagonal_inches: Annotated[float, msgspec.Meta(ge=5, le=55)] = 7.0
    width_px: Annotated[int, msgspec.Meta(ge=480, le=3840)] = 800
    height_px: Annotated[int, msgspec.Meta(ge=480, le=3840)] = 480


class Kiosk(Section, frozen=True, kw_only=True):
    """A ticket machine; ``alone_numbers`` is the block it gives from while the centre is out of reach, "" for none.

    ``screen``: one that tells in words what to do; without it lamps and paper say all.
    """

    id: Identifier
    printer: Printer
    buttons: Annotated[tuple[Button, ...], AtLeastOne]
    screen: KioskScreen | None = None
    alone_numbers: Numbers = ""
    give_up_after_s: Seconds = 10.0
    lockout_s: Seconds = 1.0
    stuck_after_s: Seconds = 10.0


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
    """

    action: KeyAction
    pin: Pin
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


class Desk(Section, frozen=True, kw_only=True):
    """A clerk's button box at a window."""

    id: Identifier
    window: WindowNumber
    keys: Annotated[tuple[Key, ...], AtLeastOne]
    led_pin: Pin | None = None
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


class Display(Section, frozen=True, kw_only=True):
    """A hall screen: what it measures across, how far away people sit, and how many dots it has."""

    id: Identifier
    diagonal_inches: Annotated[float, msgspec.Meta(ge=5, le=120)] = 43.0
    viewing_distance_m: Annotated[float, msgspec.Meta(ge=0.5, le=30)] = 5.0
    width_px: Annotated[int, msgspec.Meta(ge=640, le=7680)] = 1920
    height_px: Annotated[int, msgspec.Meta(ge=480, le=4320)] = 1080
    battery_brightness: Annotated[
        int,
        policy(
            "Percent of full brightness that a screen whose backlight the Pi controls has while the centre lives on"
            " its battery.",
            "Cherha: a backlight takes most of a small screen's power, and a hall without mains is dim",
            ge=10,
            le=100,
        ),
    ] = 30


class CentreFile(Section, frozen=True, kw_only=True):
    """All of ``centre.toml``."""

    centre: Centre
    services: Annotated[tuple[Service, ...], AtLeastOne]
    windows: Annotated[tuple[Window, ...], AtLeastOne]
    spheres: tuple[Sphere, ...] = ()
    order: Order = Order()
    calls: Calls = Calls()
    appointments: Appointments = Appointments()
    hours: Hours | None = None
    alerts: Alerts = Alerts()
    journal: Records = Records()
    broker: Broker = Broker()
    kiosks: tuple[Kiosk, ...] = ()
    desks: tuple[Desk, ...] = ()
    displays: tuple[Display, ...] = ()
    sirens: tuple[Siren, ...] = ()
