# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What strangers, madmen and stuck buttons do to the queue."""

import secrets
import tempfile
from pathlib import Path

from msgspec.structs import replace

from centre.config_alarms import Siren
from centre.messages import WIRE
from tests import identities
from tests.broker_config.access import ROLES, large_centre, may_read, may_write, try_all
from tests.conftest import Broker
from tests.faults.attack_button import play_button
from tests.faults.attack_flood import CLAIM as FLOOD_CLAIM
from tests.faults.attack_flood import play_flood
from tests.faults.attack_fuzz import TARGETS, fuzz
from tests.faults.attack_secrets import Secret, in_files, in_processes, of_keys
from tests.faults.attack_town import latencies_ms, small_centre, town
from tests.faults.experiment import Experiment, Ground, Outcome
from tests.faults.surroundings import environment

EXAMPLES, MANY_EXAMPLES = 60, 20_000
"""Of each thing that comes in from outside, in a short and in a long round."""


def play_access(ground: Ground) -> Outcome:
    """Let each role write and read each topic of the table, before a real broker."""
    with tempfile.TemporaryDirectory() as folder, environment({"CHERHA_KEYS": folder}):
        centre = large_centre()
        identities.give_all(centre, Path(folder))
        broker = Broker(centre, ground.out / "broker")
        try:
            written, read = try_all(broker)
        finally:
            broker.close()
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
    Experiment("attack-flood", PART, FLOOD_CLAIM, play_flood, alone=True),
    Experiment(
        "attack-button", PART, "A button held, hammered or short-circuited prints no roll of paper.", play_button
    ),
    Experiment(
        "attack-secrets", PART, "Secrets are in no log, process list or file that others may read.", play_secrets
    ),
)
