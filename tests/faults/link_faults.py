# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What may happen to a unit's cable, and what is to be expected of the unit meanwhile."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from simulator.lan import Lan
from tests.faults.link_cables import GOOD, Cables
from tests.faults.link_relay import Quality


class Net(NamedTuple):
    """The network that is hurt."""

    lan: Lan
    cables: Cables


class Fault(NamedTuple):
    """A trouble, from ``begin`` to ``end``. ``cuts``: nothing can come through, so whoever has it must notice.

    ``back_s``: how soon after ``end`` the truth is back.
    """

    begin: Callable[[Net, str], None]
    end: Callable[[Net, str], None]
    cuts: bool = True
    back_s: float = 2.0


MOVED_BACK_S = 5.0
"""An address that is gone is noticed like any silence, in 3 s (centre/link_client.py); 2 s later the truth is there."""


def _made(quality: Quality) -> Callable[[Net, str], None]:
    return lambda net, unit: net.cables.make(unit, quality)


def _move(net: Net, unit: str) -> None:
    net.lan.move(unit)


FAULTS: Mapping[str, Fault] = {
    "pulled": Fault(lambda net, unit: net.lan.pull(unit), lambda net, unit: net.lan.put_back(unit)),
    "silent": Fault(_made(Quality(lost_to=1, lost_from=1)), _made(GOOD)),
    "deaf": Fault(_made(Quality(lost_to=1)), _made(GOOD)),
    "mute": Fault(_made(Quality(lost_from=1)), _made(GOOD)),
    "late": Fault(_made(Quality(delay_s=2.0)), _made(GOOD)),
    "lossy": Fault(_made(Quality(lost_to=0.3, lost_from=0.3)), _made(GOOD), cuts=False),
    "twice": Fault(_made(Quality(twice=1.0, second_s=0.5)), _made(GOOD), cuts=False),
    "moved": Fault(_move, _move, cuts=False, back_s=MOVED_BACK_S),
}
"""By name: a cable pulled; silence that nobody is told of; half open, to either side; 2 s late each way; 30 % of all
frames lost; each frame twice, the second among later ones; another address while it runs."""
