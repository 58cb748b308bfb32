# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``centre.toml`` may say of alarms: what an air-raid alert stops, and the sirens that hear of one."""

from typing import Annotated, Literal

import msgspec

from centre.config_rules import Section, policy
from centre.config_words import HostOrEmpty, Identifier, Line, Pin, Port, Text, WindowNumber


class Alerts(Section, frozen=True, kw_only=True):
    """What an air-raid alert stops, and how the queue goes on."""

    mode: Annotated[
        Literal["suspend", "continue_in_shelter"],
        policy(
            '"suspend": no window calls anybody. "continue_in_shelter": those of shelter_windows go on, or all if it'
            " names none, as the centre itself is a shelter.",
            "the interior ministry's service centres stop, but for 26 % of them that are in shelters (auto.24tv.ua)",
        ),
    ] = "suspend"
    shelter_windows: tuple[WindowNumber, ...] = ()
    yellow: Annotated[
        Literal["suspend", "warn"],
        policy(
            'What the yellow level (drones) does: the same as the red one (missiles), or only a "warn"ing in the hall,'
            " by order of the head.",
            "«Жовтий рівень тривоги. Прямуйте в укриття!»; no government text was found",
        ),
    ] = "suspend"
    tickets: Annotated[
        Literal["stop", "marked"],
        policy(
            'In an alert the kiosk gives no tickets ("stop"), or gives them "marked" as good after the all-clear.',
            "Cherha: nobody shall stand at a kiosk in an alert",
        ),
    ] = "stop"
    grace_min: Annotated[
        float,
        policy(
            "Minutes from the all-clear until windows call again: people walk back.",
            "Cherha: 5 to 15 are in use",
            ge=0,
            le=60,
        ),
    ] = 10.0
    opening_delay_min: Annotated[
        int,
        policy(
            "The same, if the alert had begun before the centre opened.",
            "Kyiv's centres open 30 minutes after the end of the alert (Interfax, ua-today.eu)",
            ge=0,
            le=180,
        ),
    ] = 30
    carry_over: Annotated[
        bool,
        policy(
            "Whether tickets that an alert at closing time kept from being served are good on the next day.",
            "Cherha: nobody loses a place to an alert",
        ),
    ] = True

    @property
    def sheltered(self) -> bool:
        """Whether the centre itself is a shelter, which nobody leaves in an alert."""
        return self.mode == "continue_in_shelter" and not self.shelter_windows

    def goes_on(self, window: int) -> bool:
        """Return whether a window calls in an alert that stops the others."""
        return self.sheltered or (self.mode == "continue_in_shelter" and window in self.shelter_windows)


Source = Literal["ukrainealarm", "alerts_in_ua", "alerts_in_ua_iot", "mqtt", "contact", "ups"]


class SignalTopic(Section, frozen=True, kw_only=True):
    """A topic of a local broker that says on or off, as Home Assistant's binary sensors do."""

    topic: Text
    level: Literal["red", "yellow"] = "red"


class Siren(Section, frozen=True, kw_only=True):
    """A unit that hears of alarms: a feed from the Internet, a topic of a local broker, a contact, a battery.

    *ukrainealarm*, *alerts_in_ua*, *alerts_in_ua_iot*: ``regions`` (ids of the raion or hromada and all it lies in),
    ``key_file``, ``url`` in place of the source's own, ``poll_s`` in place of its own pace.
    *mqtt*: ``host``, ``port``, ``user``, ``key_file`` (the password), ``topics``, and ``availability_topic``, which
    says *online* while whoever publishes them is there. *contact*: ``alert_pin``.
    *ups*: ``mains_lost_pin``, ``battery_low_pin``. A contact that closes is the alarm, or, if ``alarm_when_open``,
    one that opens.
    A feed that says nothing new for ``stale_after_s`` is lost, which never is an all-clear.
    """

    id: Identifier
    source: Source
    regions: tuple[Text, ...] = ()
    url: Line = ""
    key_file: Line = ""
    poll_s: Annotated[float, msgspec.Meta(ge=0, le=600)] = 0
    stale_after_s: Annotated[float, msgspec.Meta(ge=30, le=3600)] = 180
    host: HostOrEmpty = ""
    port: Port = 1883
    user: Line = ""
    topics: tuple[SignalTopic, ...] = ()
    availability_topic: Line = ""
    alert_pin: Pin | None = None
    mains_lost_pin: Pin | None = None
    battery_low_pin: Pin | None = None
    alarm_when_open: bool = False
