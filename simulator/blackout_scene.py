# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The story of a blackout: on the battery, a kiosk alone, the clean end, and the cold start of everything at once."""

import time

from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_alarms import Siren
from simulator.seen import calls_on_board, facts, waiting
from simulator.story import Story
from simulator.town import Town
from simulator.town_units import BROKER

BATTERY = "battery"

PATIENCE_S = 4.0
"""The kiosk's: after so long without the centre it goes on alone."""

NEEDS_POWER = "passport"
"""The camera for passports is on no battery."""

SILENT = {BROKER}
"""Units that ask for no end: it hears no board."""


def centre(small: CentreFile) -> CentreFile:
    """Return the small centre with a battery, and a service that needs the mains."""
    services = tuple(
        replace(service, needs=(*service.needs, "power")) if service.id == NEEDS_POWER else service
        for service in small.services
    )
    return replace(
        small,
        services=services,
        kiosks=tuple(replace(kiosk, give_up_after_s=PATIENCE_S) for kiosk in small.kiosks),
        sirens=(Siren(id=BATTERY, source="ups", mains_lost_pin=16, battery_low_pin=21),),
        order=replace(small.order, minimum_age_s=0),
    )


def play(town: Town) -> None:
    """Play it; raises Unavailable naming the step whose effect did not come."""
    story = Story(town)
    _before(story)
    _on_battery(story)
    _kiosk_alone(story)
    _clean_end(story)
    _cold_start(story)
    _after(story)


def _before(story: Story) -> None:
    """Four people, one of them called; the battery's contacts have rested, and say that there is mains."""
    story.morning.open_windows()
    story.take("passport", "benefits", "property", "civil")
    story.morning.call_next(1)
    story.stage.wait("the battery's first word", lambda e: bool(facts(e, "power_heard")))
    story.remember("before", "The hall before the blackout.")


def _on_battery(story: Story) -> None:
    """Let the mains go: what needs it closes and says why, everything else goes on."""
    story.town.hold(BATTERY, "mains_lost", closed=True)
    story.see("the battery", lambda board: board["power"] == "battery" and _closed(board) == "power")
    story.remember("on-battery", "No mains: «працюємо від батареї», and what needs the mains is closed.")
    story.take(NEEDS_POWER)
    story.remember("no-power-slip", "A press for it: a slip says why there is no ticket.", "ticket")
    story.take("benefits")


def _kiosk_alone(story: Story) -> None:
    """Take the broker's power for longer than the kiosk waits: numbers of its own, which take their places after."""
    since = story.stage.mark()
    story.town.kill(BROKER)
    story.drawn_since(since, "that the centre is lost, on each screen")
    story.remember("centre-lost", "The broker is dead: the hall says since when it hears nothing.")
    story.take("benefits")
    story.remember("alone-ticket", "The kiosk goes on alone, with a number of its own block.", "ticket")
    story.take("property")
    since = story.stage.mark()
    story.town.start(BROKER)
    story.town.wait_until_ready(since)
    story.stage.wait("the hand-over", lambda e: waiting(e, {"benefits", "property"}) == 5)  # noqa: PLR2004  (3 and 2)
    story.take("property")


def _clean_end(story: Story) -> None:
    """Let the battery get low; when each unit has asked for it, end them all as systemd does."""
    story.town.hold(BATTERY, "battery_low", closed=True)
    story.see("the battery's end", lambda board: board["power"] == "battery_low")
    story.remember("battery-low", "The battery is nearly empty: the hall says that it will be dark, tickets are kept.")
    units = set(story.town.names()) - SILENT
    story.look_until("the wish of each unit to end", lambda: units <= story.town.ends_asked())
    story.town.shut_down()


def _cold_start(story: Story) -> None:
    """Give the power back to all at once: the first ticket comes before anything else, then all that was closed."""
    since, dark_s = story.stage.mark(), time.monotonic()
    story.town.start_cold()
    story.take_when_possible("benefits")
    first_s = time.monotonic() - dark_s
    story.remember("first-ticket", f"The first ticket, {first_s:.1f} s after the power: the next number.", "ticket")
    story.town.wait_until_ready(since)
    story.see("the mains", lambda board: board["power"] == "mains" and _closed(board) is None)
    story.remember("light-again", "The mains is back: everything is open, the called ticket still stands there.")
    story.take(NEEDS_POWER)


def _after(story: Story) -> None:
    """Serve everybody."""
    everything = [service.id for service in story.town.centre.services]
    # 3 of before, 1 on the battery, 2 alone, 1 after that, 2 after the cold start.
    story.stage.wait("everybody on the board", lambda e: waiting(e, everything) == 9)  # noqa: PLR2004  (their sum)
    story.morning.serve_everybody()
    story.stage.wait("empty windows", lambda e: not calls_on_board(e) and not waiting(e, everything))
    story.remember("all-served", "Everybody is served, in the order of the papers.")
    story.stage.hear_out()


def _closed(board: dict[str, list[dict[str, object]]]) -> object:
    return next(line["closed"] for line in board["services"] if line["service"] == NEEDS_POWER)
