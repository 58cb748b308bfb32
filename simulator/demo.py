# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha demo``: the whole centre on this machine; by hand on a terminal, by script without one or as a scene."""

import argparse
import contextlib
import functools
import os
import sys
from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path

from centre.centre_file import load
from centre.config import CentreFile
from centre.errors import BadConfig
from simulator import keyboard, panel_verdict, verdict, voice_heard, voice_verdict
from simulator.interrupts import let_be_interrupted
from simulator.morning import Morning
from simulator.played import played
from simulator.reading import check_installed
from simulator.runtime import default_folder
from simulator.scenes import Scene, named
from simulator.seen import facts, papers, papers_by_letter, told_calls
from simulator.town import Town
from simulator.town_voices import bank

DEFAULT_PORT = 18830
"""Not MQTT's 1883, which the broker of the system may hold."""

PROMISE_BROKEN = 1


def main(options: argparse.Namespace) -> int:
    """Play a centre until the script or the person ends it; return 0 only if the pictures bear out the promise.

    Raise KeyboardInterrupt, when nothing of the demo is left, if it was interrupted before there was all to judge.
    """
    scene = None if options.scene is None else named(options.scene)
    if scene and options.centre:
        raise BadConfig(f"cherha demo: scene '{options.scene}' plays in a centre of its own. Leave --centre out.")
    centre = scene.centre(small_centre()) if scene else _given(options.centre)
    by_hand = scene is None and sys.stdin.isatty() and sys.stdout.isatty()
    check_installed()
    let_be_interrupted()
    window = by_hand and any(os.environ.get(name) for name in ("WAYLAND_DISPLAY", "DISPLAY"))
    port, voices = options.port or DEFAULT_PORT, bank(centre)
    town = Town(centre, out=options.out, runtime=default_folder(), port=port, window=window, voices=voices)
    try:
        _play(town, functools.partial(_story, scene) if scene else _by_hand if by_hand else _script)
    except KeyboardInterrupt:
        raise KeyboardInterrupt("Interrupted; every process of the demo has ended.") from None
    let_be_interrupted()
    if scene:
        return _judge_scene(options.out, town, scene)
    return _judge(options.out, town, frames=not window)


def _play(town: Town, play: Callable[[Town], None]) -> None:
    print("Starting a broker, a dispatcher and every unit of the centre …", flush=True)
    for unit in sorted(town.absent):
        print(f'Left out: {unit}, because nobody plays the broker that a siren of source "mqtt" listens to.')
    with town:
        play(town)


def _by_hand(town: Town) -> None:
    # Ctrl-C is how a person ends the play; anywhere else it is an interruption.
    with contextlib.suppress(KeyboardInterrupt):
        keyboard.play(town)


def _script(town: Town) -> None:
    print("Playing a scripted morning, two to three minutes …", flush=True)
    morning = Morning(town)
    morning.play()
    morning.hear_out()
    for entry in town.timeline.entries:
        if entry["what"] == "left_out":
            print(f"Left out: {entry['step']}, because {entry['why']}.")


def _story(scene: Scene, town: Town) -> None:
    print(scene.begins, flush=True)
    scene.play(town)


def _judge(out: Path, town: Town, *, frames: bool) -> int:
    """Say what was seen, and what was promised and not seen."""
    print("Reading the pictures …", flush=True)
    entries = town.timeline.entries
    found = verdict.faults(out, entries, town.centre, frames=frames) + panel_verdict.faults(entries, town.centre)
    if frames:
        print("Listening to the recordings …", flush=True)
        found += voice_verdict.faults(out, entries, town.centre)
    presses = papers_by_letter(entries, town.centre).total()
    tickets, calls = len(facts(entries, "ticket_printed")), len(told_calls(entries))
    notices = papers(entries) - tickets
    closed, promised = (f" and {notices} notice", "ticket or notice") if notices > 0 else ("", "ticket")
    heard = f", {len(voice_heard.announced(entries))} of them announced" if voice_heard.voices(town.centre) else ""
    print(f"{presses} presses, {tickets} tickets{closed}, {calls} calls{heard}.")
    _say_where(out)
    if not presses:
        print("Nobody pressed a ticket button, so nothing was promised.")
        return 0
    for fault in found:
        print(f"NOT AS PROMISED: {fault}", file=sys.stderr)
    print(f"Every press became one printed {promised}, every call was shown." if not found else "The demo failed.")
    return PROMISE_BROKEN if found else 0


def _judge_scene(out: Path, town: Town, scene: Scene) -> int:
    """Say which picture shows what, and whether the story came true."""
    print("Reading the pictures …", flush=True)
    told = played(out, town.timeline.entries, town.centre)
    for moment in told.moments:
        print(f"{told.pictures[moment.name]}   {moment.says}")
    _say_where(out)
    found = scene.faults(told)
    for fault in found:
        print(f"NOT AS PROMISED: {fault}", file=sys.stderr)
    print(scene.promise if not found else "The scene failed.")
    return PROMISE_BROKEN if found else 0


def _say_where(out: Path) -> None:
    folders = {"Tickets": "tickets", "screens": "screens", "sound": "sound"}
    kept = (f"{what}: {out / folder}" for what, folder in folders.items())
    print(*kept, f"timeline: {out / 'timeline.jsonl'}", sep="   ")


def small_centre() -> CentreFile:
    """Return the example of a small centre."""
    with as_file(files("centre") / "examples" / "small.toml") as small:
        return load(small)


def _given(path: Path | None) -> CentreFile:
    if path is not None:
        return load(path)
    return small_centre()
