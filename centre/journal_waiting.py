# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Opens a journal, however long its disk refuses: a service that only ended would start, and end, again and again.

It knows neither the service nor its journal. On the wire the unit is *offline* meanwhile, and its state says why.
systemd is told the same, and that the start takes longer (sd_notify(3)): nobody takes the unit for one that is ready.
"""

import logging
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from centre.errors import Taken, Unavailable
from centre.journal import Journal
from centre.kiosks import JOURNAL_FAILED
from centre.link import Link, LinkUp
from centre.messages import DeviceState, Problem
from centre.notifying import LONGER_S, notify
from centre.service import Inbox, WorkerDied
from centre.unit import VERSION

log = logging.getLogger(__name__)

T = TypeVar("T")

TRY_AGAIN_S = 5.0
"""How soon a disk that has refused is tried again."""


def begun(path: Path, facts: Any, begin: Callable[[Journal], T]) -> T:
    """Open a journal and return what ``begin`` makes of it, which reads all that the start needs of it.

    For ``patiently``: a page that the disk does not give out is as good a reason to wait as a file it does not open.
    Whatever is raised, the journal is closed again.
    """
    with ExitStack() as undo:
        journal = undo.enter_context(closing(Journal(path, facts)))
        made = begin(journal)
        undo.pop_all()
    return made


def patiently(
    open_it: Callable[[], T],
    *,
    link_into: Callable[..., Link],
    meanwhile: Callable[[], object] = lambda: None,
    again_s: float = TRY_AGAIN_S,
) -> T:
    """Return what ``open_it`` returns, as soon as it does not raise Unavailable any more; the reason is said once.

    ``link_into(inbox=…)`` makes the link on which it is said, which is closed before this returns; ``meanwhile`` is
    called when the waiting begins. Whatever else is raised ends it, and so does Taken: whoever waited beside the one
    that has it would be a second one of its name on the wire.
    """
    try:
        return open_it()
    except Taken:
        raise
    except Unavailable as fault:
        log.error("%s", fault)  # noqa: TRY400  (an expected fault has no trace)
        meanwhile()
        inbox = Inbox()
        with closing(link_into(inbox=inbox)) as link:
            link.start()
            found = _wait(open_it, str(fault), partial(_say, link=link, inbox=inbox, again_s=again_s))
        notify("STATUS=")
        return found


def _wait(open_it: Callable[[], T], reason: str, say: Callable[[str], None]) -> T:
    while True:
        notify(f"EXTEND_TIMEOUT_USEC={LONGER_S * 1_000_000}\nSTATUS={reason}")
        say(reason)
        try:
            return open_it()
        except Taken:
            raise
        except Unavailable as fault:
            if str(fault) != reason:
                reason = str(fault)
                log.error("%s", reason)  # noqa: TRY400  (an expected fault has no trace)


def _say(reason: str, link: Link, inbox: Inbox, again_s: float) -> None:
    """Say on each new connection why this unit does nothing, for as long as the disk is left alone."""
    state = DeviceState(state="offline", version=VERSION, problems=(Problem(code=JOURNAL_FAILED, text=reason),))
    link.say_state(state)
    until_s = time.monotonic() + again_s
    while (left_s := until_s - time.monotonic()) > 0:
        for item in inbox.take_all(left_s):
            if isinstance(item, WorkerDied):
                raise item
            if isinstance(item, LinkUp):
                link.say_state(state)
