# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One unit gone mad says nonsense as fast as the broker takes it; the others must not notice."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec.structs import replace

from centre import messages
from centre.config import CentreFile
from centre.errors import Unavailable
from centre.identity import user_of
from simulator.bench_part import quick
from simulator.town import Town
from tests.faults.attack_town import latencies_ms, memory_mb, small_centre, town
from tests.faults.experiment import Ground, Outcome

ROOT = Path(__file__).resolve().parents[2]

SLOWER, MORE_MS = 5, 400
"""In a flood the half of the papers come within so many times the quiet median, and so many milliseconds: what a person
does not notice, and a busy machine alone does not do. Who was starved waited for 3 to 10 s (decision 041)."""

GROWN_MB = 8
"""The words of one unit that may wait, 256 (centre/fair_inbox.py), and their answers take less."""

MAD_KIOSK = "kiosk-mad"
PACE = 3000
"""Messages a second; a desk that is well says one now and then. A machine that is busy may make it fewer."""

LEAST_PACE = 1000
"""What less is proves nothing."""


class Scene(NamedTuple):
    """Who floods, at what pace (0: all that the broker takes), and whether each word is to be confirmed."""

    role: Literal["desk", "kiosk"]
    pace: int
    qos: int


SHORT = (Scene("desk", PACE, 1), Scene("kiosk", 0, 0))
LONG = tuple(Scene(role, pace, qos) for role in ("desk", "kiosk") for pace in (PACE, 0) for qos in (0, 1))

CLAIM = (
    f"One desk or kiosk that says {PACE:,} messages a second, or as many as the broker takes, on each topic on which"
    f" it is heard costs nobody else a ticket: half of the papers come within {SLOWER} times the quiet median and"
    f" {MORE_MS} ms, and the dispatcher grows by {GROWN_MB} MB at most."
)


class Flood:
    """What a mad client has said, known at its end."""

    def __init__(self) -> None:
        self.messages, self.seconds = 0, 0.0

    @property
    def pace(self) -> float:
        """Return how many messages a second that was."""
        return self.messages / self.seconds if self.seconds else 0.0


class Found(NamedTuple):
    """What a flood did: to the papers, to the dispatcher's memory."""

    scene: Scene
    pace: float
    calm_ms: float
    mad_ms: tuple[float, ...]
    grown_mb: float

    @property
    def meanwhile_ms(self) -> float:
        """Return the median of the papers in the flood."""
        return statistics.median(self.mad_ms or (0.0,))


def play_flood(ground: Ground) -> Outcome:
    """Flood the broker with a unit's credentials, and see how long others wait for their tickets meanwhile."""
    presses, scenes = (40, LONG) if ground.long else (7, SHORT)
    said, broken, seen, lost, weak = 0, list[str](), list[str](), 0, list[str]()
    with town(ground, with_mad_kiosk(quick(small_centre()))) as running:
        kiosk, calm_ms = running.centre.kiosks[0].id, statistics.median(latencies_ms(running, presses))
        running.stop_listening()  # the technician's ear would be flooded, too, and this process with it
        for scene in scenes:
            calm_mb, mad_ms = memory_mb(running, "dispatcher"), list[float]()
            with flood(running, scene, ground.seed) as mad:
                try:
                    mad_ms = latencies_ms(running, presses)
                except Unavailable as nothing:
                    broken, lost = [*broken, f"{scene}: a citizen had no ticket: {nothing}"], lost + 1
                grown_mb = memory_mb(running, "dispatcher") - calm_mb
            found = Found(scene, mad.pace, calm_ms, tuple(mad_ms), grown_mb)
            broken, said = broken + flooded_too_much(found), said + mad.messages
            seen.append(_told(found))
            weak += no_flood(found)
        log = (ground.out / "town" / "logs" / f"{kiosk}.log").read_text(encoding="utf-8")
    own = [f"the kiosk says: {line}" for line in log.splitlines() if "given alone" in line or "given up" in line]
    return Outcome(
        tried=said, lost=lost + len(own), seed=ground.seed, broken=(*broken, *own), impossible=" ".join(weak),
        seen=f"press to paper {calm_ms:.0f} ms before; {'; '.join(seen)}",
    )  # fmt: skip


def with_mad_kiosk(centre: CentreFile) -> CentreFile:
    """Return the centre with one kiosk more, alike but for its name and its own numbers."""
    mad = replace(centre.kiosks[0], id=MAD_KIOSK, alone_numbers="701-749")
    return replace(centre, kiosks=(*centre.kiosks, mad))


def flooded_too_much(found: Found) -> list[str]:
    """Return what a flood did that it must not."""
    who, broken = _who(found.scene), []
    if found.meanwhile_ms > SLOWER * found.calm_ms + MORE_MS:
        broken.append(
            f"{who}: press to paper took {found.meanwhile_ms:.0f} ms in the flood, {found.calm_ms:.0f} ms before it"
        )
    if found.grown_mb > GROWN_MB:
        broken.append(f"{who}: the dispatcher grew by {found.grown_mb:.1f} MB, at most {GROWN_MB} may be")
    return broken


def no_flood(found: Found) -> list[str]:
    """Return what to do if a flood was none, as a busy machine came to say too little; nothing if it was one."""
    little = f"{_who(found.scene)}: {found.pace:.0f} messages a second are no flood, {LEAST_PACE} are."
    return [] if found.pace >= LEAST_PACE else [f"{little} Play it on a machine that is less busy."]


def _who(scene: Scene) -> str:
    return f"{scene.role} at QoS {scene.qos}"


def _told(found: Found) -> str:
    scene = found.scene
    return (
        f"{scene.role}, QoS {scene.qos}, {'' if scene.pace else 'full speed, '}{found.pace:,.0f} messages a second:"
        f" {found.meanwhile_ms:.0f} ms, {max(found.mad_ms, default=0):.0f} at the longest,"
        f" dispatcher {found.grown_mb:+.1f} MB"
    )


@contextmanager
def flood(running: Town, scene: Scene, seed: str) -> Iterator[Flood]:
    """Let a client with a unit's credentials flood the broker until the block ends."""
    centre, flooded = running.centre, Flood()
    unit = centre.desks[-1].id if scene.role == "desk" else MAD_KIOSK
    topics = [messages.topic(f"{scene.role}_request", id=unit)]
    if scene.role == "kiosk":  # displays and desks hear how kiosks are; of a desk nobody wants to know
        topics.append(messages.topic("state", role="kiosk", id=unit))
    words = (
        *(sys.executable, "-m", "tests.faults.attack_flooder", centre.broker.host, str(centre.broker.port)),
        *(user_of(scene.role, unit), str(running.cards.keys(unit)), ",".join(topics)),
        *(seed, str(scene.pace), str(scene.qos)),
    )
    with subprocess.Popen(words, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE) as mad:
        try:
            assert mad.stdout is not None
            mad.stdout.readline()
            begun_s = time.monotonic()
            yield flooded
            flooded.seconds = time.monotonic() - begun_s
        finally:
            mad.terminate()
            said, _ = mad.communicate()
            flooded.messages = int(said or 0)
