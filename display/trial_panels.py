# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tries the panels of a line one after another: on each its window's number blinks, alone, for a person to look at."""

from collections.abc import Iterator
from contextlib import closing

from centre import config_displays
from centre.trials import Finding, Person, Trial, seen
from display.panel_line import LineTroubles, PanelLine
from display.panel_words import BLANK, Shown

ANSWER_S = 3.0
"""A line that is here has taken its first frame by then."""

BLINK_S = 2.0
"""How long a number blinks for nobody."""


def trial(line: config_displays.PanelLine) -> Trial:
    """Return the trial of a line's panels."""
    names = [_called(panel) for panel in line.panels]

    def run(person: Person) -> Iterator[Finding]:
        with closing(PanelLine(line, person.inbox)) as door:
            told = _first_word(person)
            for place, (name, panel) in enumerate(zip(names, line.panels, strict=True)):
                if told is None or told.problems:
                    yield _broken(name, told)
                    continue
                shown = Shown(str(panel.window)[-line.width :], blinking=True)
                door.show(tuple(shown if other == place else BLANK for other in range(len(line.panels))))
                yield _looked_at(person, name, line)

    return Trial(f"{len(names)} panel{'s' * (len(names) > 1)} at {line.device}", tuple(names), run)


def _called(panel: config_displays.Panel) -> str:
    address = "" if panel.address is None else f" (address {panel.address})"
    return f"panel over window {panel.window}{address}"


def _first_word(person: Person) -> LineTroubles | None:
    """Return what the line says of itself, None if it says nothing."""
    return next((item for item in person.watch(ANSWER_S) if isinstance(item, LineTroubles)), None)


def _broken(name: str, told: LineTroubles | None) -> Finding:
    if told is None:
        return Finding(name, "broken", "its line takes nothing", "Pull the adapter out and put it back.")
    says, _, todo = told.problems[0].text.partition(": ")[2].partition(". ")
    return Finding(name, "broken", says, todo)


def _looked_at(person: Person, name: str, line: config_displays.PanelLine) -> Finding:
    if not person.there:
        list(person.watch(BLINK_S))
    todo = (
        "Look at its power, at its two wires (exchange A and B), at its own address, and at driver and baud of"
        f" {line.device}. If another panel blinks, exchange their addresses or windows in centre.toml."
    )
    return seen(person, name, f"Does the {name} show its window's number, blinking?", todo=todo, says="made to blink")
