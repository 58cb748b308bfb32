# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``make faults``: try to break the promise that nothing is lost; print what came of it, write page and figures.

Real processes, the real broker, simulated hardware, on loopback or in network namespaces of its own (root). Each
failure prints the words that replay it. Exit code 1 if a promise was broken; what this machine cannot prove is neither
broken nor kept.
"""

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import msgspec

from centre.english import counted
from simulator.interrupts import let_be_interrupted
from tests.faults import page
from tests.faults.company import play_all
from tests.faults.every import EXPERIMENTS
from tests.faults.experiment import Experiment, Ground, Outcome
from tests.ports import free_port

SEED = "20261126"


def main() -> int:
    """Play what was asked for and return the exit code."""
    options = _options()
    chosen = [one for one in EXPERIMENTS if not options.only or one.name in options.only]
    if missing := set(options.only) - {one.name for one in chosen}:
        names = ", ".join(one.name for one in EXPERIMENTS)
        print(f"No experiment '{', '.join(sorted(missing))}'. There are: {names}.", file=sys.stderr)
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    let_be_interrupted()
    begun_s = time.monotonic()
    found = play_all(chosen, partial(_play, options=options), seed=options.seed)
    (options.out / "faults.json").write_bytes(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
    if len(chosen) == len(EXPERIMENTS):
        page.write(options.page, chosen, found, long=options.long)
    broken = [name for name, outcome in found.items() if outcome.broken]
    impossible = [name for name, outcome in found.items() if outcome.verdict == "not possible here"]
    told = f"broken: {', '.join(broken)}" if broken else "every promise was kept" if not impossible else "none broken"
    told += f", not possible here: {', '.join(impossible)}" if impossible else ""
    took = f"{counted(len(found), 'experiment')} in {time.monotonic() - begun_s:.0f} s"
    print(f"{took}, seed {options.seed}: {told}; {options.out / 'faults.json'}")
    return int(bool(broken))


def _play(one: Experiment, options: argparse.Namespace) -> Outcome:
    """Play one experiment in folders of its own, and tell how it went."""
    begun_s = time.monotonic()
    missing = " ".join(filter(None, (need() for need in one.needs)))
    outcome = Outcome(tried=0, seed=options.seed, impossible=missing) if missing else _outcome(one, options)
    why = f"{outcome.impossible} " if outcome.verdict == "not possible here" else ""
    told = [f"{time.monotonic() - begun_s:5.0f} s  {outcome.verdict}  {one.name}: {why}{outcome.seen}"]
    told += [f"         {sentence}" for sentence in outcome.broken]
    if outcome.broken:
        told.append(
            f"         Again: make faults ONLY={one.name} SEED={options.seed}{' LONG=1' if options.long else ''}"
        )
    print("\n".join(told), flush=True)
    return outcome


def _outcome(one: Experiment, options: argparse.Namespace) -> Outcome:
    out = options.out / one.name
    with tempfile.TemporaryDirectory(prefix="cherha-") as short:
        chance = random.Random(f"{options.seed} {one.name}")  # noqa: S311  (a seed that can be replayed, not a secret)
        ground = Ground(out, Path(short) / "run", free_port(), options.seed, chance, options.long)
        try:
            return one.play(ground)
        except Exception as fault:  # noqa: BLE001  (whatever it is, the others are still to be played)
            traceback.print_exc()
            return Outcome(tried=0, seed=options.seed, broken=(f"it could not be played: {fault!r}",))


def _options(words: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("faults-out"), metavar="DIR")
    parser.add_argument("--seed", default=SEED, metavar="WORD", help="what chance is made of")
    parser.add_argument("--long", action="store_true", help="each experiment as long as it needs (more than an hour)")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME")
    parser.add_argument("--page", type=Path, default=Path("docs/reliability.md"), metavar="FILE")
    return parser.parse_args(words)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("Broken off: nothing of it runs any more, and no page and no figures were written.", file=sys.stderr)
        sys.exit(130)
