# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands already where cards are provisioned: whose folders they are, and which of their files were made here."""

from collections.abc import Collection, Sequence
from pathlib import Path

from broker_config.authority import CERTIFICATE
from card import folder
from card.card_file import CARD, CENTRE, FOLDER, KEYS, REVOKED, SUMS, CardFile
from card.contents import read_card
from card.folder import Files
from card.keyring import Keyring
from centre.cards import BESIDE_CARDS
from centre.errors import BadConfig, Unavailable
from centre.hints import listed, shown

AUTHORITY, OFFICE, FEED_KEYS = BESIDE_CARDS

MOST_NAMES = 3
"""Of what lies in a folder that is not ours."""


class Holdings:
    """The folders of a centre's cards, as they are when a run begins."""

    def __init__(self, out: Path) -> None:
        self.out = out
        places = sorted(out.iterdir()) if out.is_dir() else []
        names = [place.name for place in places if place.is_dir() and place.name not in BESIDE_CARDS]
        self.files = {name: files for name in names if (files := folder.read(self.place(name)))}
        self._empty = {name for name in names if self.place(name).is_dir() and folder.is_empty(self.place(name))}
        self.office = folder.read(out / OFFICE)

    def place(self, card: str) -> Path:
        """Return where the folder of a card is."""
        return self.out / card / FOLDER

    def cards(self) -> dict[str, CardFile]:
        """Return what each folder says it is, of those that say it."""
        found = {name: read_card(files.get(CARD)) for name, files in self.files.items()}
        return {name: file for name, file in found.items() if file is not None}

    def check(self, centre_name: str, *, renamed: bool) -> None:
        """Raise BadConfig if these are another centre's, Unavailable if their authority is gone."""
        others = {file.centre for file in self.cards().values()} - {centre_name}
        if others and not renamed:
            whose = listed(map(shown, sorted(others)))
            text = f"{self.out} has the cards of {whose}, and the file is of {shown(centre_name)}."
            raise BadConfig(f"{text} Take another --out; if the centre has a new name, add --renamed.")
        authority = self.out / AUTHORITY / CERTIFICATE
        if self.cards() and not authority.exists():
            text = f"{self.out} has cards, and {authority}, by which they were made, is gone."
            raise Unavailable(f"{text} Bring it back from a copy, or take another --out: then every card is made anew.")

    def must_be_ours(self) -> None:
        """Raise BadConfig for a folder of somebody's own things: nobody else could look into it afterwards."""
        names = {place.name for place in self.out.iterdir()} if self.out.is_dir() else set()
        ours = {AUTHORITY, AUTHORITY + folder.PART}
        if more := sorted(name for name in names - {FEED_KEYS} if not names & ours and not name.startswith(".")):
            some = ", ".join(map(shown, more[:MOST_NAMES])) + (" and more" if len(more) > MOST_NAMES else "")
            raise BadConfig(
                f"--out {self.out}: it has {some}, and no cards were made in it. Name a new folder, or an empty one."
            )

    def must_keep_most(self, known: Collection[str], keyring: Keyring) -> None:
        """Raise BadConfig if more than half of the cards would go: what is revoked cannot be taken back."""
        own, gone = self._own(keyring), [name for name in self.strangers(known, keyring) if name in self.files]
        if 2 * len(gone) > len(own):
            text = f"{self.out} has {len(own)} cards, and the file has not: {listed(gone)}. Nothing was changed."
            more = "to remove them, and revoke their identities for good, add --remove"
            raise BadConfig(f"{text} Is this the file, and the --out, of one centre? If so, {more}.")

    def must_have_authority(self, revoked: Sequence[str]) -> None:
        """Raise BadConfig where nobody was ever given an identity, so that none can be taken back."""
        if not (self.out / AUTHORITY).is_dir():
            text = f"--revoke {listed(revoked)}: {self.out} has no authority, so nothing can be revoked."
            raise BadConfig(f"{text} Is --out right?")

    def strangers(self, known: Collection[str], keyring: Keyring) -> list[str]:
        """Return the cards of this authority that the file does not have; an empty folder is one that was removed."""
        return sorted((self._own(keyring) | self._empty) - {*known})

    def _own(self, keyring: Keyring) -> set[str]:
        return {name for name, file in self.cards().items() if file.authority == keyring.fingerprint}

    def made_here(self, card: str, keyring: Keyring) -> set[str]:
        """Return the names of a card's files that a run has written, also one that was cut off."""
        files = self.files.get(card, {})
        by_name = {CARD, CENTRE, SUMS, f"{KEYS}/{REVOKED}"} & files.keys()
        return by_name | folder.summed(files) | identities(files, keyring).keys()


def identities(files: Files, keyring: Keyring) -> dict[str, bytes]:
    """Return those of a folder's files that are identities of the authority."""
    return {name: text for name, text in files.items() if keyring.identity(text) is not None}
