# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Disks that are full, refuse or lie."""

from tests.faults import disk_damage, disk_refusals, needs
from tests.faults.experiment import Experiment

PART = "The disk and the clock"

EXPERIMENTS: tuple[Experiment, ...] = (
    Experiment(
        "disk-full",
        PART,
        "A full disk takes nobody's ticket: what was promised is there, the kiosk goes on alone or sends to the"
        " administrator, and all comes back by itself when there is room.",
        disk_refusals.full,
        (needs.root, needs.namespaces, needs.loop_devices),
    ),
    Experiment(
        "disk-read-only",
        PART,
        "A card whose file system has put itself read-only takes nobody's ticket; who has it says so in one sentence,"
        " and serves again when the Pi has been restarted.",
        disk_refusals.read_only,
        (needs.root, needs.namespaces, needs.loop_devices),
    ),
    Experiment(
        "disk-newer",
        PART,
        "Before the journal of a newer Cherha a service waits, says which one is needed, and goes on when it is there.",
        disk_refusals.newer,
        (needs.root, needs.namespaces, needs.loop_devices),
    ),
    Experiment(
        "disk-damage",
        PART,
        "A flipped byte, a torn last page or a file that was cut off costs at most the lines in it and one more start.",
        disk_damage.damage,
    ),
)
