# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What follows when the contacts of a battery speak: services that need power close, and come back by themselves."""

from datetime import datetime

from centre.facts import QueueFact
from centre.facts_alarms import PowerHeard
from centre.facts_day import ResourceLost, ResourceReturned
from dispatcher.rules.alarm import Power
from dispatcher.rules.alarm_facts import after
from dispatcher.rules.commands_alarms import HearPower
from dispatcher.rules.queue import Queue

Facts = tuple[QueueFact, ...]


def hear_power(queue: Queue, command: HearPower, now: datetime) -> Facts:
    """Take what the contacts say; what they said before makes no fact.

    An outage that a clerk reported while the contacts saw the mains stays until somebody, or the contacts, end it; one
    that a clerk has ended, as there is a generator, does not come again while the same blackout lasts.
    """
    if queue.alarm.power.get(command.source) == Power(command.mains, command.battery_low):
        return ()
    heard = PowerHeard(at=now, source=command.source, mains=command.mains, battery_low=command.battery_low)
    was, is_ = queue.alarm.on_battery(), after(queue.alarm, heard).on_battery()
    lost = "power" in queue.outages
    if is_ and not was and not lost:
        return (heard, ResourceLost(at=now, resource="power"))
    if was and not is_ and lost:
        return (heard, ResourceReturned(at=now, resource="power"))
    return (heard,)


def still_true(queue: Queue, now: datetime) -> Facts:
    """Return how the power is, said again for a new day."""
    return tuple(
        PowerHeard(at=now, source=source, mains=power.mains, battery_low=power.low)
        for source, power in queue.alarm.power.items()
    )


def started(queue: Queue, now: datetime) -> Facts:
    """Forget, at a start, that a battery was nearly empty: whoever runs again has power, and the contacts will say.

    Else a centre that was shut down for it would shut itself down at each start, before they had said a word. Of a
    battery that centre.toml has no more nobody will ever say that the mains is back: it is forgotten.
    """
    heard = [fact for source, power in queue.alarm.power.items() if (fact := _forgotten(queue, source, power, now))]
    alarm = queue.alarm
    for fact in heard:
        alarm = after(alarm, fact)
    if queue.alarm.on_battery() and not alarm.on_battery() and "power" in queue.outages:
        return (*heard, ResourceReturned(at=now, resource="power"))
    return tuple(heard)


def _forgotten(queue: Queue, source: str, power: Power, now: datetime) -> PowerHeard | None:
    """Return what is taken back of a battery's word, None if all of it may still be so."""
    if source not in queue.policy.batteries and not power.mains:
        return PowerHeard(at=now, source=source, mains=True, battery_low=False)
    if power.low:
        return PowerHeard(at=now, source=source, mains=power.mains, battery_low=False)
    return None
