# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A hall in simulated time: windows call, an alert comes, and whoever sits there writes down what is heard when."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from centre.centre_file import load
from centre.config import CentreFile
from centre.config_displays import Voice
from centre.messages import Alert, Board, Call
from centre.time import Now
from display.announcing import Announcing, Saying
from display.heard import Heard
from tests.conftest import SMALL

NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SAYING_S = 5.0
"""So long does each language of a saying take here, and an alert twice as long."""

SMALL_CENTRE = load(SMALL)
BOTH = replace(SMALL_CENTRE, centre=replace(SMALL_CENTRE.centre, languages=("uk", "en")))


class Spoken(NamedTuple):
    """What was heard: ``begin_s`` and ``end_s`` count from the beginning; ``cut`` if not to its end."""

    saying: Saying
    begin_s: float
    end_s: float
    cut: bool


def takes_s(saying: Saying) -> float:
    """Return how long it takes to say it."""
    return SAYING_S * len(saying.languages) * (1 if saying.what == "call" else 2)


class EarInTheHall:
    """A voice and its hall; time passes with ``wait`` only. ``spoken`` is what was heard, ``passed`` what was not."""

    def __init__(
        self,
        voice: Voice | None = None,
        centre: CentreFile = SMALL_CENTRE,
        takes: Callable[[Saying], float] = takes_s,
    ) -> None:
        self.announcing = Announcing(centre, voice or Voice())
        self._takes = takes
        self.now_s = 0.0
        self.calls: dict[int, Call] = {}
        self.board = Board(number=1, at=NOON, day=NOON.date(), calls=(), services=())
        self._heard = Heard(None, None, frozenset())
        self.spoken: list[Spoken] = []
        self.passed: list[tuple[str, str]] = []
        self.works = True
        self._being: tuple[Saying, float] | None = None

    @property
    def now(self) -> Now:
        """Return the moment."""
        return Now(utc=NOON + timedelta(seconds=self.now_s), steady_s=500.0 + self.now_s)

    def call(self, ticket: str, window: int, *, quietly: bool = False) -> None:
        """Call a ticket to a window, or once more; ``quietly`` if the board is to come with what is said next."""
        times = call.times + 1 if (call := self.calls.get(window)) and call.ticket == ticket else 1
        self.calls[window] = Call(ticket=ticket, window=window, called_at=self.now.utc, times=times, serving=False)
        if not quietly:
            self.hear()

    def comes(self, window: int) -> None:
        """Let the citizen be there."""
        self.calls[window] = replace(self.calls[window], serving=True)
        self.hear()

    def leaves(self, window: int) -> None:
        """Let nobody be called to the window any more."""
        del self.calls[window]
        self.hear()

    def alert(self, level: str = "red", *, suspends: bool = True) -> None:
        """Let there be an alert."""
        alert = Alert(level=level, since=self.now.utc, suspends=suspends)  # type: ignore[arg-type]  # a test's word
        self.board = replace(self.board, alert=alert, resumes_at=None)
        self.hear()

    def all_clear(self, resumes_in_s: float | None = 600.0) -> None:
        """Let it be over; None: the windows had gone on."""
        back = None if resumes_in_s is None else self.now.utc + timedelta(seconds=resumes_in_s)
        self.board = replace(self.board, alert=None, resumes_at=back)
        self.hear()

    def resumes(self) -> None:
        """Let the windows call again, and anew whom they had called."""
        self.board = replace(self.board, resumes_at=None)
        self.calls = {
            n: call if call.serving else replace(call, called_at=self.now.utc) for n, call in self.calls.items()
        }
        self.hear()

    def hear(self, kept_s: float = 0.0) -> None:
        """Let the board that hangs now come to the display; ``kept_s``: so long after the broker was given it."""
        newest = sorted(self.calls.values(), key=lambda call: (call.called_at, call.window), reverse=True)
        at = self.now.utc - timedelta(seconds=kept_s)
        self.board = replace(self.board, number=self.board.number + 1, at=at, calls=tuple(newest))
        self._heard = Heard(self.board, None, frozenset(), kept_s)
        self._turn()

    def lose(self) -> None:
        """Hear of the centre no more."""
        self._heard = self._heard._replace(lost_since=self.now.utc)
        self._turn()

    def wait(self, seconds: float) -> None:
        """Let time pass, and hear."""
        until_s = self.now_s + seconds
        while True:
            end_s = self._being[1] + self._takes(self._being[0]) if self._being else None
            deadline_s = self.announcing.deadline_s()
            due_s = None if deadline_s is None else deadline_s - 500.0
            first_s = min((one for one in (end_s, due_s) if one is not None), default=until_s)
            if first_s >= until_s:
                self.now_s = until_s
                return
            self.now_s = first_s
            if first_s == end_s:
                self._end()
            self._turn()

    def heard(self) -> list[str]:
        """Return what was heard to its end, as tickets with their windows, or the notice."""
        return [_name(one.saying) for one in self.spoken if not one.cut]

    def firsts(self) -> list[str]:
        """Return the first sayings alone."""
        return [_name(one.saying) for one in self.spoken if one.saying.time == 1 and not one.cut]

    def _turn(self) -> None:
        if self.announcing.hear(self._heard, self.now) and self._being:
            saying, begin_s = self._being
            self.spoken.append(Spoken(saying, begin_s, self.now_s, cut=True))
            self._being = None
        while self._being is None and (coming := self.announcing.next(self.now.steady_s)):
            if self.works:
                self._being = (coming, self.now_s)
            else:
                self.announcing.ended(self.now.steady_s, "unheard")
        self.passed += [(f"{one.ticket}-{one.window}", one.why) for one in self.announcing.shown_only()]

    def _end(self) -> None:
        assert self._being
        saying, begin_s = self._being
        self._being = None
        self.spoken.append(Spoken(saying, begin_s, self.now_s, cut=False))
        self.announcing.ended(self.now.steady_s)


def _name(saying: Saying) -> str:
    return f"{saying.ticket}-{saying.window}" if saying.what == "call" else saying.what
