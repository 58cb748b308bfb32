# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The names of a siren's contacts, by which its panel and a demo know them; knows no meaning of them."""

from centre.config_alarms import Siren

ALERT, MAINS_LOST, BATTERY_LOW = "alert", "mains_lost", "battery_low"


def contacts(siren: Siren) -> dict[str, int]:
    """Return the pin of each contact that is wired."""
    pins = {ALERT: siren.alert_pin, MAINS_LOST: siren.mains_lost_pin, BATTERY_LOW: siren.battery_low_pin}
    return {name: pin for name, pin in pins.items() if pin is not None}
