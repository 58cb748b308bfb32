# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``cherha doctor`` tries at a desk: the keys of its box, and its lamp."""

import functools

from centre import config, key_places, trial_contacts
from centre.config_desks import Pad
from centre.trial_contacts import PINS, Wiring
from centre.trials import Trial
from desk.wiring import LAMP, wired


def trials(centre: config.CentreFile, unit_id: str) -> tuple[Trial, ...]:
    """Return the trials of the desk ``unit_id``, whatever its box hangs on."""
    desk = next(desk for desk in centre.desks if desk.id == unit_id)
    lamp = desk.led_pin if desk.pad is None else desk.pad.led_on
    return (
        trial_contacts.trial(
            word="key",
            contacts=key_places.places(desk),
            lamps={} if lamp is None else {LAMP: lamp},
            wiring=PINS if desk.pad is None else _of_pad(desk.pad),
            wired=functools.partial(wired, desk),
        ),
    )


def _of_pad(pad: Pad) -> Wiring:
    """Return how the bytes of a pad are spoken of."""
    cable = f"the pad's cable, its power and {pad.device}"
    return Wiring(
        where=lambda byte: f"byte 0x{byte:02X}",
        wire=lambda _: f"{cable}, and that the pad sends this byte",
        lamp=lambda _: f"Check {cable}, and led_on and led_off against the pad's own paper.",
    )
