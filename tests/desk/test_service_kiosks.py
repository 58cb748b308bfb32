# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How a clerk learns that a kiosk prints no tickets: the lamp twitches, and says all else as ever."""

import pytest

from centre.lamps import REFUSED_S
from centre.link import LinkDown, LinkUp
from centre.messages import DeviceState, Problem
from centre.unit import OFFLINE, running
from tests.desk.rig import DeskRig

WELL = running([], None)


def ailing(code: str) -> DeviceState:
    """Return what a kiosk says that has this problem."""
    return running([Problem(code=code, text=f"{code}.")], None)


@pytest.mark.parametrize("state", [ailing("PaperOut"), ailing("CoverOpen"), ailing("PrinterMute"), OFFLINE])
def test_a_kiosk_that_prints_nothing_nudges_the_lamp_until_it_is_well(desk: DeskRig, state: DeviceState) -> None:
    """No paper, open, silent or away: it is seen at each window, and no more when the kiosk is well."""
    desk.begin(waiting=3, ready=3)
    desk.hear_kiosk(state)
    assert desk.lamp == "nudged_slow"
    desk.hear_kiosk(WELL)
    assert desk.lamp == "slow"


def test_a_roll_near_its_end_is_no_matter_for_the_lamp(desk: DeskRig) -> None:
    """The kiosk prints; nobody has to leave a citizen for it."""
    desk.begin()
    desk.hear_kiosk(ailing("printer_soon"))
    assert desk.lamp == "off"


def test_one_ill_kiosk_of_two_is_enough(desk: DeskRig) -> None:
    """The other being well helps those in front of this one little; both must be well for a quiet lamp."""
    desk.begin()
    desk.hear_kiosk(ailing("PaperOut"))
    desk.hear_kiosk(OFFLINE, "kiosk-door")
    desk.hear_kiosk(WELL)
    assert desk.lamp == "nudged_off"
    desk.hear_kiosk(WELL, "kiosk-door")
    assert desk.lamp == "off"


def test_a_refusal_and_an_awaited_answer_are_seen_alone(desk: DeskRig) -> None:
    """The lamp twitches again when the clerk has seen what became of the key."""
    desk.begin()
    desk.hear_kiosk(ailing("PaperOut"))
    (request,) = desk.press("next")
    assert desk.lamp == "fast"
    desk.refuse(request)
    assert desk.lamp == "refused"
    desk.wait(REFUSED_S)
    assert desk.lamp == "nudged_off"


def test_a_desk_that_lost_the_centre_forgets_its_kiosks(desk: DeskRig) -> None:
    """What it heard may be over; the new link says it again if it is not."""
    desk.begin()
    desk.hear_kiosk(ailing("PaperOut"))
    desk.handle(LinkDown("no route"))
    assert desk.lamp == "fast"
    desk.handle(LinkUp())
    assert desk.lamp == "off"
    desk.hear_kiosk(ailing("PaperOut"))
    assert desk.lamp == "nudged_off"


def test_a_kiosk_that_centre_toml_has_no_more_changes_nothing(desk: DeskRig) -> None:
    """The broker keeps its last will for ever."""
    desk.begin()
    desk.hear_kiosk(OFFLINE, "kiosk-yard")
    assert desk.lamp == "off"
