# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What strangers, madmen and stuck buttons do to the queue."""

import os
import secrets
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from centre.config_alarms import Siren
from centre.errors import Unavailable
from centre.messages import WIRE
from kiosk.haste import CALM_S, RESTING_EACH_S
from simulator.bench_part import quick
from simulator.seen import facts
from simulator.timeline import Entry
from simulator.town import Town
from tests import identities
from tests.broker_config.access import ROLES, large_centre, may_read, may_write, try_all
from tests.conftest import Broker
from tests.faults.attack_fuzz import TARGETS, fuzz
from tests.faults.attack_secrets import Secret, in_files, in_processes, of_keys
from tests.faults.attack_town import (
    BUTTON,
    NEXT_S,
    PATIENCE_S,
    flood,
    latencies_ms,
    memory_mb,
    papers,
    small_centre,
    town,
    wait,
)
from tests.faults.experiment import Experiment, Ground, Outcome

EXAMPLES, MANY_EXAMPLES = 60, 20_000
"""Of each thing that comes in from outside, in a short and in a long round."""

MOST_IN_HASTE = 14
"""Papers of a button that is hammered for a while: ten in haste, and what people could have asked for meanwhile."""


SLOWER, MORE_MS = 5, 100
"""In a flood the half of the papers come within so many times the quiet median, and so many milliseconds."""

GROWN_MB = 16
"""The words of one unit that may wait, 4096 (centre/fair_inbox.py), take less, the flooder's longest among them."""

LEAST_PACE = 150
"""Messages a second; a desk that is well says one now and then."""


def play_access(ground: Ground) -> Outcome:
    """Let each role write and read each topic of the table, before a real broker."""
    before = os.environ.get("CHERHA_KEYS")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CHERHA_KEYS"] = folder
        centre = large_centre()
        identities.give_all(centre, Path(folder))
        broker = Broker(centre, ground.out / "broker")
        try:
            written, read = try_all(broker)
        finally:
            broker.close()
            os.environ.pop("CHERHA_KEYS")
            os.environ.update({"CHERHA_KEYS": before} if before else {})
    meant = (("write", written, may_write), ("read", read, may_read))
    broken = [
        f"{role} may {verb} {row.topic}: {found[row.name, role]}; the table says {may(row, role)}."
        for verb, found, may in meant
        for row in WIRE
        for role in ROLES
        if found[row.name, role] != may(row, role)
    ]
    tried = 2 * len(WIRE) * len(ROLES)
    granted = sum(word != "·" for found in (written, read) for word in found.values())
    seen = f"{len(WIRE)} topics x {len(ROLES)} roles, written and read: {granted} granted, {tried - granted} refused"
    return Outcome(tried=tried, seed=ground.seed, seen=seen, broken=tuple(broken))


def play_nonsense(ground: Ground) -> Outcome:
    """Hurt everything that comes in from outside, and hand it to whoever reads it."""
    many = MANY_EXAMPLES if ground.long else EXAMPLES
    tried = {one.name: fuzz(one, ground.chance, max(many // one.cost, 5)) for one in TARGETS}
    seen = ", ".join(f"{name} {count}" for name, (count, _) in tried.items())
    broken = tuple(wrong for _, wrong in tried.values() if wrong)
    return Outcome(tried=sum(count for count, _ in tried.values()), seed=ground.seed, seen=seen, broken=broken)


def play_flood(ground: Ground) -> Outcome:
    """Flood the broker with a desk's credentials, and see how long others wait for their tickets meanwhile."""
    presses = 200 if ground.long else 8
    centre = quick(small_centre())
    with town(ground, centre) as running:
        desk = centre.desks[-1].id
        calm_ms, calm_mb = latencies_ms(running, presses), memory_mb(running, "dispatcher")
        running.stop_listening()  # the technician's ear would be flooded, too, and this process with it
        mad_ms, starved = list[float](), list[str]()
        with flood(running, desk, ground.seed) as mad:
            try:
                mad_ms = latencies_ms(running, presses)
            except Unavailable as nothing:
                starved = [f"a citizen had no ticket: {nothing}"]
            held_mb = memory_mb(running, "dispatcher")
        log = (ground.out / "town" / "logs" / f"{centre.kiosks[0].id}.log").read_text(encoding="utf-8")
    own = [f"the kiosk says: {line}" for line in log.splitlines() if "given alone" in line or "given up" in line]
    before, meanwhile = statistics.median(calm_ms), statistics.median(mad_ms or [0])
    slow = flooded_too_much(before, meanwhile, held_mb - calm_mb, mad.pace)
    seen = (
        f"{mad.messages} messages of one desk, {mad.pace:.0f} a second; press to paper {before:.0f} ms before,"
        f" {meanwhile:.0f} ms meanwhile, {max(mad_ms, default=0):.0f} at the longest; dispatcher {held_mb:.0f} MB,"
        f" {held_mb - calm_mb:.1f} more than before"
    )
    broken = (*starved, *own, *slow)
    return Outcome(tried=mad.messages, lost=len(starved) + len(own), seed=ground.seed, seen=seen, broken=broken)


def flooded_too_much(before_ms: float, meanwhile_ms: float, grown_mb: float, pace: float) -> list[str]:
    """Return what a flood did that it must not, or that it was none."""
    found = []
    if meanwhile_ms > SLOWER * before_ms + MORE_MS:
        found.append(f"press to paper took {meanwhile_ms:.0f} ms in the flood, {before_ms:.0f} ms before it")
    if grown_mb > GROWN_MB:
        found.append(f"the dispatcher grew by {grown_mb:.1f} MB, at most {GROWN_MB} may be")
    if pace < LEAST_PACE:
        found.append(f"{pace:.0f} messages a second are no flood, {LEAST_PACE} are")
    return found


def play_button(ground: Ground) -> Outcome:
    """Hold a button down, hammer it, then two in turn, short-circuit it before its kiosk starts; count the paper.

    After the hammering and a moment of calm each button must bring paper to whoever presses it once.
    """
    hammered_s, held_s = (120.0, 60.0) if ground.long else (12.0, 3.0)
    with town(ground, small_centre()) as running:
        kiosk, counts = running.centre.kiosks[0], dict[str, int]()
        second, other = [button.name for button in kiosk.buttons if button.service and button.name != BUTTON][:2]

        def comes(what: str, name: str) -> None:
            """Press once, and wait until that ticket and all before it are on paper."""
            since = len(facts(running.timeline.entries, "ticket_issued"))
            running.press(kiosk.id, name)
            wait(running, what, lambda e: len(facts(e, "ticket_issued")) > since)
            issued = len(facts(running.timeline.entries, "ticket_issued"))
            wait(running, "all papers", lambda e: papers(e) >= issued)

        def count(what: str, do: Callable[[], None]) -> None:
            """Count what comes until a press of another button, which is behind it, has its paper."""
            begun = papers(running.timeline.entries)
            do()
            comes("the other ticket", other)
            counts[what] = papers(running.timeline.entries) - begun - 1

        count("held", lambda: _hold(running, kiosk.id, held_s))
        count("hammered", lambda: _hammer(running, kiosk.id, hammered_s, BUTTON))
        count("two hammered in turn", lambda: _hammer(running, kiosk.id, hammered_s, BUTTON, second))
        threading.Event().wait(CALM_S + NEXT_S)
        for name in (BUTTON, second):
            comes(f"the ticket of '{name}' after calm", name)
        count("short-circuited at the start", lambda: _start_shorted(running, kiosk.id))
    most = MOST_IN_HASTE + int(hammered_s // RESTING_EACH_S)
    limits = {
        "held": (1, 1), "hammered": (1, most), "two hammered in turn": (1, 2 * most),
        "short-circuited at the start": (0, 1),
    }  # fmt: skip
    broken = [
        f"{what}: {n} papers; {limits[what][0]} to {limits[what][1]} may be"
        for what, n in counts.items()
        if not limits[what][0] <= n <= limits[what][1]
    ]
    seen = ", ".join(f"{what}: {n}" for what, n in counts.items())
    return Outcome(tried=2 * int(hammered_s / 0.2) + 4, seed=ground.seed, seen=f"papers {seen}", broken=tuple(broken))


def _hold(running: Town, kiosk: str, held_s: float) -> None:
    running.hold(kiosk, BUTTON, closed=True)
    threading.Event().wait(held_s)
    running.hold(kiosk, BUTTON, closed=False)


def _hammer(running: Town, kiosk: str, hammered_s: float, *names: str) -> None:
    """Press the buttons in turn, as fast as a hand can."""
    for n in range(int(hammered_s / 0.2)):
        running.press(kiosk, names[n % len(names)], hold_s=0.05)
        threading.Event().wait(0.2)


def _start_shorted(running: Town, kiosk: str) -> None:
    """Start a kiosk anew with a button's contact closed from the first moment."""
    since = len(running.timeline.entries)
    running.kill(kiosk)
    running.start(kiosk)
    until_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < until_s:
        with suppress(Unavailable):  # its pins are not there yet
            running.hold(kiosk, BUTTON, closed=True)
            break
        time.sleep(0.005)
    wait(running, "the kiosk", lambda e: any(_is_state(entry, kiosk) for entry in e[since:]))


def _is_state(entry: Entry, unit: str) -> bool:
    said = entry["what"] == "message" and str(entry["topic"]).endswith(f"/{unit}/state")
    return said and entry["payload"]["state"] != "offline"


def play_secrets(ground: Ground) -> Outcome:
    """Let a centre with a feed's key run; look for it, and for each private key, where they must not be."""
    key = ground.out.absolute() / "feed.key"
    key.parent.mkdir(parents=True, exist_ok=True)
    key.touch(mode=0o600)
    key.write_text(word := secrets.token_hex(16), encoding="ascii")
    feed = Siren(id="feed", source="ukrainealarm", regions=("31",), key_file=str(key), poll_s=0)
    centre = replace(small_centre(), sirens=(feed,))
    with town(ground, centre) as running:
        latencies_ms(running, 1)
        looked_for = [Secret("the feed's key", word.encode()), *of_keys(running.cards.folder)]
        pids = [running.processes.pid(name) for name in running.names()]
        processes, found = in_processes(looked_for, pids)
        readable, lying = 0, list[str]()
        for folder in (ground.out, ground.runtime):
            count, more = in_files(looked_for, folder, readable_only=True)
            readable, lying = readable + count, lying + more
    logs, logged = in_files(looked_for, ground.out / "town" / "logs", readable_only=False)
    broken = (*found, *lying, *logged)
    seen = f"{len(looked_for)} secrets; {logs} logs, {processes} processes, {readable} files that others may read"
    return Outcome(tried=len(looked_for), seed=ground.seed, seen=seen, broken=broken)


PART = "Attack and nonsense"

EXPERIMENTS: tuple[Experiment, ...] = (
    Experiment("attack-access", PART, "A device's credentials let it say and hear its own part only.", play_access),
    Experiment(
        "attack-nonsense",
        PART,
        "Whatever comes from outside is understood, or refused with a sentence: messages, files, cables, feeds.",
        play_nonsense,
    ),
    Experiment(
        "attack-flood",
        PART,
        "One desk that says about 300 messages a second costs nobody else a ticket: half of the papers come within"
        f" {SLOWER} times the quiet median and {MORE_MS} ms, and the dispatcher grows by {GROWN_MB} MB at most.",
        play_flood,
        alone=True,
    ),
    Experiment(
        "attack-button", PART, "A button held, hammered or short-circuited prints no roll of paper.", play_button
    ),
    Experiment(
        "attack-secrets", PART, "Secrets are in no log, process list or file that others may read.", play_secrets
    ),
)
