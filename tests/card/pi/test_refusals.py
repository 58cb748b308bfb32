# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whatever can be wrong with a folder is one sentence that says what, which, and what to do; and nothing is changed."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from broker_config.identities import read_identity
from card.card_file import CARD, CENTRE, KEYS, REVOKED, SUMS
from card.taking_in import Pi, take_in
from centre.config import CentreFile
from tests.card.pi.folders import NOW, authority, fill, identity, seal, tree
from tests.card.pi.spoilt import IDENTITY, OTHER, cut_short, named, sums_not_there

ANEW = "Make the folders anew with “cherha provision”, and copy this card's again."


def not_there(folder: Path, _centre: CentreFile) -> None:
    """Lose a whole file."""
    (folder / IDENTITY).unlink()


def sums_cut_short(folder: Path, _centre: CentreFile) -> None:
    """Lose the end of the file that is written last."""
    (folder / SUMS).write_text((folder / SUMS).read_text()[:-20])


def leads_out(by: str) -> Callable[[Path, CentreFile], None]:
    """Name a file that is none of the folder's, and whose sum is right."""

    def name(folder: Path, _centre: CentreFile) -> None:
        (folder.parent / "other").touch()
        (folder / SUMS).write_text((folder / SUMS).read_text() + f"{hashlib.sha256().hexdigest()}  {by}\n")

    return name


def put_right_on_the_card(folder: Path, _centre: CentreFile) -> None:
    """Edit centre.toml where it was copied to."""
    (folder / CENTRE).write_text((folder / CENTRE).read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")


def bad_card_file(folder: Path, _centre: CentreFile) -> None:
    """Misspell a key of cherha.toml."""
    (folder / CARD).write_text((folder / CARD).read_text().replace("card =", "crad ="))
    seal(folder)


def no_toml(folder: Path, _centre: CentreFile) -> None:
    """Open a quote that nothing closes."""
    (folder / CARD).write_text('card = "kiosk-hall\n')
    seal(folder)


def bad_centre(folder: Path, _centre: CentreFile) -> None:
    """Give two units one name."""
    text = (folder / CENTRE).read_text(encoding="utf-8")
    (folder / CENTRE).write_text(text.replace('id = "desk-2"', 'id = "desk-1"'), encoding="utf-8")
    seal(folder)


def of_two_centres(folder: Path, centre: CentreFile) -> None:
    """Copy one centre's cherha.toml over another's."""
    fill(folder, named(centre, "Інша"), "kiosk-hall")
    (folder / CENTRE).write_text(
        (folder / CENTRE).read_text(encoding="utf-8").replace("Інша", "Своя"), encoding="utf-8"
    )
    seal(folder)


def unknown_card(folder: Path, _centre: CentreFile) -> None:
    """Name a card that the centre does not have."""
    (folder / CARD).write_text((folder / CARD).read_text().replace("kiosk-hall", "kiosk-yard"))
    seal(folder)


def no_identity(folder: Path, _centre: CentreFile) -> None:
    """Leave an identity out, also of the list of files."""
    (folder / IDENTITY).unlink()
    seal(folder)


def with_text(text: Callable[[], str]) -> Callable[[Path, CentreFile], None]:
    """Put something else where the identity should be."""

    def put(folder: Path, _centre: CentreFile) -> None:
        (folder / IDENTITY).write_text(text())
        seal(folder)

    return put


def _two_keys() -> str:
    """Return an identity with the key of another one."""
    own, other = identity("kiosk-kiosk-hall", "first"), identity("desk-desk-1", "first")
    end = "-----END PRIVATE KEY-----\n"
    return other.split(end)[0] + end + own.split(end)[1]


def _signed_by_a_stranger() -> str:
    """Return a stranger's identity with our authority's certificate below it."""
    begin = "-----BEGIN CERTIFICATE-----\n"
    ours, theirs = (
        identity("kiosk-kiosk-hall", "first").split(begin),
        identity("kiosk-kiosk-hall", "other").split(begin),
    )
    return begin.join((*theirs[:2], ours[2]))


def _ended() -> str:
    return authority("first").identity("kiosk-kiosk-hall", NOW - timedelta(days=21 * 366))


def half(file: str) -> str:
    """Return what is said of a folder that was copied in part."""
    return (
        f"The folder cherha is copied only in part: {file} is missing or not whole. Copy the whole folder of this card"
        " again, and eject the card before you take it out."
    )


def unusable(slip: str) -> str:
    """Return what is said of a file with an error."""
    return (
        f"{slip} Correct the centre's file, ask “cherha check”, make the folders anew with “cherha provision”, and copy"
        " this card's again."
    )


CHANGED = (
    "The folder cherha is copied only in part, or centre.toml was changed here. What is to be changed, change in the"
    " centre's file on your computer, and say “cherha provision” again. Copy the whole folder of this card again, and"
    " eject the card before you take it out."
)
TWICE = (
    'centre.toml cannot be used: desks[1].id: "desk-1" is already used by a desk (desks[0].id);'
    " give one of them another name."
)
NO_TOML = r"cherha.toml cannot be used: line 1, column 19: not TOML: Illegal character '\n'."
MIXED = f"cherha.toml is of the centre “Інша”, centre.toml of “Своя”: files of two centres are mixed. {OTHER}"
UNKNOWN = (
    "centre.toml has no card “kiosk-yard”, only: main, kiosk-hall, desk-1, desk-2, hall, rating-exit. Make the folders"
    " anew with “cherha provision”, and copy the right one."
)
FOREIGN = f"{IDENTITY} was signed by another centre's authority, so nobody here would believe it. {OTHER}"
ENDED = (
    f"{IDENTITY} held until 2025-11-10, and the clock of this computer shows 2026-11-26. If the clock is right, make"
    " the folders anew with “cherha provision”, and copy this card's again; if not, set the clock."
)
NONE = f"{IDENTITY} is no identity, or a damaged one. {ANEW}"

CASES: dict[str, tuple[Callable[[Path, CentreFile], None], str]] = {
    "cut short": (cut_short, half(IDENTITY)),
    "not there": (not_there, half(IDENTITY)),
    "no sums": (sums_not_there, half(SUMS)),
    "half sums": (sums_cut_short, half(SUMS)),
    "put right on the card": (put_right_on_the_card, CHANGED),
    "leads out": (leads_out("../other"), half(SUMS)),
    "leads in and out": (leads_out("keys/../../other"), half(SUMS)),
    "leads to the root": (leads_out("/etc/hostname"), half(SUMS)),
    "misspelt": (bad_card_file, unusable("cherha.toml cannot be used: crad: unknown key. Did you mean 'card'?")),
    "no toml": (no_toml, unusable(NO_TOML)),
    "two units of one name": (bad_centre, unusable(TWICE)),
    "two centres": (of_two_centres, MIXED),
    "unknown card": (unknown_card, UNKNOWN),
    "no identity": (no_identity, f"The identity of kiosk-kiosk-hall is not in the folder: {IDENTITY}. {ANEW}"),
    "no pem": (with_text(lambda: "key"), NONE),
    "two keys": (with_text(_two_keys), NONE),
    "stranger": (with_text(_signed_by_a_stranger), NONE),
    "foreign": (with_text(lambda: identity("kiosk-kiosk-hall", "other")), FOREIGN),
    "another unit": (
        with_text(lambda: identity("kiosk-kiosk-yard", "first")),
        f"{IDENTITY} is the identity of kiosk-kiosk-yard. {ANEW}",
    ),
    "ended": (with_text(_ended), ENDED),
}


@pytest.mark.parametrize(("spoil", "sentence"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("was", ["nobody", "main"])
def test_a_bad_folder_is_refused_in_one_sentence(
    fresh: Pi, small_centre: CentreFile, spoil: Callable[[Path, CentreFile], None], sentence: str, was: str
) -> None:
    """A Pi that was nobody stays nobody; one that was the broker's is so still, and its units start."""
    if was != "nobody":
        fill(fresh.source, small_centre, was)
        take_in(fresh, NOW)
    before = tree(fresh.root / "etc")
    fill(fresh.source, small_centre, "kiosk-hall")
    spoil(fresh.source, small_centre)
    copied = tree(fresh.source)
    outcome = take_in(fresh, NOW)
    assert str(outcome.refused) == sentence
    assert (outcome.new, outcome.card is None) == (False, was == "nobody")
    assert (tree(fresh.root / "etc"), tree(fresh.source)) == (before, copied)


def broker_with(folder: Path, centre: CentreFile, revocations: str) -> None:
    """Make the broker's folder with another list of those that count no longer."""
    fill(folder, centre, "main")
    (folder / KEYS / REVOKED).write_text(revocations)
    seal(folder)


def test_a_revoked_identity_is_refused(fresh: Pi, small_centre: CentreFile) -> None:
    """The broker's card has the list, on which its own identities must not stand."""
    serial = read_identity(identity("dispatcher-main", "first")).serial
    broker_with(fresh.source, small_centre, authority("first").revocations((serial,), NOW))
    assert str(take_in(fresh, NOW).refused) == (
        "keys/dispatcher-main.pem was revoked: somebody else may have it. Make the folders anew with “cherha"
        " provision”, and copy this card's again."
    )


@pytest.mark.parametrize("listed", ["other", "none"])
def test_a_foreign_list_of_revoked_ones_is_refused(fresh: Pi, small_centre: CentreFile, listed: str) -> None:
    """Else somebody could put a list there that revokes nobody."""
    broker_with(fresh.source, small_centre, authority("other").revocations((), NOW) if listed == "other" else "none")
    assert str(take_in(fresh, NOW).refused) == (
        f"keys/revoked.pem was signed by another centre's authority, so nobody here would believe it. {OTHER}"
    )


def test_each_sentence_is_said_in_ukrainian_too(fresh: Pi, small_centre: CentreFile) -> None:
    """As the screen shows it, above the English."""
    fill(fresh.source, small_centre, "kiosk-hall")
    cut_short(fresh.source, small_centre)
    refused: Any = take_in(fresh, NOW).refused
    assert refused.told("uk") == (
        f"Теку cherha скопійовано не повністю: файлу {IDENTITY} немає або він пошкоджений. Скопіюйте всю теку цієї"
        " картки ще раз і безпечно вилучіть картку, перш ніж її вийняти."
    )
