# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The passwords of the centre's Wi-Fi networks: those that are given, those that a card knows already; asks nobody."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from card.card_file import CardFile
from centre.errors import BadConfig
from centre.hints import did_you_mean, either, shown

SHORTEST, LONGEST = 8, 63
"""Of a WPA passphrase: characters at least, bytes at most; a Latin letter is one of these, a Cyrillic one two."""


def given(words: Sequence[str], names: Collection[str]) -> dict[str, str]:
    """Return the passwords of the files that are named: FILE if there is one network, NAME=FILE if there are several.

    Raise BadConfig for a file that cannot be read, and for what is no password; it is never repeated.
    """
    found = {}
    for word in words:
        name, _, path = word.partition("=")
        if not path or name not in names:
            if path and name and not Path(word).exists():
                raise BadConfig(_unknown(name, names, word))
            name, path = _only(names, word), word
        found[name] = _untouched(checked(_first_line(Path(path)), path), path)
    return found


def known(files: Iterable[CardFile | None]) -> dict[str, str]:
    """Return the passwords that cards were given before."""
    return {file.wifi.name: file.wifi.password for file in files if file is not None and file.wifi is not None}


def checked(password: str, where: str) -> str:
    """Return a password that a network can have, or raise BadConfig."""
    if len(password) < SHORTEST or len(password.encode()) > LONGEST or not password.isprintable():
        text = f"expected the password of the Wi-Fi, {SHORTEST} to {LONGEST} characters in one line"
        raise BadConfig(f"{where}: {text}; a Cyrillic letter counts twice")
    return password


def missing(wanted: Mapping[str, Sequence[str]], has: Mapping[str, str]) -> str:
    """Return what to say of the networks without a password; ``wanted`` has the cards of each."""
    lacking = [name for name in wanted if name not in has]
    cards = [card for name in lacking for card in wanted[name]]
    one = len(cards) == 1
    how = "FILE" if len(wanted) == 1 else "NAME=FILE for each network"
    return (
        f"{'Card' if one else 'Cards'} {', '.join(cards)} {'is' if one else 'are'} on the Wi-Fi"
        f" {either(map(shown, lacking))}, whose password is not known."
        f" Write it into a file and add --wifi-password-file {how}; at a terminal it is asked for."
    )


def _untouched(password: str, path: str) -> str:
    """Return a password of a file, or raise BadConfig for a space at an end, which nobody sees there."""
    if password != password.strip():
        text = "a space begins or ends its first line. Remove it; if it is a part of the password, leave this out"
        raise BadConfig(f"{path}: {text}, and type the password at the terminal")
    return password


def _unknown(name: str, names: Collection[str], word: str) -> str:
    known = f" They are: {', '.join(map(shown, names))}." if names else ""
    return f"--wifi-password-file {word}: no card is on a network {shown(name)}.{did_you_mean(name, names) or known}"


def _only(names: Collection[str], word: str) -> str:
    if len(names) == 1:
        return next(iter(names))
    if not names:
        raise BadConfig(
            f"--wifi-password-file {word}: no card of [[cards]] has a wifi. Add it there, or leave this out."
        )
    some = either(f"{shown(name)}" for name in names)
    raise BadConfig(f"--wifi-password-file {word}: expected NAME=FILE, with the name of a network: {some}")


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
    except OSError as wrong:
        raise BadConfig(f"{path}: cannot be read: {wrong.strerror}; expected the password of the Wi-Fi") from wrong
    except UnicodeDecodeError as wrong:
        raise BadConfig(f"{path}: expected the password of the Wi-Fi, in UTF-8") from wrong
