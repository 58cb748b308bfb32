# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How often the feeds of alerts may be asked; what is not here is not asked at all."""

from collections.abc import Mapping

from centre.config_alarms import Source

USUAL_POLL_S: Mapping[Source, float] = {"ukrainealarm": 25.0, "alerts_in_ua": 15.0, "alerts_in_ua_iot": 15.0}
"""Seconds from one question to the next, unless centre.toml says otherwise."""

LEAST_POLL_S: Mapping[Source, float] = {"ukrainealarm": 20.0, "alerts_in_ua": 7.5, "alerts_in_ua_iot": 7.5}
"""The limits: ukrainealarm accepts about 3 questions a minute for each key, alerts.in.ua asks for 8 at most."""
