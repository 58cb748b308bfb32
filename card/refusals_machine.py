# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ails the machine or its card, and an export that lies on it: card/refusals.py says how such a sentence is."""

from card.card_file import FOLDER
from card.refusals import Refused
from centre.catalogue import say


def damaged(file: str) -> Refused:
    """Say that what was taken in once is damaged, and that it was not on the partition to be taken in again."""
    return Refused(
        lambda language: say(
            "{file} on this card is damaged. Copy the folder {folder} of this card again; if that happens twice, take a"
            " new card.",
            language, file=file, folder=FOLDER,
        )
    )  # fmt: skip


def not_written(place: str, why: str) -> Refused:
    """Say that the Pi's own disk does not take it."""
    return Refused(
        lambda language: say(
            "{place} cannot be written: {why}. Flash a new card, and copy the folder {folder} to it.",
            language, place=place, why=why, folder=FOLDER,
        )
    )  # fmt: skip


def keys_left(why: str) -> Refused:
    """Warn that all is taken in, but the keys still lie where any computer shows them."""
    return Refused(
        lambda language: say(
            "The keys are still on the card's open partition, which cannot be written: {why}. Take the card to a"
            " computer, and delete the folder {folder} there.",
            language, why=why, folder=FOLDER,
        )
    )  # fmt: skip


def data_lost() -> Refused:
    """Say of a Pi that is nobody that what it was lay on the partition that cannot be used."""
    return Refused(
        lambda language: say(
            "This computer's memory card is damaged: the part that keeps the queue, and what the computer is, cannot be"
            " used. Flash the image onto a new card, and copy the folder {folder} of this place to it. If there is no"
            " new card, copy that folder to this one: it then works, and forgets its tickets when the power goes.",
            language, folder=FOLDER,
        )
    )  # fmt: skip


def nothing_kept() -> Refused:
    """Warn that a Pi works, and that all it does is gone with its power."""
    return Refused(
        lambda language: say(
            "This computer's memory card is damaged: it works, and forgets its tickets when the power goes, for the"
            " part that keeps them cannot be used. Flash the image onto a new card, and copy the folder {folder} of"
            " this place to it.",
            language, folder=FOLDER,
        )
    )  # fmt: skip


def several_exports(files: str) -> Refused:
    """Refuse to choose among exports."""
    return Refused(
        lambda language: say(
            "There are several exports on this card: {files}. Leave the newest there, and take the others off it.",
            language, files=files,
        )
    )  # fmt: skip


def no_export(file: str, why: str) -> Refused:
    """Refuse an export that is not whole, or of which something is here already."""
    return Refused(
        lambda language: say(
            "The export {file} was not taken in: {why} Without it copy the folder {folder} of this card: the queue then"
            " begins anew.",
            language, file=file, why=why, folder=FOLDER,
        )
    )  # fmt: skip


def export_left(file: str) -> Refused:
    """Warn of secrets on the open partition that this Pi has no use for."""
    return Refused(
        lambda language: say(
            "{file} lies where every computer reads it, and has the secrets of a centre. Take it off this card; only a"
            " card without a folder {folder} takes an export in.",
            language, file=file, folder=FOLDER,
        )
    )  # fmt: skip
