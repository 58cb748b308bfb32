# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where a citizen may be sent on to, and who calls those whose one window is gone."""

from typing import Any

import pytest

from centre.config import Service
from dispatcher.rules.commands import CallNext, Outage, Transfer
from tests.dispatcher.rules.hall import Hall


def registry_hall() -> Hall:
    """Return a hall with window 1 open, where property needs the registry."""
    hall = Hall(
        services=(
            Service(id="property", letter="А", name="Нерухомість", needs=("registry",)),
            Service(id="passport", letter="Б", name="Паспорт"),
            Service(id="land", letter="В", name="Земля"),
        )
    )
    hall.open(1)
    return hall


@pytest.mark.parametrize("transfer", [Transfer(1, to_window=2), Transfer(1, "property", 2)])
def test_a_transfer_to_a_closed_window_is_refused(transfer: Any) -> None:
    """Nobody would call there; the clerk learns what to do instead, and nothing has changed."""
    hall = Hall()
    hall.open(1)
    hall.issue("property")
    hall.do(CallNext(1))
    assert hall.refused(transfer) == (
        "window_closed",
        "Window 2 is closed. Transfer to an open one, or to the service alone.",
    )
    assert hall.state("А001") == "called"


def test_a_transfer_to_a_service_that_is_closed_for_an_outage_is_refused() -> None:
    """The same reason as at the kiosk; within its own service a ticket may still go to another window."""
    hall = registry_hall()
    hall.issue("passport")
    hall.do(CallNext(1))
    hall.do(Outage("registry", lost=True))
    assert hall.refused_as(Transfer(1, "property"))[0::2] == ("service_closed", "registry")


def test_a_window_that_centre_toml_has_lost_keeps_nobody() -> None:
    """It was open when the file was changed, so nobody can close it: its citizens are the others'."""
    hall = Hall()
    hall.open(1, 2)
    hall.issue("property")
    hall.do(CallNext(1))
    hall.do(Transfer(1, to_window=2))
    hall.lose_window(2)
    assert [ticket.number for ticket in hall.queue.waiting_at(1)] == ["А001"]
    assert hall.queue.ahead_of("property") == 1
