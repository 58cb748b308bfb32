# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha status``: listens as the office and shows the page of the centre, live on a terminal or once.

It says nothing to anybody but, with ``--once``, a question for the time: the broker delivers in order, so with its
answer all that is retained has been heard.
"""

import argparse
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from centre import config, config_cards, messages
from centre.centre_file import load
from centre.identity import OFFICE
from centre.link import Link, LinkUp, Received
from centre.messages import AskClock, OfficeReply
from centre.service import Inbox, Stop
from centre.time import Now, read_clocks
from centre.unit import OFFLINE
from cherha.status_devices import all_ready
from cherha.status_page import page
from cherha.status_rows import Mood, Row
from cherha.told import Gone, Told

READY, NOT_READY = 0, 1
"""Exit codes of ``--once``."""

PATIENCE_S = 5.0
"""How long a page that is printed once waits for the dispatcher's answer."""

SETTLE_S = 1.0
"""How long it waits for what is retained where no dispatcher is there to answer."""

COLOURS: dict[Mood, str] = {"plain": "", "head": "1", "bad": "1;31", "doubt": "33"}
"""SGR parameters (ECMA-48)."""

ENTER, LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"
"""The alternate screen without a cursor, and back."""

HOME_FIRST, TO_LINE_END, TO_PAGE_END = "\x1b[H", "\x1b[K", "\x1b[J"


class Resized:
    """Put into the inbox when the terminal has another size."""


class Suspended:
    """Put into the inbox at Ctrl-Z: the shell wants its terminal."""


def status(options: argparse.Namespace) -> int:
    """Show the page until Ctrl-C (0), or once: 0 if everything is ready, 1 if anything is not."""
    centre = load(options.centre)
    inbox = Inbox()
    with closing(_listening(centre.broker, inbox)) as link:
        link.start()
        if sys.stdout.isatty() and not options.once:
            live(centre, inbox)
            return READY
        told = once(link, inbox)
    print("\n".join(row.text for row in page(centre, told, read_clocks().utc)))
    return READY if all_ready(centre, told) else NOT_READY


def once(link: Link, inbox: Inbox, clocks: Callable[[], Now] = read_clocks) -> Told:
    """Return what the centre says, when all of it was heard, or when it is plain that nobody says any more."""
    told, asked = Told(), AskClock(request_id=uuid4())
    settled_s = until_s = clocks().steady_s + PATIENCE_S
    while told.lost is None and (left_s := (settled_s if told.silent else until_s) - clocks().steady_s) > 0:
        for item in inbox.take_all(left_s):
            now = clocks()
            told.take(item, now.utc)
            if isinstance(item, LinkUp):
                link.publish(
                    messages.topic("office_request", id=OFFICE),
                    asked,
                    expiry_s=PATIENCE_S,
                    answer_to=messages.topic("office_reply", id=OFFICE),
                )
            if _answers(item, asked.request_id):
                return told
            settled_s = min(until_s, now.steady_s + SETTLE_S)
    if told.lost is None and told.silent is None:
        told.silent = Gone(clocks().utc, f"it does not answer within {PATIENCE_S:g} s")
    return told


def live(centre: config.CentreFile, inbox: Inbox, clocks: Callable[[], Now] = read_clocks) -> None:
    """Draw the page whenever it is another, until SIGINT or SIGTERM; the terminal is left as it was found."""
    told, shown = Told(), ""
    with _own_screen(inbox):
        while True:
            now = clocks()
            drawn = _drawn(page(centre, told, now.utc), *shutil.get_terminal_size())
            if drawn != shown:
                shown = drawn
                _write(drawn)
            items = inbox.take_all(_to_next_minute_s(now.utc))
            if any(isinstance(item, Stop) for item in items):
                return
            if any(isinstance(item, Suspended) for item in items):
                _stand_aside()
            if any(isinstance(item, Resized | Suspended) for item in items):
                shown = ""
            for item in items:
                told.take(item, clocks().utc)


def _listening(broker: config_cards.Broker, inbox: Inbox) -> Link:
    """Return a link that hears all that is retained.

    Its connection has a name of its own: the head's commands come and go beside it.
    """
    return Link(
        role="office",
        unit=OFFICE,
        connection=f"status-{uuid4().hex[:8]}",
        broker=broker,
        inbox=inbox,
        offline=OFFLINE,  # the broker lets the office say no state, so nobody hears it
        requests=(messages.topic("office_reply", id=OFFICE),),
        states=(
            messages.topic("state", role="+", id="+"),
            messages.topic("board"),
            messages.topic("window", window="+"),
        ),
    )


def _answers(item: Any, request_id: UUID) -> bool:
    if not isinstance(item, Received) or item.row != "office_reply":
        return False
    answer = item.message()
    return isinstance(answer, OfficeReply | messages.Refusal) and answer.request_id == request_id


def _drawn(rows: Sequence[Row], columns: int, lines: int) -> str:
    """Return the page as the terminal takes it; what does not fit below is counted.

    Each line is erased before it is written: behind one that fills it, a terminal would erase the last letter.
    """
    fitting = list(rows)
    if len(rows) > lines:
        hidden = len(rows) - lines + 1
        fitting = [*rows[: lines - 1], Row(f"… {hidden} lines more: cherha status --once", "doubt")]
    coloured = not os.environ.get("NO_COLOR")
    *above, last = (_painted(row._replace(text=row.text[:columns]), coloured=coloured) for row in fitting)
    return HOME_FIRST + "".join(f"{TO_LINE_END}{line}\r\n" for line in above) + TO_PAGE_END + last


def _painted(row: Row, *, coloured: bool) -> str:
    colour = COLOURS[row.mood]
    return f"\x1b[{colour}m{row.text}\x1b[0m" if colour and coloured else row.text


def _to_next_minute_s(now: datetime) -> float:
    """Return the seconds to the next minute of the page's clock."""
    next_minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return (next_minute - now).total_seconds()


@contextmanager
def _own_screen(inbox: Inbox) -> Iterator[None]:
    """Turn the signals of the terminal into items, and take its alternate screen until the block ends."""
    items = {signal.SIGINT: Stop, signal.SIGTERM: Stop, signal.SIGTSTP: Suspended, signal.SIGWINCH: Resized}
    before = {number: signal.signal(number, lambda n, _: inbox.put(items[signal.Signals(n)]())) for number in items}
    _write(ENTER)
    try:
        yield
    finally:
        _write(LEAVE)
        for number, handler in before.items():
            signal.signal(number, handler)


def _stand_aside() -> None:
    """Give the terminal back and stop; return, with its alternate screen again, when the shell lets us go on."""
    _write(LEAVE)
    os.kill(os.getpid(), signal.SIGSTOP)
    _write(ENTER)


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
