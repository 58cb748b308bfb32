# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The doctor's beeps through the real mixer: each on its own side, and nothing claimed that nobody heard."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from centre.sound import Sound
from centre.trial_sound import beeps, trial
from centre.trials import Finding
from cherha.doctor import examine
from cherha.doctor_person import Nobody
from simulator.loudspeaker import SoundRecorder, channels, environment

ONE, TWO = {"one": beeps(1)}, {"two": beeps(2)}


def test_one_beep_is_on_the_left_and_two_are_on_the_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sample by sample, and the other side is silent meanwhile."""
    for name, value in environment(tmp_path / "pipe").items():
        monkeypatch.setenv(name, value)
    with SoundRecorder(tmp_path / "pipe", tmp_path / "heard.raw"):
        found = examine((trial("Kiosk 'hall'"),), Nobody(1.0))
    assert found == [
        Finding("sound: left", "unseen", "one beep played"),
        Finding("sound: right", "unseen", "two beeps played"),
    ]
    sides = channels((tmp_path / "heard.raw").read_bytes())
    assert sides.left.count(ONE["one"].samples) == 1
    assert sides.right.count(TWO["two"].samples) == 1
    at = sides.right.index(TWO["two"].samples)
    assert not any(sides.left[at : at + len(TWO["two"].samples)])
    assert not any(sides.right[: sides.left.index(ONE["one"].samples) + len(ONE["one"].samples)])


class SlowCard:
    """A card that still plays at so many looks after the time of each sound; ``said`` is what became of it."""

    def __init__(self, looks: int) -> None:
        self._looks, self._left, self.said = looks, 0, ""

    def play(self, _sound: Sound, _left: float = 1.0, _right: float = 1.0) -> float:
        """Cut off what plays, as the real one does."""
        self.said += "cut off, " if self._left else ""
        self.said += "played, "
        self._left = self._looks
        return 0.0

    @property
    def playing(self) -> bool:
        """Return whether it plays, and come nearer to the end."""
        self._left = max(self._left - 1, 0)
        return self._left > 0

    def close(self) -> None:
        """Cut off what plays."""
        self.said += "cut off" if self._left else "closed"


class InNoTime(Nobody):
    """Nobody, for whom no time passes."""

    def watch(self, seconds: float) -> Iterator[Any]:
        """Yield nothing, at once."""
        assert seconds >= 0
        return iter(())


@pytest.mark.parametrize(
    ("looks", "said"), [(4, "played, played, closed"), (10_000, "played, cut off, played, cut off")]
)
def test_a_card_that_is_late_plays_out(looks: int, said: str) -> None:
    """Before the other side is tried; one that never ends is not waited for."""
    card = SlowCard(looks)
    tried = trial("Kiosk 'hall'", lambda _unit: card)
    assert {finding.verdict for finding in examine((tried,), InNoTime(1.0))} == {"unseen"}
    assert card.said == said


def test_without_a_sound_card_that_is_the_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the words of the loudspeaker, with what to do."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "none-such")
    found, *rest = examine((trial("Kiosk 'hall'"),), Nobody(1.0))
    assert (found.part, found.verdict) == ("sound", "broken")
    assert found.says.startswith("Kiosk 'hall': SDL opened no sound card (driver none-such)")
    assert {finding.verdict for finding in rest} == {"untried"}
