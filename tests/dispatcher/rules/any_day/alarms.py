# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What comes over a centre: sirens, cuts of the power, a kiosk that nobody hears, a clock that nothing proves."""

from collections.abc import Sequence
from datetime import timedelta
from typing import get_args

from hypothesis import strategies
from hypothesis.stateful import rule
from msgspec.structs import replace

from centre.blocks import block_of
from centre.config_kiosks import Kiosk
from centre.facts_alarms import Saying
from centre.facts_base import PrintOutcome, Threat
from dispatcher.rules import commands, commands_alarms
from tests.dispatcher.rules.any_day.centres import BATTERIES
from tests.dispatcher.rules.any_day.day import Day
from tests.dispatcher.rules.any_day.drawn import (
    AGES,
    DAY,
    HOUR,
    JUMPS,
    MINUTE,
    SOURCES,
    Key,
    choices,
    in_alert,
    passes,
    saying,
    services,
    threats,
    windows,
)

Words = tuple[Threat, ...]


class Alarms(Day):
    """Two sources of alerts, the keys for it, two batteries, two kiosks with numbers of their own."""

    @rule(source=strategies.sampled_from(SOURCES), says=saying, words=threats, passed=passes)
    def hear(self, source: str, says: Saying, words: Words, passed: timedelta) -> None:
        """Let a source say its whole truth, or fall silent, and time pass."""
        self.do(commands_alarms.HearSource(source, says, words if says == "raise" else ()))
        self.pass_time(passed)

    @rule(source=strategies.sampled_from(SOURCES), since=strategies.sampled_from([-20 * MINUTE, -3 * HOUR, HOUR]))
    def hear_since(self, source: str, since: timedelta) -> None:
        """Let a source say since when, perhaps by a clock that is ahead of ours."""
        self.do(commands_alarms.HearSource(source, "raise", (Threat(level="red", since=self.now + since),)))

    @rule(raised=strategies.booleans(), passed=passes)
    def switch(self, raised: bool, passed: timedelta) -> None:  # noqa: FBT001  (drawn)
        """Raise an alert by hand, or say the all-clear over every source."""
        self.do(commands_alarms.SwitchAlert(raised))
        self.pass_time(passed)

    @rule(words=threats, again=threats)
    def overrule(self, words: Words, again: Words) -> None:
        """Let a source hang, overrule it by hand, and let it say the same, less, or news."""
        told = [commands_alarms.HearSource("roof", "raise", said) for said in (words, again)]
        self.do(told[0], commands_alarms.SwitchAlert(raised=False), told[1])

    @rule(window=windows, words=threats, pressed=in_alert, silent=strategies.integers(0, 1), lasts=passes, back=passes)
    def alert(
        self, window: int, words: Words, pressed: Sequence[Key], silent: int, lasts: timedelta, back: timedelta
    ) -> None:
        """Call somebody, and let an alert come and go over it, whatever the clerk presses; its source may be silent."""
        self.do(commands.CallNext(window), commands_alarms.HearSource("feed", "raise", words))
        self.pass_time(lasts)
        self.do(*(key(window) for key in pressed))
        self.pass_time(3 * MINUTE)
        lost: list[commands.Command] = [commands_alarms.HearSource("feed", "lost"), commands_alarms.Tick()]
        self.do(*lost * silent, commands_alarms.HearSource("feed", "clear"))
        self.pass_time(back)

    @rule(source=strategies.sampled_from(BATTERIES), mains=strategies.booleans(), low=strategies.booleans())
    def battery(self, source: str, mains: bool, low: bool) -> None:  # noqa: FBT001  (drawn)
        """Let the contacts of a battery speak."""
        self.do(commands_alarms.HearPower(source, mains, low))

    @rule(
        service=services,
        choice=choices,
        age_s=strategies.sampled_from(AGES),
        days_late=strategies.sampled_from([0, 0, 0, 0, 1, -1]),
        outcome=strategies.sampled_from(["printed", "printed", *get_args(PrintOutcome)]),
    )
    def tell(self, service: str, choice: int, age_s: float, days_late: int, outcome: PrintOutcome) -> None:
        """Let a kiosk that was alone tell what it gave, perhaps not its own, perhaps days ago, perhaps said before."""
        told = self.told(self.centre.kiosks[choice % 2], service, choice, age_s, days_late)
        told = replace(told, outcome=outcome, priority=choice % 5 == 0)
        self.do(told, *[replace(told, age_s=age_s + 1)] * (choice % 3 == 0))

    @rule(service=services, choice=choices, hours=strategies.integers(0, 25))
    def night_without_power(self, service: str, choice: int, hours: int) -> None:
        """Wake without network after a night, give a number; then it is there, and so is a kiosk that was alone."""
        self.do_one(commands_alarms.DoubtClock())
        self.do(commands.IssueTicket(service, "hall", self.new_request()))
        self.now += DAY
        self.do_one(commands_alarms.TrustClock())
        told = self.told(self.centre.kiosks[0], service, choice, hours * 3600.0, 1)
        self.do(commands_alarms.Resume(cold=False), commands_alarms.Tick(), told)

    @rule(jump=strategies.sampled_from(JUMPS))
    def doubt(self, jump: timedelta) -> None:
        """Let nothing prove the clock any more, as after a start without network, on a clock that may be ahead."""
        self.do_one(commands_alarms.DoubtClock())
        self.pass_time(jump)

    @rule(jump=strategies.sampled_from(JUMPS))
    def trust(self, jump: timedelta) -> None:
        """Let the clock be proven, whatever it shows then."""
        self.now += jump
        self.do_one(commands_alarms.TrustClock())
        self.do(commands_alarms.Resume(cold=False), commands_alarms.Tick())

    def told(self, kiosk: Kiosk, service: str, choice: int, age_s: float, days_late: int) -> commands.TakeOver:
        """Return what a kiosk says of a ticket; one behind its block is not its own, and a key may be an old one."""
        block = block_of(kiosk)
        letter = next((one.letter for one in self.centre.services if one.id == service), "А")
        return commands.TakeOver(
            ticket=f"{letter}{block[0] + choice // 2 % (len(block) + 1):03d}",
            service=service,
            kiosk=kiosk.id,
            request=self.some_request(choice, kiosk.id) if choice % 7 == 0 else self.new_request(kiosk.id),
            day=(self.book.day or self.now.date()) - days_late * DAY,
            age_s=age_s,
        )

    def pass_time(self, passed: timedelta) -> None:
        """Let so much time pass, and happen what is due."""
        if passed:
            self.set_clock(self.now + passed)
            self.do(commands_alarms.Tick())
