# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What may be asked of the queue from around it: alerts, power, and the clock; commands as those of ``commands.py``."""

import msgspec

from centre.facts_alarms import Saying
from centre.facts_base import Threat


class HearSource(msgspec.Struct, frozen=True):
    """A source of alerts says its whole truth, or is lost."""

    source: str
    says: Saying
    threats: tuple[Threat, ...] = ()


class SwitchAlert(msgspec.Struct, frozen=True):
    """Somebody raises an alert by hand, or says the all-clear."""

    raised: bool


class HearPower(msgspec.Struct, frozen=True):
    """The contacts of a battery say how the power is."""

    source: str
    mains: bool
    battery_low: bool


class Tick(msgspec.Struct, frozen=True):
    """Let happen what is due by the clock alone."""


class Resume(msgspec.Struct, frozen=True):
    """Go on after the dispatcher was away: nobody could answer a call meanwhile, so nothing is due of it yet.

    ``cold``: it was started; else it slept, or its clock leapt.
    """

    cold: bool = True


class DoubtClock(msgspec.Struct, frozen=True):
    """Nothing proves the clock."""


class TrustClock(msgspec.Struct, frozen=True):
    """The clock is proven, or somebody vouches for it; decided before anything is due by it."""


SurroundingCommand = HearSource | SwitchAlert | HearPower | Tick | Resume | DoubtClock | TrustClock
"""Every command of this file."""
