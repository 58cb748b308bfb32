# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is tried on a centre: a window more or less, and what cannot be tried."""

import pytest

from centre.errors import BadConfig
from dispatcher.rehearsal.variant import changed_services, with_window, without_window
from tests.dispatcher.rehearsal import centres
from tests.dispatcher.rehearsal.one_window import ONE_WINDOW


def test_a_window_is_added_with_the_rarest_lunch() -> None:
    """It has the next number, the services as named, and no better lunch than the others."""
    added = with_window(centres.small(), "passport, property,passport").windows[-1]
    assert (added.number, added.services, added.lunch) == (4, ("passport", "property"), "12:00-13:00")


def test_a_window_is_taken_away_with_its_desk() -> None:
    """The others stay as they were."""
    centre = without_window(centres.small(), 1)
    assert [window.number for window in centre.windows] == [2, 3]
    assert centre.desks == ()


def test_the_services_of_changed_windows_are_known() -> None:
    """Those that are served by a window that only one of the two has, in the order of the file."""
    small = centres.small()
    assert changed_services(small, with_window(small, "property,passport")) == ("passport", "property")
    assert changed_services(small, without_window(small, 2)) == ("passport", "benefits", "civil")


def test_an_unknown_service_is_refused() -> None:
    """The sentence names what the centre has."""
    with pytest.raises(BadConfig) as wrong:
        with_window(ONE_WINDOW, "passport,pasport")
    assert str(wrong.value) == "--with-window: there is no service 'pasport'. The centre has: passport."


def test_an_unknown_window_is_refused() -> None:
    """The sentence names what the centre has."""
    with pytest.raises(BadConfig) as wrong:
        without_window(centres.small(), 7)
    assert str(wrong.value) == "--without-window: there is no window 7. The centre has: 1, 2, 3."


def test_the_last_window_of_a_service_stays() -> None:
    """Without it some would wait for ever, which no table would show."""
    with pytest.raises(BadConfig) as wrong:
        without_window(ONE_WINDOW, 1)
    assert str(wrong.value) == "--without-window 1: nobody else serves passport. Keep it, or add a window."
