# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a Pi says of itself to whoever stands before it: pure. Ukrainian first, English below."""

from typing import NamedTuple

from card.card_file import FOLDER, PARTITION, STOCK_PARTITION
from card.led import Says
from card.machine import Machine
from card.refusals import PROVISION
from card.taking_in import Outcome
from centre.catalogue import say
from centre.config import Centre, Language

LANGUAGES: tuple[Language, ...] = ("uk", "en")


class Told(NamedTuple):
    """What is told in one language: a headline, and a sentence or two."""

    headline: str
    text: str


class Words(NamedTuple):
    """All that a Pi says: by its lamp, in each language, and how it is known (``machine``, and ``ssh`` in the file)."""

    says: Says
    told: tuple[Told, ...]
    machine: str
    ssh: str = ""

    @property
    def lines(self) -> str:
        """All of it as a text file has it."""
        parts = (f"{told.headline}\n{told.text}\n" for told in self.told)
        return "\n".join((*parts, self.machine, *((f"ssh: {self.ssh}",) if self.ssh else ()))) + "\n"


def words(outcome: Outcome, machine: Machine) -> Words:
    """Return what is to be said of what became of a folder, or of its absence."""
    wrong = outcome.refused or outcome.warning
    says: Says = "wrong" if wrong else "done" if outcome.card else "waits"
    partition = PARTITION if machine.image else STOCK_PARTITION
    told = tuple(Told(_headline(outcome, language), _text(outcome, language, partition)) for language in LANGUAGES)
    image = f"Cherha {machine.image}" if machine.image else ""
    known = (machine.model, machine.serial, *machine.ethernet, *machine.addresses, image)
    return Words(says, told, " · ".join(word for word in known if word), machine.ssh)


def _headline(outcome: Outcome, language: Language) -> str:
    if outcome.card is None:
        if outcome.forgets:
            return say("This computer has forgotten what it is", language)
        if outcome.refused:
            return say("The folder was not taken in", language)
        return say("This computer waits for its folder", language)
    return say("This is {card}", language, card=outcome.card.about.card)


def _text(outcome: Outcome, language: Language, partition: str) -> str:
    wrong = outcome.refused or outcome.warning
    if wrong is not None:
        return wrong.told(language)
    if outcome.card is None:
        return _what_to_do(language, partition)
    units = ", ".join(_called(*place) for place in outcome.card.places)
    return say(
        "{centre}. Runs here: {units}.", language, centre=_name(outcome.card.centre.centre, language), units=units
    )


def _name(centre: Centre, language: Language) -> str:
    return centre.name_en if language == "en" and centre.name_en else centre.name


def _called(role: str, unit: str) -> str:
    """Return a unit as its service is called; of broker, dispatcher, bridge and page there is one in a centre."""
    return role if unit == "main" else unit


def _what_to_do(language: Language, partition: str) -> str:
    return say(
        "Switch it off, put its card into a computer, and copy onto the partition {partition} the folder {folder} that"
        " “{provision}” made for this place.",
        language, partition=partition, folder=FOLDER, provision=PROVISION,
    )  # fmt: skip
