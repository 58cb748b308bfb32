# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The large centre, its busiest morning, and thirty days of it."""

from tests.faults import load_days, load_deaf, load_large
from tests.faults.experiment import Experiment

EXPERIMENTS: tuple[Experiment, ...] = (load_large.EXPERIMENT, load_deaf.EXPERIMENT, load_days.EXPERIMENT)
