# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The kiosk's voice as it is heard: real processes, real espeak-ng, SDL's own mixer; the recording is searched."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from centre.centre_file import load
from centre.config import CentreFile
from centre.messages import TicketReply
from centre.sound import Sound
from centre.spoken import Sentence
from centre.voice import Espeak
from kiosk.listening import USUAL_VOLUME, VOLUMES_DB, Say
from kiosk.pages import Page
from kiosk.speech import Speech
from simulator.loudspeaker import silent
from simulator.sounds_heard import Heard, heard
from simulator.town import Town
from tests.conftest import SMALL

KIOSK = "kiosk-hall"
EFFECT_S, LOOK_S = 60.0, 0.25
LISTEN, NEXT, CHOOSE = "voice-listen", "voice-next", "voice-choose"


@pytest.fixture
def speaking_town(movable_centre: CentreFile, tmp_path: Path, runtime: Path) -> Iterator[Town]:
    """Return the small centre as it is documented, keys of the voice and all, running."""
    centre = replace(load(SMALL), broker=movable_centre.broker)
    with Town(centre, out=tmp_path / "out", runtime=runtime, port=centre.broker.port) as running:
        yield running


class Ear:
    """Listens to what the kiosk says: each sentence is known by its sound."""

    def __init__(self, town: Town, raw: Path) -> None:
        self._town, self._raw = town, raw
        self._engine, self._sounds = Espeak(), dict[str, Sound]()

    def wait_for(self, *texts: str) -> None:
        """Return when all these sentences have been heard to their ends, one after the other."""
        self.know(texts)

        def came(_entries: Any) -> bool:
            whole = [one.name for one in self.heard() if not one.cut_off]
            places = iter(whole)
            return all(text in places for text in texts)

        assert self.until(came), f"{texts} not heard, but {self.heard()}"

    def wait_for_begin(self, text: str) -> None:
        """Return when this sentence has begun."""
        self.know([text])
        assert self.until(lambda _entries: any(one.name == text for one in self.heard()))

    def know(self, texts: Iterable[str]) -> None:
        """Learn how these sound."""
        for text in texts:
            self._sounds.setdefault(text, self._engine.sound(Sentence(text, "uk")))

    def heard(self) -> list[Heard]:
        """Return what was heard until now of all that is known, at the volume that is everybody's first."""
        return heard(self.raw(), self._sounds, [VOLUMES_DB[USUAL_VOLUME]])

    def raw(self) -> bytes:
        """Return the recording."""
        return self._raw.read_bytes() if self._raw.exists() else b""

    def until(self, claim: Any) -> bool:
        """Return True as soon as the claim holds."""
        # What is heard is in no timeline: the claim is looked at again with each thing that happens, and between.
        return any(self._town.wait_for(claim, LOOK_S) for _ in range(int(EFFECT_S / LOOK_S)))


@pytest.fixture
def ear(speaking_town: Town, tmp_path: Path) -> Ear:
    """Return an ear at the kiosk's loudspeaker."""
    return Ear(speaking_town, tmp_path / "out" / "sound" / f"{KIOSK}.raw")


def holds_card(town: Town) -> bool:
    """Return whether the kiosk's process has the sound card, here a pipe, open."""
    fds = Path(f"/proc/{town.processes.pid(KIOSK)}/fd").iterdir()
    return any(fd.readlink().name == "pipe" for fd in fds if fd.is_symlink())


def issued(town: Town) -> TicketReply:
    """Return the ticket that the kiosk was given."""
    replies = [entry for entry in town.timeline.entries if entry.get("topic", "").endswith(f"kiosk/{KIOSK}/reply")]
    return msgspec.convert({k: v for k, v in replies[-1]["payload"].items() if k != "message"}, TicketReply)


def test_a_ticket_is_taken_by_ear(speaking_town: Town, ear: Ear) -> None:
    """Listen, next, choose: the page, the choice and the whole ticket are heard, in their order, to their ends."""
    town = speaking_town
    assert ear.raw() == b""
    town.press(KIOSK, LISTEN)
    ear.wait_for("Голосовий режим.")
    town.press(KIOSK, LISTEN)
    ear.wait_for("Оберіть послугу.", "Паспорт.", "один із п'яти.")
    town.press(KIOSK, NEXT)
    ear.wait_for("Реєстрація майна.", "два із п'яти.")
    town.press(KIOSK, CHOOSE)
    assert town.wait_for(lambda entries: any(entry["what"] == "ticket" for entry in entries), EFFECT_S)
    page = Page("take", ticket=issued(town))
    ticket = [one.text for one in Speech(town.centre, town.centre.kiosks[0]).sentences([Say("page")], page, "")]
    assert len(ticket) > 8
    ear.wait_for(*ticket)
    town.press(KIOSK, LISTEN)
    ear.wait_for(*ticket, *ticket[:2])


def test_a_key_cuts_the_voice_off_and_it_can_be_heard_again(speaking_town: Town, ear: Ear) -> None:
    """In the midst of a sentence; the same sentence asked for again is heard twice, the second time whole."""
    long = "Будь-яка інша кнопка скаже, що вона означає; натисніть її ще раз, щоб вибрати."
    ear.know([long, "Реєстрація майна.", "Оберіть послугу."])
    speaking_town.press(KIOSK, LISTEN)
    ear.wait_for_begin(long)
    speaking_town.press(KIOSK, NEXT)
    ear.wait_for("Реєстрація майна.")
    cut = next(one for one in ear.heard() if one.name == long)
    assert cut.cut_off
    speaking_town.press(KIOSK, LISTEN)
    ear.wait_for("Реєстрація майна.", "Оберіть послугу.")
    speaking_town.press(KIOSK, LISTEN)
    ear.wait_for("Оберіть послугу.", "Оберіть послугу.")


def test_nobody_listens_and_nothing_is_written(speaking_town: Town, ear: Ear, tmp_path: Path) -> None:
    """The sound card is closed until the key is pressed, and again after the last word: no byte goes to it."""
    speaking_town.press(KIOSK, "passport")
    assert speaking_town.wait_for(lambda entries: any(entry["what"] == "ticket" for entry in entries), EFFECT_S)
    assert ear.raw() == b""
    assert not holds_card(speaking_town)
    speaking_town.press(KIOSK, LISTEN)
    ear.wait_for("Голосовий режим.")
    assert holds_card(speaking_town)
    speaking_town.press(KIOSK, LISTEN, hold_s=2.0)
    ear.wait_for("Голосовий режим вимкнено.")
    assert ear.until(lambda _entries: not holds_card(speaking_town))
    speaking_town.close()
    wav = tmp_path / "out" / "sound" / f"{KIOSK}.wav"
    assert wav.exists()
    assert not silent(ear.raw())
    log = (tmp_path / "out" / "logs" / f"{KIOSK}.log").read_text()
    assert "voice mode: off" in log
