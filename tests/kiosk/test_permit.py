# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The permit between the loop and the printer's thread."""

import pytest

from centre.errors import DeviceFault
from kiosk.permit import Permit


def test_a_granted_permit_lets_the_number_go() -> None:
    """After grant and close the printer's thread does not wait."""
    permit = Permit()
    permit.grant()
    permit.close()
    permit.wait()


def test_a_permit_closed_without_grant_stops_the_print() -> None:
    """When the journal has refused, the printer's thread is told so and prints no number."""
    permit = Permit()
    permit.close()
    with pytest.raises(DeviceFault) as refused:
        permit.wait()
    assert str(refused.value) == "The kiosk's journal has not taken the ticket; its number is not printed."
