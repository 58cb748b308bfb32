# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The order of a line's frames, in made-up seconds: changes first, far enough apart, in a rhythm that is honest."""

from itertools import pairwise

from centre.config_displays import Panel, PanelLine
from centre.panel_pace import DARK_S, FRAMING, GAP_S, LIT_S, SLOWEST_S, frame_s, most, period_s
from display.panel_schedule import REFRESH_S, Frame, Schedule
from display.panel_words import BLANK, Shown

KEEPS_S = 0.31
CALLED, SERVED = Shown("A012", blinking=True), Shown("A012")


class Line:
    """A schedule that is driven by its own deadlines."""

    def __init__(self, panels: int) -> None:
        self.schedule, self.now_s = Schedule(panels), 1000.0
        self.said: list[tuple[float, Frame]] = []

    def want(self, *wanted: Shown) -> "Line":
        """Have the panels show this from now on."""
        self.schedule.want(wanted, self.now_s)
        return self

    def go_on(self, seconds: float) -> list[Frame]:
        """Let the time pass; return what was said meanwhile."""
        before, until_s = len(self.said), self.now_s + seconds
        while (due_s := self.schedule.deadline_s()) is not None and due_s <= until_s:
            self.now_s = max(self.now_s, due_s)
            frame = self.schedule.next(self.now_s)
            assert frame is not None, "woken for nothing"
            self.said.append((self.now_s, frame))
            self.schedule.said(frame, self.now_s, KEEPS_S)
        self.now_s = until_s
        return [frame for _, frame in self.said[before:]]

    def times(self, panel: int, *, lit: bool) -> list[float]:
        """Return when a panel was told to be so."""
        return [at_s for at_s, frame in self.said if frame.panel == panel and frame.lit is lit]


def test_what_a_panel_shows_at_first_is_unknown() -> None:
    """Each is told, if only that it is to be blank: it may still show yesterday's number."""
    assert Line(2).go_on(5) == [Frame(0, BLANK, lit=True), Frame(1, BLANK, lit=True)]


def test_frames_are_never_closer_than_the_line_allows() -> None:
    """However much changes, blinks and is due."""
    line = Line(5)
    for second in range(60):
        line.want(*(Shown(f"A{second:03}", blinking=panel % 2 == 0) for panel in range(second % 5, 5)))
        line.go_on(1)
    assert len(line.said) > 120
    assert min(later - earlier for (earlier, _), (later, _) in pairwise(line.said)) > KEEPS_S - 1e-6


def test_whoever_asks_too_early_gets_nothing() -> None:
    """The bell of a change wakes the line at any moment."""
    line = Line(2).want(SERVED, SERVED)
    line.go_on(0.1)
    line.want(CALLED, SERVED)
    assert line.schedule.next(line.now_s + KEEPS_S - 0.11) is None
    assert line.schedule.next(line.now_s + KEEPS_S - 0.09) == Frame(1, SERVED, lit=True)


def test_a_called_number_blinks_and_a_served_one_stands() -> None:
    """Longer lit than dark, well below three times a second."""
    line = Line(1).want(CALLED)
    assert [frame.lit for frame in line.go_on(4 * (LIT_S + DARK_S) - 0.01)] == [True, False] * 4
    lit, dark = line.times(0, lit=True), line.times(0, lit=False)
    assert [round(later - earlier, 6) for earlier, later in zip(lit, dark, strict=True)] == [LIT_S] * 4
    assert [round(later - earlier, 6) for earlier, later in zip(dark, lit[1:], strict=False)] == [DARK_S] * 3
    assert 1 / (LIT_S + DARK_S) < 1
    assert line.want(SERVED).go_on(REFRESH_S - 0.01) == [Frame(0, SERVED, lit=True)]


def test_a_number_that_is_served_in_its_dark_moment_comes_back_at_once() -> None:
    """Dark and steady would be no number at all."""
    line = Line(1).want(CALLED)
    line.go_on(LIT_S)
    assert line.said[-1][1].lit is False
    assert line.want(SERVED).go_on(KEEPS_S) == [Frame(0, SERVED, lit=True)]


def test_a_change_goes_before_all_that_blinks() -> None:
    """Nine blink; the tenth is called and has to wait for one frame at most."""
    line = Line(10).want(*[CALLED] * 9, BLANK)
    line.go_on(30)
    called_s = line.now_s
    line.want(*[CALLED] * 10).go_on(1)
    assert line.times(9, lit=True)[-1] - called_s <= KEEPS_S


def test_of_two_changes_the_older_goes_first() -> None:
    """And what was replaced meanwhile is never said."""
    line = Line(3).want(BLANK, BLANK, BLANK)
    line.go_on(1)
    line.said.clear()
    line.want(BLANK, BLANK, SERVED)
    line.now_s += 0.01
    line.want(Shown("B001"), BLANK, SERVED)
    line.now_s += 0.01
    line.want(Shown("B002"), BLANK, SERVED)
    assert line.go_on(2) == [Frame(2, SERVED, lit=True), Frame(0, Shown("B002"), lit=True)]


def test_what_turns_back_before_it_is_said_is_not_said() -> None:
    """Nothing piles up."""
    line = Line(1).want(SERVED)
    line.go_on(0.1)
    line.want(BLANK).want(SERVED)
    assert line.go_on(REFRESH_S - 1) == []


def test_a_panel_is_told_again_what_it_shows() -> None:
    """One that lost its power shows the truth after so long; meanwhile the line sleeps."""
    line = Line(2).want(SERVED, BLANK)
    line.go_on(1)
    assert set(line.go_on(REFRESH_S)) == {Frame(0, SERVED, lit=True), Frame(1, BLANK, lit=True)}
    assert len(line.said) == 4


def test_a_steady_panel_is_told_again_though_all_others_blink() -> None:
    """On a line that has no time left, too."""
    line = Line(8).want(*[CALLED] * 7, SERVED)
    line.go_on(3 * REFRESH_S)
    told = line.times(7, lit=True)
    assert len(told) > 2
    assert max(later - earlier for earlier, later in pairwise(told)) < REFRESH_S + 1


def test_the_rate_of_a_full_line_is_what_the_check_says() -> None:
    """As many as the line can carry blink once in the time that was computed, and the dark of each stays short."""
    panels = tuple(Panel(window=n + 1, address=n) for n in range(6))
    config = PanelLine(device="/dev/ttyUSB0", driver="qsystem", panels=panels)
    each_s = frame_s(config.width + FRAMING, config.baud)
    assert most(config) == 6
    assert period_s(6, config) <= SLOWEST_S < period_s(7, config)
    assert (round(period_s(1, config), 1), GAP_S) == (1.8, 0.3)
    line = Line(6).want(*[CALLED] * 6)
    line.go_on(100)
    line.said.clear()
    line.go_on(60)
    for panel in range(6):
        lit, dark = line.times(panel, lit=True), line.times(panel, lit=False)
        assert 60 / len(lit) < period_s(6, config) * KEEPS_S / each_s + 0.5
        darkness = [min(back - gone for back in lit if back > gone) for gone in dark if gone < lit[-1]]
        assert max(darkness) < DARK_S + 2 * KEEPS_S


def test_after_a_refusal_all_are_told_anew() -> None:
    """What hung in the line may be half a frame; it is asked again after the time that was said."""
    line = Line(2).want(SERVED, CALLED)
    line.go_on(1)
    line.schedule.refused(line.now_s, 0.5)
    assert line.schedule.deadline_s() == line.now_s + 0.5
    assert line.go_on(0.4) == []
    assert [frame.panel for frame in line.go_on(1)][:2] == [0, 1]


def test_a_line_has_changes_until_all_were_said() -> None:
    """Whoever closes it waits for these and no blinking."""
    line = Line(2).want(SERVED, CALLED)
    assert line.schedule.changing()
    line.go_on(KEEPS_S / 2)
    assert line.schedule.changing()
    line.go_on(KEEPS_S)
    assert not line.schedule.changing()
