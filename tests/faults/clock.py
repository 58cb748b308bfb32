# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Clocks that jump, and days that begin twice."""

from tests.faults import clock_jumps, clock_nights, needs
from tests.faults.experiment import Experiment

PART = "The disk and the clock"

EXPERIMENTS: tuple[Experiment, ...] = (
    Experiment(
        "clock-jumps",
        PART,
        "Whatever a clock shows that nothing proves, a day ago, a year ahead or 1970 at a start, each press has its"
        " ticket, no number comes twice and nobody is thrown out of the line.",
        clock_jumps.unproven,
        (needs.compiler,),
    ),
    Experiment(
        "clock-lies",
        PART,
        "A wrong clock that was proven, and its way back, give no two papers of one date one number.",
        clock_jumps.proven,
        (needs.compiler,),
    ),
    Experiment(
        "clock-nights",
        PART,
        "On the nights on which the clocks are changed one day begins at each midnight, from 001, and the hour that"
        " comes twice, or never, changes nothing.",
        clock_nights.nights,
        (needs.compiler,),
    ),
)
