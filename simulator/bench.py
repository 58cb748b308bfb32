# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``make bench``: how fast the queue is, each part beside its floor, and what it takes of a machine.

bench_latency.py: from the press to the paper's first byte and to the frame. bench_paper.py: to the ticket's last byte.
bench_idle.py: an idle unit's minute. bench_return.py: a display that was away. bench_redraw.py: how long a screen
draws. bench_rate.py: requests committed. bench_start.py: from the power to the service. bench_whole.py: a centre on
one Pi. bench_poll.py: the same call where screens poll. bench_load.py: the latencies of a busy morning.

One that cannot be measured is told of, and the others are measured; the exit code is then 1.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from centre.errors import CherhaError
from centre.service import THREAD_SWITCH_S
from simulator import (
    bench_idle,
    bench_latency,
    bench_load,
    bench_paper,
    bench_poll,
    bench_rate,
    bench_redraw,
    bench_return,
    bench_start,
    bench_whole,
    paper_figures,
    year,
)
from simulator.bench_part import add_port

SAMPLES = 200
REDRAW_SHARE, POLL_SHARE, LOAD_SHARE, RATE_TIMES = 4, 20, 4, 30
"""Of ``--samples`` a quarter are starts of a hall screen, or presses under load; for each 30 requests are committed."""

LATENCY = "latency"


class Part(NamedTuple):
    """A part of the bench: its name in ``bench.json``, how it is measured, and its table."""

    name: str
    measure: Callable[[Path, argparse.Namespace], Any]
    table: Callable[[Any], str]


def main() -> int:
    """Measure all parts or those that are named, print each as it is done, and write ``bench.json``."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    # The printer, the watcher and the pins are threads of this process; none may keep another waiting for 5 ms.
    sys.setswitchinterval(THREAD_SWITCH_S)
    chosen = [part for part in PARTS if part.name in (options.only or [part.name])]
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="cherha-bench-") as folder:
        for part in chosen:
            measured = _measured(part, Path(folder) / part.name, options)
            found |= measured if part.name == LATENCY else {part.name: measured}
            (options.out / "bench.json").write_bytes(msgspec.json.format(msgspec.json.encode(found)))
    return int(not all(found.get(part.name, True) is not None for part in chosen))


def _measured(part: Part, folder: Path, options: argparse.Namespace) -> Any:
    """Measure and print a part; None, and a line on stderr, if it could not be measured."""
    folder.mkdir()
    try:
        measured = part.measure(folder, options)
    except CherhaError as fault:
        print(f"{part.name}: {fault}", file=sys.stderr)
        return {} if part.name == LATENCY else None
    print(part.table(measured), flush=True)
    return measured


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("bench-out"), metavar="DIR")
    parser.add_argument("--samples", type=int, default=SAMPLES, metavar="N")
    parser.add_argument("--idle", type=float, default=bench_idle.IDLE_S, metavar="SECONDS", help="of an idle unit")
    away_s = bench_return.LONGEST_S
    parser.add_argument("--away", type=float, default=away_s, metavar="SECONDS", help="of a display, at most")
    parser.add_argument("--only", nargs="*", choices=[part.name for part in PARTS], metavar="PART")
    parser.add_argument("--starts", type=int, default=bench_start.STARTS, metavar="N", help="of each unit")
    parser.add_argument("--lines", type=int, default=year.LINES, metavar="N", help="of the journal of a year")
    parser.add_argument("--desks", type=int, default=bench_load.DESKS, metavar="N", help="that press under load")
    add_port(parser)
    return parser.parse_args()


def _share(asked: argparse.Namespace, share: int) -> int:
    return max(int(asked.samples) // share, 2)


PARTS = (
    Part(LATENCY, lambda at, o: bench_latency.measure(at, o.port, o.samples), bench_latency.sentences),
    Part("press_to_paper", lambda at, o: bench_paper.measure(at, o.port, o.samples), paper_figures.table),
    Part("idle_minute", lambda at, o: bench_idle.measure(at, o.port, o.idle), bench_idle.idle_table),
    Part("return", lambda at, o: bench_return.measure(at, o.port, o.away), bench_return.return_table),
    Part("redraw", lambda _, o: bench_redraw.measure(_share(o, REDRAW_SHARE)), bench_redraw.redraw_table),
    Part("rate", lambda at, o: bench_rate.measure(at, o.samples * RATE_TIMES), bench_rate.rate_table),
    Part("start", lambda at, o: bench_start.measure(at, o.port, o.starts, o.lines), bench_start.start_table),
    Part("whole", lambda at, o: bench_whole.measure(at, o.port, o.idle), bench_whole.whole_table),
    Part("poll", lambda at, o: bench_poll.measure(at, _share(o, POLL_SHARE)), bench_poll.poll_table),
    Part("load", lambda at, o: bench_load.measure(at, o.port, _share(o, LOAD_SHARE), o.desks), bench_load.load_table),
)
"""In the order in which they are measured: where, by which options."""


if __name__ == "__main__":
    sys.exit(main())
