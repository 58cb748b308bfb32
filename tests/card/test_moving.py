# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A centre in one file: all of it, for nobody else's eyes, and never over what is there."""

import os
import stat
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest

from card.moving import Roots, pack
from card.moving_file import LIST, NO_TIME, Unpacking
from card.moving_in import unpack
from centre.errors import BadConfig, CherhaError, Unavailable
from tests.card.moved import CARD, KEY, MADE, VERSION, WHOLE, exported, found, lived_in, numbers, roots

NOBODY = 65534


def test_a_moved_centre_has_all_of_the_old_one(tmp_path: Path) -> None:
    """Its file, its card, its keys, its journals; and nothing that is made anew at each start."""
    contents = unpack(exported(tmp_path), roots(tmp_path / "new"))
    new = roots(tmp_path / "new")
    assert found(new) == WHOLE
    assert (contents.centre, contents.card) == ("ЦНАП Вербівської громади", "main")
    assert numbers(new.state / "dispatcher/dispatcher.db") == list(range(1, 13))
    assert (new.boot / "keys/broker-main.pem").read_text(encoding="utf-8") == KEY


def test_what_is_secret_stays_secret(tmp_path: Path) -> None:
    """The file and the keys are their owner's alone, whatever the umask; others may read centre.toml, as before."""
    before = os.umask(0)
    try:
        file = exported(tmp_path)
        unpack(file, roots(tmp_path / "new"))
    finally:
        os.umask(before)
    new = tmp_path / "new/boot"
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (file, new / "keys", new / "keys/broker-main.pem")}
    assert set(modes.values()) == {0o600, 0o700}
    assert modes[new / "keys"] == 0o700
    assert stat.S_IMODE((new / "centre.toml").stat().st_mode) == stat.S_IMODE(
        (tmp_path / "old/etc/now/centre.toml").stat().st_mode
    )


def test_a_journal_belongs_to_whom_its_folder_belongs(tmp_path: Path) -> None:
    """A service's user opens what root has put there; on a machine where we are not root there is one user only."""
    new = roots(tmp_path / "new")
    (new.state / "dispatcher").mkdir(parents=True)
    if os.geteuid() == 0:
        os.chown(new.state / "dispatcher", 4711, 4712)
    unpack(exported(tmp_path), new)
    owner, folder = (path.stat() for path in (new.state / "dispatcher/dispatcher.db", new.state / "dispatcher"))
    assert (owner.st_uid, owner.st_gid) == (folder.st_uid, folder.st_gid)


def test_the_technicians_folder_goes_along_if_it_is_named(tmp_path: Path) -> None:
    """With the authority in it; on the other side it comes out only where it is asked for."""
    cards = tmp_path / "cards"
    (cards / "authority").mkdir(parents=True)
    (cards / "authority" / "authority-key.pem").write_text(KEY, encoding="utf-8")
    file, old = tmp_path / "centre.cherha", lived_in(tmp_path / "old")
    pack(old._replace(cards=cards), file, MADE, VERSION)
    unpack(file, roots(tmp_path / "pi"))
    assert found(roots(tmp_path / "pi")) == WHOLE
    unpack(file, roots(tmp_path / "laptop")._replace(cards=tmp_path / "laptop" / "cards"))
    assert (tmp_path / "laptop/cards/authority/authority-key.pem").read_text(encoding="utf-8") == KEY


@pytest.mark.parametrize(
    ("there", "sentence"),
    [
        (
            "etc/centre.toml",
            "{}: this Pi has a centre already, and nothing was overwritten. Take a fresh card.",
        ),
        ("boot/files.sha256", "{}: this Pi has a centre already, and nothing was overwritten. Take a fresh card."),
        ("boot/README.txt", "{} is there already, and nothing was overwritten. Remove the folder boot."),
        ("state/dispatcher/dispatcher.db", "{} is there already, and nothing was overwritten. Take a fresh card."),
        ("state/dispatcher/dispatcher.db-wal", "{} is there already, and nothing was overwritten. Take a fresh card."),
        ("state/kiosk/kiosk-hall.db.mended", "{} is there already, and nothing was overwritten. Take a fresh card."),
    ],
)
def test_nothing_is_overwritten(tmp_path: Path, there: str, sentence: str) -> None:
    """Not a centre, not a journal, nor what SQLite would take for a part of one; and nothing else comes then."""
    new = tmp_path / "new"
    (new / there).parent.mkdir(parents=True)
    (new / there).write_text("mine", encoding="utf-8")
    expected = sentence.format(
        f"{new / there} is there" if there in {"etc/centre.toml", "boot/files.sha256"} else new / there
    )
    assert refused(exported(tmp_path), roots(new)) == expected
    assert (new / there).read_text(encoding="utf-8") == "mine"
    assert found(roots(new)) == {there}


def test_an_export_overwrites_nothing(tmp_path: Path) -> None:
    """Last week's file stays last week's."""
    file = exported(tmp_path)
    with pytest.raises(Unavailable) as said:
        pack(roots(tmp_path / "old"), file, MADE, VERSION)
    assert str(said.value) == f"{file} is there already, and nothing was overwritten. Give another name."


def test_what_may_not_be_read_is_said_and_nothing_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without sudo a service's journal is hidden: better no file than one that looks whole."""
    lived_in(tmp_path / "old")
    (tmp_path / "old/state/dispatcher").chmod(0 if os.geteuid() else 0o700)
    for path in (tmp_path, *(path for path in tmp_path.rglob("*") if path.is_dir() and path.name != "dispatcher")):
        path.chmod(0o777)
    for path in (*(tmp_path / "old/etc").rglob("*"), *(tmp_path / "old/state/kiosk").iterdir()):
        if path.is_file():
            path.chmod(0o666)
    monkeypatch.chdir(tmp_path)  # nobody may come here from above
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    try:
        with pytest.raises(Unavailable) as said:
            pack(roots(Path("old")), Path("stick.cherha"), MADE, VERSION)
    finally:
        os.seteuid(os.getuid())
    assert str(said.value) == "old/state/dispatcher/dispatcher.db: Permission denied. Run this with sudo."
    assert not list(tmp_path.glob("stick*"))


def test_each_half_of_a_file_is_refused(tmp_path: Path) -> None:
    """Cut off wherever a stick may have been pulled out: nothing comes of it."""
    file = exported(tmp_path)
    whole = file.read_bytes()
    for kept in (2, 100, len(whole) // 3, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:kept])
        expected = f"{file}: only a piece of the file is here. Copy it again; let no stick be pulled early."
        assert refused(file, roots(tmp_path / "new")) == expected
        assert found(roots(tmp_path / "new")) == set()


def test_each_changed_byte_is_noticed(tmp_path: Path) -> None:
    """A worn stick gives another byte: it is refused, whichever it is, or it changes nothing of what comes."""
    file = exported(tmp_path)
    whole = file.read_bytes()
    refusals = 0
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        new = roots(tmp_path / f"new{at}")
        try:
            unpack(file, new)
        except CherhaError:
            refusals += 1
            assert found(new) == set()
        else:
            assert found(new) == WHOLE
            assert (new.boot / "centre.toml").read_bytes() == (tmp_path / "old/etc/now/centre.toml").read_bytes()
    assert refusals > 50


@pytest.mark.parametrize("other", ["", "PNG", "#!/bin/sh\n"])
def test_a_foreign_file_is_refused(tmp_path: Path, other: str) -> None:
    """A photo, a text, an empty file."""
    file = tmp_path / "other"
    file.write_text(other, encoding="utf-8")
    expected = f"{file}: this is no file of `cherha export`. Give the one that the centre's Pi wrote."
    assert refused(file, roots(tmp_path / "new")) == expected


def test_a_foreign_zip_is_refused(tmp_path: Path) -> None:
    """Whole, but without our list."""
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("letter.txt", "Dear")
    expected = f"{tmp_path / 'other.zip'}: this is no file of `cherha export`. Give the one that the centre's Pi wrote."
    assert refused(tmp_path / "other.zip", roots(tmp_path / "new")) == expected


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    """The stick is not in."""
    assert refused(tmp_path / "a", roots(tmp_path)) == f"{tmp_path / 'a'}: cannot be read: No such file or directory."


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    """Whatever else a newer list may say."""
    file = changed(tmp_path, format=2, parts=["in another way"])
    expected = (
        f"{file}: written by a newer Cherha (format 2, this one knows 1). Update the package on this machine first."
    )
    assert refused(file, roots(tmp_path / "new")) == expected


def test_a_newer_journal_is_refused(tmp_path: Path) -> None:
    """Before it lies where no older Cherha can read it."""
    journal = lived_in(tmp_path / "old").state / "dispatcher/dispatcher.db"
    raw = bytearray(journal.read_bytes())
    raw[60:64] = (9).to_bytes(4, "big")
    journal.write_bytes(raw)
    file = tmp_path / "centre.cherha"
    pack(roots(tmp_path / "old"), file, MADE, VERSION)
    expected = (
        f"{file}: state/dispatcher/dispatcher.db was written by a newer Cherha (schema 9, this one knows 3). "
        "Update the package on this machine first."
    )
    assert refused(file, roots(tmp_path / "new")) == expected


@pytest.mark.parametrize(
    "name",
    ["card/../../root/.ssh/authorized_keys", "/etc/passwd", "card/", "card//a", "etc/a", "state/./a", "card/a\\b"],
)
def test_no_part_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    """Whoever made the file."""
    part = {"name": name, "bytes": 1, "sha256": "0" * 64, "mode": 0o644}
    file = changed(tmp_path, parts=[part])
    expected = f"{file}: {LIST} is not what was written. Copy the file again; if that is no help, export it again."
    assert refused(file, roots(tmp_path / "new")) == expected


def test_a_part_more_is_noticed(tmp_path: Path) -> None:
    """What the list does not know comes from somebody else."""
    file = exported(tmp_path)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("card/keys/more", "")
    expected = (
        f"{file}: card/keys/more is not what was written. Copy the file again; if that is no help, export it again."
    )
    assert refused(file, roots(tmp_path / "new")) == expected


def test_a_centre_that_this_cherha_does_not_understand_stays_in_its_file(tmp_path: Path) -> None:
    """The reason stands in the words of `cherha check`."""
    old = lived_in(tmp_path / "old")
    file = tmp_path / "centre.cherha"
    pack(old, file, MADE, VERSION)
    text = (old.etc / "now/centre.toml").read_text(encoding="utf-8")
    repacked = repack(file, "card/centre.toml", text.replace("[broker]\n", "[broker]\nprot = 1\n").encode())
    with pytest.raises(BadConfig) as said:
        unpack(repacked, roots(tmp_path / "new"))
    assert str(said.value).splitlines() == [
        f"{repacked}/centre.toml: broker.prot: unknown key. Expected one of: host, port, pages_port",
        "Nothing was imported: this Cherha does not understand its centre.toml.",
    ]
    assert found(roots(tmp_path / "new")) == set()


def test_a_pi_without_a_card_exports_nothing(tmp_path: Path) -> None:
    """And leaves no beginning of a file."""
    pi = lived_in(tmp_path / "old")
    (pi.etc / "now").unlink()
    with pytest.raises(Unavailable) as said:
        pack(pi, tmp_path / "stick.cherha", MADE, VERSION)
    expected = f"{pi.etc / 'now'}: this Pi has taken no card in. Export on the Pi of the broker and the dispatcher."
    assert str(said.value) == expected
    assert not list(tmp_path.glob("stick*"))


def test_a_pi_without_the_queue_exports_nothing(tmp_path: Path) -> None:
    """A desk's: the other side would take its file for a whole centre."""
    pi = lived_in(tmp_path / "old")
    (pi.etc / "now/cherha.toml").write_text(CARD.replace('"main"', '"desk-1"'), encoding="utf-8")
    expected = "This Pi is desk-1, and the queue is not on it. Export on the Pi of card main."
    assert not_exported(pi, tmp_path / "stick.cherha") == expected
    assert not list(tmp_path.glob("stick*"))


def test_a_queue_that_is_not_there_is_not_left_out(tmp_path: Path) -> None:
    """Neither one that is nowhere, nor one that nobody can read; whatever else lies there."""
    pi = lived_in(tmp_path / "old")
    journal = pi.state / "dispatcher/dispatcher.db"
    journal.write_text("garbage")
    assert not_exported(pi, tmp_path / "stick.cherha") == (
        f"{journal}: no journal can be read in it, so the queue would not be in the file. Restart its service, which"
        " keeps what can be read: sudo systemctl restart cherha-dispatcher"
    )
    journal.unlink()
    assert not_exported(pi, tmp_path / "stick.cherha") == (
        f"{journal} is not there, and without it the queue would not be in the file. Is --state right? A centre that"
        " has never worked needs no export: copy its folder of `cherha provision`."
    )
    assert not list(tmp_path.glob("stick*"))


def test_a_kiosks_damaged_journal_is_not_left_out_either(tmp_path: Path) -> None:
    """What another program keeps beside it is none, though it is called .db, too."""
    pi = lived_in(tmp_path / "old")
    (pi.state / "bridge").mkdir()
    (pi.state / "bridge/mosquitto.db").write_text("none of ours")
    (pi.state / "kiosk/kiosk-new.db").touch()
    pack(pi, tmp_path / "good.cherha", MADE, VERSION)
    (pi.state / "kiosk/kiosk-hall.db").write_text("garbage")
    assert not_exported(pi, tmp_path / "stick.cherha") == (
        f"{pi.state}/kiosk/kiosk-hall.db: damaged (no journal can be read in it), and so not copied."
        " Restart its service, which keeps what can be read, of many days in its first quiet hour."
    )


def test_a_stick_that_is_not_mounted_is_told_how(tmp_path: Path) -> None:
    """Raspberry Pi OS Lite does not do it by itself."""
    assert not_exported(lived_in(tmp_path / "old"), tmp_path / "usb/file.cherha") == (
        f"{tmp_path}/usb: there is no such folder. A stick does not mount itself: sudo mount /dev/sda1 /mnt; and before"
        " you pull it out, sudo umount /mnt"
    )


def not_exported(pi: Roots, file: Path) -> str:
    """Export, and return the sentence that says why not."""
    with pytest.raises(CherhaError) as said:
        pack(pi, file, MADE, VERSION)
    return str(said.value)


def refused(file: Path, pi: Roots) -> str:
    """Import, and return the sentence that says why not."""
    with pytest.raises(Unavailable) as said:
        unpack(file, pi)
    return str(said.value)


def changed(folder: Path, **words: Any) -> Path:
    """Return an export whose list says something else."""
    file = exported(folder)
    with zipfile.ZipFile(file) as archive:
        listed = msgspec.json.decode(archive.read(LIST))
    return repack(file, LIST, msgspec.json.encode(listed | words))


def repack(file: Path, name: str, what: bytes) -> Path:
    """Return a copy of a file in which one thing is another, and, if it is a part, the list says so."""
    import hashlib  # noqa: PLC0415

    copied = file.with_suffix(".changed")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copied, "w") as new:
        listed = msgspec.json.decode(old.read(LIST))
        for part in listed["parts"]:
            if part["name"] == name:
                part.update(bytes=len(what), sha256=hashlib.sha256(what).hexdigest())
        for entry in old.namelist():
            content = msgspec.json.encode(listed) if entry == LIST else old.read(entry)
            new.writestr(zipfile.ZipInfo(entry, NO_TIME), what if entry == name else content)
    with Unpacking(copied) if name != LIST else open(copied, "rb"):  # noqa: PTH123
        return copied
