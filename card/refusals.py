# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Why a folder is not taken in: one sentence each, in both languages, that says what, which, and what to do.

Of its identities see card/refusals_identity.py, of the machine and of exports card/refusals_machine.py.
"""

from collections.abc import Callable

from card.card_file import CENTRE, FOLDER, KEYS
from centre.catalogue import say
from centre.config import Language
from centre.errors import BadConfig

PROVISION, CHECK = "cherha provision", "cherha check"
"""What a technician types on a computer of the office; the first makes anew what has ended or was revoked."""

REPLACE = "replace.txt"
"""An empty file of this name in the folder lets it take the place of another centre's; a Pi has no keyboard."""

Told = Callable[[Language], str]
"""A sentence, in the language that is asked for."""


class Refused(BadConfig):
    """A folder that is not taken in; ``told`` says why, its English is the error's text."""

    def __init__(self, told: Told) -> None:
        super().__init__(told("en"))
        self.told = told


def half_copied(file: str) -> Refused:
    """Refuse a folder in which a file is missing, or is another than files.sha256 says."""
    return Refused(
        lambda language: say(
            "The folder {folder} is copied only in part: {file} is missing or not whole. Copy the whole folder of this"
            " card again, and eject the card before you take it out.",
            language, folder=FOLDER, file=file,
        )
    )  # fmt: skip


def half_copied_or_changed(file: str) -> Refused:
    """Refuse a folder whose cherha.toml or centre.toml is not what it was: it may have been put right on the card."""
    return Refused(
        lambda language: say(
            "The folder {folder} is copied only in part, or {file} was changed here. What is to be changed, change in"
            " the centre's file on your computer, and say “{provision}” again. Copy the whole folder of this card"
            " again, and eject the card before you take it out.",
            language, folder=FOLDER, file=file, provision=PROVISION,
        )
    )  # fmt: skip


def no_folder(file: str) -> Refused:
    """Refuse what was in the folder, and lies on the partition without it."""
    return Refused(
        lambda language: say(
            "{file} lies on the partition itself, and not in the folder {folder}. Delete it there with the folder"
            " {keys}, and copy the folder {folder} whole, with its name.",
            language, file=file, folder=FOLDER, keys=KEYS,
        )
    )  # fmt: skip


def authority_here(file: str) -> Refused:
    """Say that the authority's own folder lies where every computer reads it."""
    return Refused(
        lambda language: say(
            "{file} is the centre's authority: with it anybody can be anybody in this centre. Take it off this card at"
            " once, and copy the folder {folder} of this card instead.",
            language, file=file, folder=FOLDER,
        )
    )  # fmt: skip


def office_here(file: str) -> Refused:
    """Say that the identities of the head's computer lie where every computer reads them."""
    return Refused(
        lambda language: say(
            "{file} is for the head's computer, and not for a card. Take it off this card at once, and copy the folder"
            " {folder} of this card instead.",
            language, file=file, folder=FOLDER,
        )
    )  # fmt: skip


def no_room(file: str, free_kb: int) -> Refused:
    """Refuse a folder that is half copied because the partition was full."""
    return Refused(
        lambda language: say(
            "The card's partition is full ({free} KB are free), so {file} is missing or not whole. Delete from it what"
            " does not belong to the system, and copy the whole folder {folder} again.",
            language, folder=FOLDER, file=file, free=free_kb,
        )
    )  # fmt: skip


def unusable(file: str, slip: str) -> Refused:
    """Refuse a cherha.toml or a centre.toml with errors; ``slip`` is the first of them."""
    return Refused(
        lambda language: say(
            "{file} cannot be used: {slip} Correct the centre's file, ask “{check}”, make the folders anew with"
            " “{provision}”, and copy this card's again.",
            language, file=file, slip=slip, check=CHECK, provision=PROVISION,
        )
    )  # fmt: skip


def mixed(card_file: str, one: str, other: str) -> Refused:
    """Refuse a cherha.toml of one centre beside the centre.toml of another."""
    return Refused(
        lambda language: say(
            "{card_file} is of the centre “{one}”, {centre_file} of “{other}”: files of two centres are mixed. Delete"
            " the folder {folder} from the card, and copy the one that was made for it.",
            language, card_file=card_file, one=one, centre_file=CENTRE, other=other, folder=FOLDER,
        )
    )  # fmt: skip


def no_such_card(card: str, known: str) -> Refused:
    """Refuse a card that its centre.toml does not have."""
    return Refused(
        lambda language: say(
            "{centre_file} has no card “{card}”, only: {known}. Make the folders anew with “{provision}”, and copy the"
            " right one.",
            language, centre_file=CENTRE, card=card, known=known, provision=PROVISION,
        )
    )  # fmt: skip


def another_authority(card: str, centre: str) -> Refused:
    """Refuse a folder of a centre of the same name that was made elsewhere, unless somebody says so."""
    return Refused(
        lambda language: say(
            "This is {card} of the centre “{centre}”, and the folder was made by another authority of that name: in"
            " another folder of “{provision}”, or anew. If all cards of the centre are new, put an empty file {replace}"
            " into the folder {folder}; else copy the folder from where the first ones were made.",
            language, card=card, centre=centre, provision=PROVISION, replace=REPLACE, folder=FOLDER,
        )
    )  # fmt: skip


def another_centre(card: str, installed: str, centre: str) -> Refused:
    """Refuse to make another centre's Pi of one that is installed, unless somebody says so."""
    if installed == centre:
        return another_authority(card, centre)
    return Refused(
        lambda language: say(
            "This is {card} of the centre “{installed}”, but the folder is of another one, “{centre}”. To make it that"
            " centre's, put an empty file {replace} into the folder {folder}; else copy the right folder.",
            language, card=card, installed=installed, centre=centre, replace=REPLACE, folder=FOLDER,
        )
    )  # fmt: skip


def unreadable(place: str, why: str) -> Refused:
    """Refuse a folder on a partition that fails; what was taken in before is on another one, and goes on."""
    return Refused(
        lambda language: say(
            "{place} cannot be read: {why}. Copy the folder {folder} of this card again; if that happens twice, take a"
            " new card.",
            language, place=place, why=why, folder=FOLDER,
        )
    )  # fmt: skip
