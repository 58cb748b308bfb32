# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands in the way of provisioning is one sentence that says what to do; and nothing that was made is lost."""

import stat
from pathlib import Path

import pytest

from centre.config import CentreFile
from centre.config_cards import Card
from centre.errors import BadConfig, Unavailable
from tests.card.conftest import FEED, Make, everything, states
from tests.centre.changed import add, put


def test_another_centres_folder_is_refused(make: Make, out: Path, fixed_centre: CentreFile) -> None:
    """Their cards have the same names, and would be taken over; a new name must be said."""
    make()
    other = put(fixed_centre, "centre.name", "ЦНАП Іншої громади")
    before = everything(out)
    with pytest.raises(BadConfig) as told:
        make(other)
    assert str(told.value) == (
        f'{out} has the cards of "ЦНАП Вербівської громади", and the file is of "ЦНАП Іншої громади".'
        " Take another --out; if the centre has a new name, add --renamed."
    )
    assert everything(out) == before
    assert set(states(make(other, renamed=True)).values()) == {"changed"}
    assert set(states(make(other)).values()) == {"as it was"}


def test_a_folder_of_somebodys_own_things_is_left_alone(make: Make, out: Path, tmp_path: Path) -> None:
    """Photos, or the folder that one stands in; an empty one, and one with the feeds' keys alone, is as good as new."""
    (out / "feed-keys").mkdir(parents=True)
    (out / "feed-keys" / "ukrainealarm").write_text("abc")
    for name in "abcd":
        (out / f"{name}.jpg").touch()
    out.chmod(0o755)
    with pytest.raises(BadConfig) as told:
        make()
    assert str(told.value) == (
        f'--out {out}: it has "a.jpg", "b.jpg", "c.jpg" and more, and no cards were made in it.'
        " Name a new folder, or an empty one."
    )
    assert (stat.S_IMODE(out.stat().st_mode), len(everything(out))) == (0o755, 5)
    for name in "abcd":
        (out / f"{name}.jpg").unlink()
    assert set(states(make()).values()) == {"new"}
    (out / "note.txt").touch()
    assert set(states(make()).values()) == {"as it was"}
    with pytest.raises(BadConfig) as told:
        make(out=tmp_path)
    assert str(told.value).startswith(f'--out {tmp_path}: it has "centre.toml", "out", and no cards')


def test_most_cards_do_not_go_without_a_word(make: Make, out: Path, fixed_centre: CentreFile) -> None:
    """As when the folder is another centre's of the same name: what is revoked cannot be taken back."""
    make()
    before = everything(out)
    own = ("main", "hall"), ("desk-1",), ("desk-2",)
    other = put(fixed_centre, "cards", tuple(Card(id=f"card-{at}", units=units) for at, units in enumerate(own)))
    with pytest.raises(BadConfig) as told:
        make(other)
    assert str(told.value) == (
        f"{out} has 5 cards, and the file has not: desk-2, desks and main. Nothing was changed. Is this the file,"
        " and the --out, of one centre? If so, to remove them, and revoke their identities for good, add --remove."
    )
    assert everything(out) == before
    assert list(make(other, remove=True).removed) == ["desk-2", "desks", "main"]


def test_an_authority_that_is_gone_is_not_made_anew(make: Make, out: Path) -> None:
    """All cards would become strangers without a word."""
    make()
    (out / "authority" / "authority.pem").unlink()
    with pytest.raises(Unavailable) as told:
        make()
    assert str(told.value) == (
        f"{out} has cards, and {out}/authority/authority.pem, by which they were made, is gone."
        " Bring it back from a copy, or take another --out: then every card is made anew."
    )


@pytest.mark.parametrize("text", ["one\ntwo\n", "ключ", "\n"])
def test_a_feeds_key_that_is_none_is_said_at_once(make: Make, out: Path, fixed_centre: CentreFile, text: str) -> None:
    """And not by the siren, on its Pi, when nobody is there; it is not repeated."""
    (out / "feed-keys").mkdir(parents=True)
    (out / "feed-keys" / "ukrainealarm").write_text(text)
    with pytest.raises(BadConfig) as told:
        make(add(fixed_centre, "sirens", FEED))
    assert str(told.value) == (
        f"{out}/feed-keys/ukrainealarm: expected the key of feed, one line of Latin letters, digits and signs"
    )


def test_what_does_not_fit_on_one_pi_is_said(make: Make, small_centre: CentreFile, tmp_path: Path) -> None:
    """Each pin that two units want."""
    with pytest.raises(BadConfig) as told:
        make(small_centre, all_in_one=True)
    assert str(told.value).splitlines()[0] == (
        f"{tmp_path}/centre.toml --all-in-one: desks[0].keys[0].pin: GPIO17 is already used by button 'passport'"
        " (kiosks[0].buttons[0].pin); card 'main' has one connector; take another pin"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"only": ["desk"]}, "--only desk: {file} has no such card. Did you mean 'desks'?"),
        ({"revoke": ["desk-1"]}, "--revoke desk-1: desk-1 is on card 'desks' in {file}. Say: --revoke desks"),
        ({"only": ["hall"]}, "--only hall: hall is on card 'main' in {file}. Say: --only main"),
        (
            {"revoke": ["rating-exit", "desks"]},
            "--revoke rating-exit and desks: {out} has no authority, so nothing can be revoked. Is --out right?",
        ),
        (
            {"revoke": ["zzz"]},
            "--revoke zzz: {file} has no such card. It has: main, desks, kiosk-hall, desk-2 and rating-exit.",
        ),
        ({"only": ["main"], "revoke": ["desks"]}, "--revoke changes the broker's card, too: leave --only out."),
        (
            {"feed_keys": Path("/nowhere")},
            "--feed-keys /nowhere: no such folder; expected the one with the feeds' key files",
        ),
    ],
)
def test_what_was_asked_wrongly_is_said_before_anything_is_made(
    make: Make, out: Path, tmp_path: Path, words: dict[str, object], said: str
) -> None:
    """In one sentence, with what to do."""
    with pytest.raises(BadConfig) as told:
        make(**words)
    assert str(told.value) == said.format(file=tmp_path / "centre.toml", out=out)
    assert not out.exists()


def test_a_disk_that_does_not_do_is_told_in_a_sentence(make: Make, out: Path) -> None:
    """What is made is kept."""
    out.write_text("a file")
    with pytest.raises(Unavailable) as told:
        make()
    assert str(told.value) == f"{out}: File exists. Mend it and say the same again: what is made is kept."
