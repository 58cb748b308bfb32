# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Networks that are cut, slow, lossy or silent, in namespaces."""

from tests.faults import link_board, link_broker, link_hours, link_kiosk, needs
from tests.faults.experiment import Experiment

PART = "The link"

EXPERIMENTS: tuple[Experiment, ...] = (
    Experiment(
        "link-kiosk",
        PART,
        "A kiosk whose cable is pulled, silent, half open, 2 s late, loses 30 % or doubles all goes on alone and hands"
        " over; no request becomes a ticket after its citizen has gone.",
        link_kiosk.play,
        (needs.root, needs.namespaces),
    ),
    Experiment(
        "link-board",
        PART,
        "On such cables a screen says within 10 s that it is stale and shows the truth within 2 s of the return; a"
        " clerk's key calls nobody after it was refused.",
        link_board.play,
        (needs.root, needs.namespaces),
        alone=True,
    ),
    Experiment(
        "link-broker",
        PART,
        "A broker that accepts and says nothing, loses its power unsaid or has another address for a while: the screen"
        " says so within 10 s and is true within 2 s of the return, the kiosk goes on alone, nothing late becomes a"
        " ticket.",
        link_broker.play,
        (needs.root, needs.namespaces),
        alone=True,
    ),
    Experiment(
        "link-hours",
        PART,
        "Simulated working days on links that fail for seconds to hours, are late, or bring all twice: each paper has"
        " its place, each number is given once, and no request becomes a ticket after its citizen has gone.",
        link_hours.play,
    ),
)
