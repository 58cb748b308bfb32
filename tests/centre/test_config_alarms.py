# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What centre.toml says of alerts, and what follows from it for all who read it."""

from typing import Any

import pytest

from centre.config_alarms import Alerts


@pytest.mark.parametrize(
    ("keys", "going_on"),
    [
        ({"mode": "suspend"}, []),
        ({"mode": "suspend", "shelter_windows": (2,)}, []),
        ({"mode": "continue_in_shelter"}, [1, 2]),
        ({"mode": "continue_in_shelter", "shelter_windows": (2,)}, [2]),
    ],
)
def test_windows_in_a_shelter_go_on_in_an_alert(keys: dict[str, Any], going_on: list[int]) -> None:
    """Those that are named, or all where the centre itself is a shelter; none where the head has all stop."""
    alerts = Alerts(**keys)
    assert [window for window in (1, 2) if alerts.goes_on(window)] == going_on
    assert alerts.sheltered is (going_on == [1, 2])
