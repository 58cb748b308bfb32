# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""All experiments, in the order in which they are played and stand on the page."""

from tests.faults import attack, clock, cuts, disk, link, load, power, printer, watch
from tests.faults.experiment import Experiment

EXPERIMENTS: tuple[Experiment, ...] = (
    *cuts.EXPERIMENTS,
    *power.EXPERIMENTS,
    *printer.EXPERIMENTS,
    *link.EXPERIMENTS,
    *disk.EXPERIMENTS,
    *clock.EXPERIMENTS,
    *load.EXPERIMENTS,
    *attack.EXPERIMENTS,
    *watch.EXPERIMENTS,
)
