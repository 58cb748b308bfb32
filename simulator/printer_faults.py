# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``python -m simulator.printer_faults PAGE``: hurt printers in towns, a town for each connection, and write a page.

It ends with 1, and says what, if anything was lost or a number came out twice without saying so.
"""

import itertools
import multiprocessing
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from centre.errors import CherhaError
from simulator.demo import small_centre
from simulator.printer_faults_list import CONNECTIONS, FAULTS
from simulator.printer_faults_page import page
from simulator.printer_faults_seen import Round, lost
from simulator.printer_faults_town import play
from simulator.reading import check_installed

LOST = 1
FIRST_PORT = 18850
"""Of the brokers, one for each town."""


def main(path: Path) -> int:
    """Play all faults over all connections at once, write the page, say what was lost; return the exit code."""
    check_installed()
    return tell(play_all(CONNECTIONS), path)


def tell(rounds: Sequence[Round], path: Path) -> int:
    """Write the page and say what was lost; return the exit code."""
    path.write_text(page(rounds), encoding="utf-8")
    found = lost(rounds)
    for said in found:
        print(f"LOST: {said}", file=sys.stderr)
    print(f"{len(rounds)} faults were played; {'nothing was lost' if not found else 'see above'}. {path}")
    return LOST if found else 0


def play_all(connections: Sequence[str]) -> list[Round]:
    """Play the faults over each connection, each in a process of its own: a town waits more than it works."""
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(connections), mp_context=spawning) as pool:
        return [one for told in pool.map(_play, connections, itertools.count(FIRST_PORT)) for one in told]


def _play(connection: str, port: int) -> list[Round]:
    with tempfile.TemporaryDirectory(prefix="cherha-") as folder:
        out, runtime = Path(folder) / "out", Path(folder) / "run"
        return play(small_centre(), connection, FAULTS, out, runtime, port)


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1])))
    except CherhaError as fault:
        sys.exit(str(fault))
