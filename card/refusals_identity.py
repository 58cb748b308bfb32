# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Why an identity in a folder is not taken: card/refusals.py says how such a sentence is."""

from datetime import datetime

from card.card_file import FOLDER, KEYS
from card.refusals import PROVISION, Refused
from centre.catalogue import say


def no_identity(user: str) -> Refused:
    """Refuse a folder without the identity of one of its units."""
    return Refused(
        lambda language: say(
            "The identity of {user} is not in the folder: {file}. Make the folders anew with “{provision}”, and copy"
            " this card's again.",
            language, user=user, file=f"{KEYS}/{user}.pem", provision=PROVISION,
        )
    )  # fmt: skip


def damaged_identity(file: str) -> Refused:
    """Refuse what is no identity: no key, no certificate, a key of another certificate, a signature that is none."""
    return Refused(
        lambda language: say(
            "{file} is no identity, or a damaged one. Make the folders anew with “{provision}”, and copy this card's"
            " again.",
            language, file=file, provision=PROVISION,
        )
    )  # fmt: skip


def another_unit(file: str, user: str) -> Refused:
    """Refuse an identity of somebody else."""
    return Refused(
        lambda language: say(
            "{file} is the identity of {user}. Make the folders anew with “{provision}”, and copy this card's again.",
            language, file=file, user=user, provision=PROVISION,
        )
    )  # fmt: skip


def foreign(file: str) -> Refused:
    """Refuse what another authority has signed."""
    return Refused(
        lambda language: say(
            "{file} was signed by another centre's authority, so nobody here would believe it. Delete the folder"
            " {folder} from the card, and copy the one that was made for it.",
            language, file=file, folder=FOLDER,
        )
    )  # fmt: skip


def ended(file: str, ends: datetime, today: datetime) -> Refused:
    """Refuse an identity that holds no longer, by the Pi's own clock, which may be wrong."""
    return Refused(
        lambda language: say(
            "{file} held until {ends}, and the clock of this computer shows {today}. If the clock is right, make the"
            " folders anew with “{provision}”, and copy this card's again; if not, set the clock.",
            language, file=file, ends=f"{ends:%Y-%m-%d}", today=f"{today:%Y-%m-%d}", provision=PROVISION,
        )
    )  # fmt: skip


def revoked(file: str) -> Refused:
    """Refuse an identity that its authority has taken back."""
    return Refused(
        lambda language: say(
            "{file} was revoked: somebody else may have it. Make the folders anew with “{provision}”, and copy this"
            " card's again.",
            language, file=file, provision=PROVISION,
        )
    )  # fmt: skip
