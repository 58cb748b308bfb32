# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whose ssh keys open the Pis is said once, kept, told of, taken away; a private key never reaches a card."""

import subprocess
from pathlib import Path

import pytest

from card import ssh_keys
from card.outcome import lines
from centre.errors import BadConfig
from tests.card.conftest import Make, states

HOW = "Make one: ssh-keygen -t ed25519; the public one is in the file that ends in .pub"


def keygen(path: Path, *words: str) -> Path:
    """Make a pair with OpenSSH's own program; return the public one."""
    comment = ("-C", f"{path.name}@office")
    subprocess.run(["ssh-keygen", "-q", "-N", "", *comment, "-f", str(path), *(words or ("-t", "ed25519"))], check=True)
    return path.with_name(f"{path.name}.pub")


def said_of(key: Path) -> str:
    """Return what OpenSSH's own program calls a key."""
    done = subprocess.run(["ssh-keygen", "-l", "-f", str(key)], capture_output=True, text=True, check=True)
    _, fingerprint, comment, _ = done.stdout.split()
    return f"{fingerprint} ({comment})"


def held(out: Path) -> dict[str, bytes]:
    """Return the authorized_keys of each card that has them."""
    return {path.parents[1].name: path.read_bytes() for path in out.glob("*/cherha/authorized_keys")}


@pytest.mark.parametrize("words", [("-t", "ed25519"), ("-t", "ecdsa"), ("-t", "rsa", "-b", "2048")])
def test_a_key_is_taken_as_openssh_writes_it(tmp_path: Path, words: tuple[str, ...]) -> None:
    """And is called as OpenSSH calls it; of a key that is given twice one is enough."""
    key = keygen(tmp_path / "olena", *words)
    authorized = ssh_keys.given([key, key])
    assert authorized == key.read_bytes()
    assert ssh_keys.names(authorized) == (said_of(key),)


def test_a_file_from_windows_is_taken(tmp_path: Path) -> None:
    """With its mark at the beginning, its line ends, notes, and signs that a terminal would obey."""
    key = keygen(tmp_path / "olena")
    text = f"\ufeff# whose it is\r\n\r\n{key.read_text().strip()}\x1b[2J\r\n"
    (tmp_path / "windows.pub").write_bytes(text.encode())
    assert ssh_keys.given([tmp_path / "windows.pub"]) == key.read_bytes().replace(b"office", b"office[2J")


def test_a_private_key_is_refused(tmp_path: Path) -> None:
    """Nothing of it is repeated, and the public one beside it is named."""
    public = keygen(tmp_path / "olena")
    private = tmp_path / "olena"
    with pytest.raises(BadConfig) as refused:
        ssh_keys.given([private])
    text = f"{private}: this is a private key, and must not leave your computer."
    assert str(refused.value) == f"{text} Give the public one: --ssh-key {public}"
    public.unlink()
    with pytest.raises(BadConfig) as refused:
        ssh_keys.given([private])
    assert str(refused.value) == f"{text} Give the public one of it. {HOW}."
    (tmp_path / "olena.ppk").write_text("PuTTY-User-Key-File-3: ssh-ed25519\n")
    with pytest.raises(BadConfig, match="private key"):
        ssh_keys.given([tmp_path / "olena.ppk"])


EXPECTED = f"expected a public key, one line that begins with ssh-ed25519 or the like. {HOW}."


@pytest.mark.parametrize(
    "text", ["", "# nobody's\n", "ssh-ed25519 AAAA olena\n", "hello\n", 'command="reboot" {key}', "ssh-dss {key}"]
)
def test_what_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    """Half a key, nothing at all, and a line that has options before its key."""
    key = keygen(tmp_path / "olena").read_text()
    path = tmp_path / "given.pub"
    path.write_text(text.replace("{key}", key))
    with pytest.raises(BadConfig) as refused:
        ssh_keys.given([path])
    assert str(refused.value) == f"{path}: {EXPECTED}"


def test_the_wrong_line_of_several_is_named(tmp_path: Path) -> None:
    """Counted without those that are empty or notes."""
    path = tmp_path / "given.pub"
    path.write_text(f"{keygen(tmp_path / 'olena').read_text()}hello\n")
    with pytest.raises(BadConfig) as refused:
        ssh_keys.given([path])
    assert str(refused.value) == f"{path}: line 2: {EXPECTED}"


def test_a_key_that_is_short_or_written_otherwise_is_refused(tmp_path: Path) -> None:
    """With what to do of it; and a file that is not there."""
    short = keygen(tmp_path / "short", "-t", "rsa", "-b", "1024")
    with pytest.raises(BadConfig) as refused:
        ssh_keys.given([short])
    assert str(refused.value) == f"{short}: a key of 1024 bits, expected 2048 at least. {HOW}."
    putty = tmp_path / "putty.pub"
    putty.write_text("---- BEGIN SSH2 PUBLIC KEY ----\n")
    with pytest.raises(BadConfig) as refused:
        ssh_keys.given([putty])
    how = f"Say: ssh-keygen -i -f {putty} > key.pub, and give key.pub"
    assert str(refused.value) == f"{putty}: a public key, but not as OpenSSH writes it. {how}."
    with pytest.raises(BadConfig) as refused:
        ssh_keys.given([tmp_path / "none.pub"])
    missing = "it cannot be read: No such file or directory."
    assert str(refused.value) == f"--ssh-key {tmp_path / 'none.pub'}: {missing} {HOW}."


def test_no_card_is_open_by_itself(make: Make, out: Path) -> None:
    """And the page has no word of it."""
    page = "\n".join(lines(make()))
    assert held(out) == {}
    assert "ssh" not in page


def test_a_key_opens_every_card_and_is_kept(make: Make, out: Path, tmp_path: Path) -> None:
    """Said again without it nothing changes; it is in the sums of each folder; another one takes its place."""
    first, second = keygen(tmp_path / "olena"), keygen(tmp_path / "petro")
    told = make(ssh_keys=[first])
    assert set(held(out)) == {row.card.id for row in told.rows}
    assert f"By ssh, as root, {said_of(first)} may reach every card." in " ".join(lines(told))
    assert "authorized_keys" in (out / "main/cherha/files.sha256").read_text()
    assert set(states(make()).values()) == {"as it was"}
    told = make(ssh_keys=[second])
    assert set(states(told).values()) == {"changed"}
    assert set(held(out).values()) == {second.read_bytes()}


def test_a_new_card_is_opened_as_the_main_one_is(make: Make, out: Path, tmp_path: Path) -> None:
    """As one whose folder was lost, or a unit that came later."""
    make(ssh_keys=[keygen(tmp_path / "olena")])
    for path in sorted((out / "kiosk-hall").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    make()
    assert held(out)["kiosk-hall"] == held(out)["main"]


def test_some_cards_may_be_open_and_others_not(make: Make, out: Path, tmp_path: Path) -> None:
    """The page says which are which, also of those that were not asked for."""
    make()
    key = keygen(tmp_path / "olena")
    page = " ".join(lines(make(ssh_keys=[key], only=["kiosk-hall"])))
    assert f"By ssh, as root, {said_of(key)} may reach the card kiosk-hall." in page
    assert "By ssh nobody may reach main, desks, desk-2 and rating-exit." in page
    assert set(held(out)) == {"kiosk-hall"}


def test_keys_are_taken_away(make: Make, out: Path, tmp_path: Path) -> None:
    """All of them, with the word for it; the folders have to be copied for it to count."""
    make(ssh_keys=[keygen(tmp_path / "olena")])
    told = make(no_ssh=True)
    assert held(out) == {}
    assert set(states(told).values()) == {"changed"}
    assert set(states(make()).values()) == {"as it was"}
