# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The real dispatcher goes on in another building where the file left it."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

from card.moving import Roots, pack
from card.moving_in import unpack
from centre.config import CentreFile
from tests.card.moved import MADE, VERSION, lived_in, numbers, roots
from tests.dispatcher.rig import DispatcherRig, at_once

SAME = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
WRITER = Path(__file__).parents[1] / "centre" / "journal_victim.py"


def test_a_moved_dispatcher_goes_on_with_the_same_numbers(small_centre: CentreFile, tmp_path: Path) -> None:
    """Exported while it runs: the same tickets wait, the same one is called, a repeated press gets its first answer."""
    old = emptied(lived_in(tmp_path / "old"))
    here = DispatcherRig(at_once(small_centre), old.state / "dispatcher")
    first = here.press(request_id=SAME)
    here.press()
    here.key("open")
    here.key("call_next")
    pack(old, tmp_path / "file", MADE, VERSION)
    here.press()  # a day that goes on after the export is not in it
    board = here.board

    new = roots(tmp_path / "new")
    unpack(tmp_path / "file", new)
    there = DispatcherRig(at_once(small_centre), new.state / "dispatcher", here.clock)
    assert there.press(request_id=SAME) == first
    assert there.board.calls == board.calls
    assert there.press().ticket == "А003"
    for rig in (here, there):
        rig.cut()


def test_an_export_under_load_has_all_that_was_said_before(tmp_path: Path) -> None:
    """A journal that another process writes as fast as it can: nothing that was promised before the export lacks."""
    old = emptied(lived_in(tmp_path / "old"))
    journal = old.state / "dispatcher" / "dispatcher.db"
    writer = subprocess.Popen([sys.executable, str(WRITER), str(journal), "until_killed"], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    try:
        said = [int(writer.stdout.readline().split()[1]) for _ in range(200)][-1]
        pack(old, tmp_path / "file", MADE, VERSION)
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    new = roots(tmp_path / "new")
    unpack(tmp_path / "file", new)
    there = numbers(new.state / "dispatcher" / "dispatcher.db")
    assert there == list(range(1, len(there) + 1))
    assert len(there) >= said


def emptied(pi: Roots) -> Roots:
    """Return the Pi without its dispatcher's journal: the test writes its own."""
    for file in (pi.state / "dispatcher").iterdir():
        file.unlink()
    return pi
