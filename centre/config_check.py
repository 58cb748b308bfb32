# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a centre's file must fulfil as a whole, and what it had better: the lists of cross-checks and of warnings."""

from centre.check_addresses import addresses, lent, loopback
from centre.check_blocks import blocks, without_block
from centre.check_buttons import buttons, unspoken
from centre.check_cards import cards
from centre.check_customs import (
    choices,
    languages,
    long_names,
    lunches,
    outages,
    short_days,
    slow_pictures,
    unreachable,
)
from centre.check_displays import displays, unseen, voiceless
from centre.check_hours import hours
from centre.check_key_files import key_names
from centre.check_keys import keys
from centre.check_letters import letters
from centre.check_names import names
from centre.check_pads import never_held, pads
from centre.check_panels import crowded, left_off, panels
from centre.check_pins import kept_pins, pins
from centre.check_places import printers, shelter, time_zone
from centre.check_references import references
from centre.check_screens import screens
from centre.check_shared import shared
from centre.check_sirens import alerts, half_heard, sirens, unheard
from centre.check_spheres import spheres
from centre.check_wifi import wifi_names, wireless
from centre.config import CentreFile
from centre.toml_reader import Slip

CHECKS = (
    names,
    cards,
    references,
    spheres,
    pins,
    buttons,
    keys,
    pads,
    panels,
    screens,
    displays,
    printers,
    blocks,
    time_zone,
    shelter,
    hours,
    alerts,
    sirens,
    addresses,
    wifi_names,
    shared,
    key_names,
)
WARNINGS = (
    letters,
    choices,
    unreachable,
    long_names,
    slow_pictures,
    kept_pins,
    lunches,
    short_days,
    outages,
    without_block,
    languages,
    unheard,
    half_heard,
    never_held,
    unspoken,
    unseen,
    voiceless,
    crowded,
    left_off,
    loopback,
    lent,
    wireless,
)


def check(centre: CentreFile) -> list[Slip]:
    """Return every contradiction of the file, [] when there is none.

    The centre may be one that ``toml_reader.convert`` could read only in part.
    """
    return [slip for rule in CHECKS for slip in rule(centre)]


def warn(centre: CentreFile) -> list[Slip]:
    """Return what a centre that passed every check could do better, one sentence each; it runs all the same."""
    return [slip for rule in WARNINGS for slip in rule(centre)]
