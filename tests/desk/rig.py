# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The real desk: pins and link are fakes, the clock is moved by hand."""

from pathlib import Path
from typing import Any, Literal

import msgspec

from centre import config_desks
from centre.buttons import Buttons
from centre.key_places import places, where
from centre.kiosks import Kiosks
from centre.lamps import PASSING_S, Light
from centre.link import LinkUp, Received
from centre.messages import Call, DeskReply, DeskRequest, DeviceState, Refusal, RefusalReason, WindowState, encode
from centre.panel import Edge
from centre.poweroff import PowerOff
from centre.unit import Unit
from desk.controls import Controls
from desk.service import Desk
from desk.wiring import LAMP
from tests.fakes import FakeLink, FakePanel, HandClock, answered

FIELDS = {"outage": ("resource", "resource"), "transfer": ("service", "to_window"), "postpone": ("reason", "minutes")}
"""What the words and the numbers behind an action are."""


def box(*keys: str, **more: Any) -> config_desks.Desk:
    """Return a button box at window 1 with these keys by their names: ``next``, ``outage-registry``, ``transfer-3``."""
    made = tuple(_key(name, pin) for pin, name in enumerate(keys, 4))
    assert tuple(key.name for key in made) == keys
    return config_desks.Desk(id="desk-1", window=1, keys=made, led_pin=24, **more)


def _key(name: str, pin: int) -> config_desks.Key:
    action, *words = name.split("-")
    fields = {FIELDS[action][word.isdigit()]: int(word) if word.isdigit() else word for word in words}
    return msgspec.convert({"action": action, "pin": pin, **fields}, config_desks.Key)


class DeskRig:
    """A box at window 1 of a centre with two kiosks.

    ``stuck`` are the keys that are closed at the start, ``folder`` is where it asks to end.
    """

    def __init__(self, desk: config_desks.Desk, *stuck: str, folder: Path = Path("/nonexistent")) -> None:
        self.desk, self.clock = desk, HandClock()
        self.link, self.panel = FakeLink(), FakePanel(*stuck)
        controls = Controls(desk)
        buttons = Buttons(
            panel=self.panel,
            pins=places(desk),
            where=where(desk),
            hold_s=controls.hold_s,
            lockout_s=desk.lockout_s,
            stuck_after_s=desk.stuck_after_s,
            now=self.clock.now,
        )
        unit = Unit(role="desk", unit=desk.id, link=self.link)
        self.service = Desk(
            desk=desk, controls=controls, panel=self.panel, buttons=buttons, unit=unit, link=self.link,
            power_off=PowerOff(folder / "poweroff"), kiosks=Kiosks(("kiosk-hall", "kiosk-door")),
        )  # fmt: skip
        self.handle()

    def handle(self, *items: Any) -> None:
        """Hand over all that waits."""
        self.service.handle(items, self.clock.now)

    def wait(self, seconds: float) -> None:
        """Let time pass; the loop wakes then."""
        self.clock.pass_s(seconds)
        self.handle()

    def begin(self, state: Literal["open", "paused", "closed"] = "open", **more: Any) -> None:
        """Link, and hear the state of the window."""
        self.handle(LinkUp())
        self.see(state, **more)

    def see(
        self,
        state: Literal["open", "paused", "closed"] = "open",
        *,
        waiting: int = 0,
        call: Call | None = None,
        **more: Any,
    ) -> None:
        """Hear a state of the window."""
        self.show(WindowState(number=1, window=1, state=state, waiting=waiting, call=call, **more))

    def show(self, window: WindowState) -> None:
        """Hear a state of the window."""
        self.handle(Received("window", {"window": "1"}, encode(window), retained=True))

    def hear_kiosk(self, state: DeviceState, kiosk: str = "kiosk-hall") -> None:
        """Hear what a kiosk says of itself."""
        self.handle(Received("state", {"role": "kiosk", "id": kiosk}, encode(state), retained=True))

    def press(self, key: str) -> list[DeskRequest]:
        """Press and release a key; return what is asked then."""
        self.link.take()
        now_s = self.clock.now.steady_s
        self.handle(Edge(key, closed=True, at_s=now_s), Edge(key, closed=False, at_s=now_s + 0.1))
        return self.link.take(DeskRequest)

    def hold(self, key: str, seconds: float) -> list[DeskRequest]:
        """Press a key, release it after so long, and let the loop wake at each deadline; return what is asked.

        It begins when the key's lock-out is over.
        """
        self.wake_until(self.clock.now.steady_s + self.desk.lockout_s)
        self.link.take()
        self.handle(Edge(key, closed=True, at_s=self.clock.now.steady_s))
        self.wake_until(self.clock.now.steady_s + seconds)
        self.handle(Edge(key, closed=False, at_s=self.clock.now.steady_s))
        self.wake_until(self.clock.now.steady_s + 0.1)
        return self.link.take(DeskRequest)

    def wake_until(self, end_s: float) -> None:
        """Let time pass until this second of the steady clock, as the loop does: from deadline to deadline."""
        while (due_s := self.service.deadline_s()) is not None and due_s <= end_s:
            self.wait(due_s - self.clock.now.steady_s)
        self.wait(end_s - self.clock.now.steady_s)

    def hear(self, answer: msgspec.Struct) -> None:
        """Hand over an answer of the dispatcher."""
        self.handle(answered("desk", self.desk.id, answer))

    def grant(self, request: DeskRequest, ticket: str | None = None) -> list[DeskRequest]:
        """Answer a wish; return what is asked then."""
        self.link.take()
        self.answer(request, ticket)
        return self.link.take(DeskRequest)

    def answer(self, request: DeskRequest, ticket: str | None = None) -> None:
        """Answer a wish, and leave what is said then with the link."""
        self.hear(DeskReply(request_id=request.request_id, window=1, ticket=ticket, waiting=0))

    def refuse(
        self, request: DeskRequest, text: str = "Nobody waits for window 1.", reason: RefusalReason = "nobody_waits"
    ) -> list[DeskRequest]:
        """Refuse a wish; return what is asked then."""
        self.link.take()
        self.hear(Refusal(reason=reason, text=text, request_id=request.request_id))
        return self.link.take(DeskRequest)

    def lamp_after(self, passing: Light) -> str:
        """Return what the lamp does when it has said a word that passes; it must be saying it now."""
        assert self.lamp == passing
        self.wait(PASSING_S[passing])
        return self.lamp

    @property
    def lamp(self) -> str:
        """Return what the lamp does."""
        return self.panel.lights[LAMP]
