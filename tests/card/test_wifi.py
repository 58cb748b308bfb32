# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The password of a Wi-Fi: from a file, for one network or for each, and never repeated."""

from pathlib import Path

import pytest

from card import wifi
from centre.errors import BadConfig


def written(folder: Path, text: str, name: str = "password") -> str:
    """Return the path of a new file."""
    path = folder / name
    path.write_bytes(text.encode())
    return str(path)


def test_one_network_has_one_file(tmp_path: Path) -> None:
    """Its only line, however it ends."""
    for ending in ("", "\n", "\r\n"):
        assert wifi.given([written(tmp_path, f"pass word{ending}")], {"Cherha"}) == {"Cherha": "pass word"}


def test_each_of_several_networks_is_named(tmp_path: Path) -> None:
    """With NAME=FILE; a file alone could be anybody's."""
    hall, yard = written(tmp_path, "hall-hall", "a=b"), written(tmp_path, "yard-yard", "yard")
    names = ["Зал", "Yard"]
    assert wifi.given([f"Зал={hall}", f"Yard={yard}"], names) == {"Зал": "hall-hall", "Yard": "yard-yard"}
    with pytest.raises(BadConfig) as told:
        wifi.given([hall], names)
    assert str(told.value) == (
        f'--wifi-password-file {hall}: expected NAME=FILE, with the name of a network: "Зал" or "Yard"'
    )


def test_without_a_network_there_is_no_password(tmp_path: Path) -> None:
    """It would be asked for in vain."""
    with pytest.raises(BadConfig) as told:
        wifi.given([written(tmp_path, "long enough")], [])
    assert str(told.value).endswith("no card of [[cards]] has a wifi. Add it there, or leave this out.")


@pytest.mark.parametrize("text", ["", "seven 7", "x" * 64, "й" * 32, "two\nlines here", "long\tenough"])
def test_what_no_network_takes_is_refused_and_not_shown(tmp_path: Path, text: str) -> None:
    """8 characters to 63 bytes in one line."""
    path = written(tmp_path, text)
    with pytest.raises(BadConfig) as told:
        wifi.given([path], ["Cherha"])
    expected = "expected the password of the Wi-Fi, 8 to 63 characters in one line; a Cyrillic letter counts twice"
    assert str(told.value) == f"{path}: {expected}"


@pytest.mark.parametrize("text", ["long enough ", " long enough"])
def test_a_space_that_nobody_sees_is_told(tmp_path: Path, text: str) -> None:
    """An editor left it there; a password that has one is typed."""
    path = written(tmp_path, f"{text}\n")
    with pytest.raises(BadConfig) as told:
        wifi.given([path], ["Cherha"])
    assert str(told.value) == (
        f"{path}: a space begins or ends its first line. Remove it; if it is a part of the password, leave this out,"
        " and type the password at the terminal"
    )
    assert wifi.checked(text, "What was typed") == text


def test_a_network_that_no_card_is_on_is_named(tmp_path: Path) -> None:
    """Not its file, which is there; a file with a = in its name is one all the same."""
    path = written(tmp_path, "long enough")
    for names, more in ((["Cherha"], " Did you mean 'Cherha'?"), (["Yard", "Hall"], ' They are: "Yard", "Hall".')):
        with pytest.raises(BadConfig) as told:
            wifi.given([f"Chrha={path}"], names)
        assert str(told.value) == f'--wifi-password-file Chrha={path}: no card is on a network "Chrha".{more}'
    assert wifi.given([written(tmp_path, "long enough", "a=b")], ["Cherha"]) == {"Cherha": "long enough"}


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Missing, or of another encoding."""
    with pytest.raises(BadConfig) as told:
        wifi.given([str(tmp_path / "none")], ["Cherha"])
    expected = "cannot be read: No such file or directory; expected the password of the Wi-Fi"
    assert str(told.value) == f"{tmp_path / 'none'}: {expected}"
    (tmp_path / "cp1251").write_bytes("вербівка".encode("cp1251"))
    with pytest.raises(BadConfig) as told:
        wifi.given([str(tmp_path / "cp1251")], ["Cherha"])
    assert str(told.value) == f"{tmp_path / 'cp1251'}: expected the password of the Wi-Fi, in UTF-8"


def test_every_network_without_a_password_is_named() -> None:
    """With the cards that are on it, and how to give it."""
    wanted = {"Зал": ["a", "b"], "Yard": ["c"]}
    assert wifi.missing(wanted, {"Зал": "known and long"}) == (
        'Card c is on the Wi-Fi "Yard", whose password is not known. Write it into a file and add'
        " --wifi-password-file NAME=FILE for each network; at a terminal it is asked for."
    )
    assert wifi.missing(wanted, {}).startswith('Cards a, b, c are on the Wi-Fi "Зал" or "Yard", whose')
