# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The scenes that ``cherha demo --scene`` plays by name: the centre of each, its story, and what must come true."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from centre.config import CentreFile
from centre.errors import BadConfig
from simulator import alert_scene, alert_verdict, blackout_scene, blackout_verdict
from simulator.played import Played
from simulator.town import Town


class Scene(NamedTuple):
    """``begins`` and ``promise`` are what is said before the story and after it, when it came true."""

    begins: str
    centre: Callable[[CentreFile], CentreFile]
    play: Callable[[Town], None]
    faults: Callable[[Played], list[str]]
    promise: str


SCENES: Mapping[str, Scene] = {
    "alert": Scene(
        "Playing an air-raid alert …",
        alert_scene.centre,
        alert_scene.play,
        alert_verdict.faults,
        "The alert came true: nobody was called in it, nobody lost a place, a lost source ended nothing.",
    ),
    "blackout": Scene(
        "Playing a blackout …",
        blackout_scene.centre,
        blackout_scene.play,
        blackout_verdict.faults,
        "The blackout came true: each number is on one paper, all were called in the order of the papers.",
    ),
}


def named(name: str) -> Scene:
    """Return the scene, or raise BadConfig naming those there are."""
    if name not in SCENES:
        raise BadConfig(f"cherha demo: there is no scene '{name}'. There are: {', '.join(SCENES)}.")
    return SCENES[name]
