# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The Debian package as dpkg reads it back: of this source, without the wheels of others, which need the network."""

import hashlib
import re
import site
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from centre.errors import Unavailable
from image.package import SOURCE, build, last_change, need_python
from image.package_wheels import look_for_strangers, prune

BORN = 1_764_164_528
VERSION = tomllib.loads((SOURCE / "pyproject.toml").read_text())["project"]["version"]
FOLDERS = re.compile(
    r"\./(usr/(bin/cherha|share/doc/cherha/.+"
    r"|lib/(cherha/.+|cherha-screen/.+|(sysusers|tmpfiles|sysctl|modules-load)\.d/cherha\.conf"
    r"|udev/rules\.d/(60-cherha|90-cherha-stick|95-cherha-sound)\.rules"
    r"|systemd/(system/(cherha|mosquitto\.service\.d/).*|system-preset/50-cherha\.preset"
    r"|(journald|system)\.conf\.d/60-cherha\.conf))))"
)
"""Where the package may put a file; nothing of it lies in /etc, which is the technician's."""

THEIRS = ("msgspec", "tzdata", "babel")
"""Of others, what `cherha check` needs."""


def some_wheel(_source: Path, _arch: str, folder: Path) -> None:
    """Lay down one package of others, as pip does."""
    info = folder / "theirs-1.5.dist-info"
    info.mkdir(parents=True)
    (folder / "libtheirs.so.1").touch(mode=0o777)
    (folder / "theirs.py").write_text("KNOWN = 'a' in {'a', 'b', 'c', 'd', 'e', 'f'}\n")  # a set has no order
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: theirs\nVersion: 1.5\nAuthor: They\nLicense: MIT\n")
    (info / "LICENSE").write_text("Do as you like.\n")
    (info / "RECORD").write_text("theirs.py,,\ntheirs-1.5.dist-info/METADATA,,\n../../bin/theirs,,\n")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the arm64 package."""
    return build(SOURCE, "arm64", tmp_path_factory.mktemp("deb-out"), BORN, some_wheel)


@pytest.fixture(scope="module")
def unpacked(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the package brings."""
    folder = tmp_path_factory.mktemp("root")
    subprocess.run(["dpkg-deb", "--extract", package, folder], check=True)
    return folder


def dpkg_deb(word: str, *more: str | Path) -> str:
    """Return what dpkg-deb says."""
    return subprocess.run(["dpkg-deb", word, *more], check=True, capture_output=True, text=True).stdout


def cherha(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the package's own /usr/bin/cherha from a folder, as if installed; what else it needs is lent to it."""
    packages = root / "usr/lib/cherha"
    for name in THEIRS:
        lent = packages / name
        if not lent.exists():
            lent.symlink_to(next(path for folder in site.getsitepackages() for path in Path(folder).glob(name)))
    script = root / "cherha"
    script.write_text((root / "usr/bin/cherha").read_text().replace("/usr/lib/cherha", str(packages)))
    command = [sys.executable, "-IBS", str(script), *words]
    return subprocess.run(command, cwd=root, env={}, capture_output=True, text=True, check=False)


def test_its_fields_are_what_apt_asks_for(package: Path) -> None:
    """Name, version and architecture are right, the one Python is said, and no reason or placeholder is left over."""
    fields = dpkg_deb("--field", package)
    assert package.name == f"cherha_{VERSION}_arm64.deb"
    assert f"Package: cherha\nVersion: {VERSION}\nArchitecture: arm64\n" in fields
    assert re.search(r"\nDepends: python3 \(>= 3\.11\), python3 \(<< 3\.12\), .*, tzdata\n", fields)
    assert not re.search("[#@][A-Z ]", fields)
    assert max(map(len, fields.partition("Description:")[2].splitlines())) < 80
    assert int(dpkg_deb("--field", package, "Installed-Size")) > 1000


def test_it_puts_files_only_where_they_are_its_own(package: Path) -> None:
    """Each file is root's, writable for nobody else, of a place that is Cherha's; the demo stays out."""
    lines = [line.split(maxsplit=5) for line in dpkg_deb("--contents", package).splitlines()]
    files = [(mode, owner, path) for mode, owner, _size, _day, _time, path in lines if not mode.startswith("d")]
    assert {owner for _mode, owner, _path in files} == {"root/root"}
    assert {mode for mode, _owner, path in files} == {"-rw-r--r--", "-rwxr-xr-x", "lrwxrwxrwx"}
    assert [path for mode, _owner, path in files if mode == "-rwxr-xr-x"] == ["./usr/bin/cherha"]
    assert [path for _mode, _owner, path in files if not FOLDERS.fullmatch(path)] == []
    assert [path for _mode, _owner, path in files if "simulator" in path] == []


def test_every_file_of_systemd_arrives(unpacked: Path) -> None:
    """What stands in systemd/ is in the package, but for the script that lays it."""
    ours = [file.read_bytes() for file in (SOURCE / "systemd").rglob("*") if file.is_file() and file.suffix != ".sh"]
    there = [file.read_bytes() for file in (unpacked / "usr/lib").rglob("*") if file.is_file()]
    assert [text for text in ours if text not in there] == []


def test_its_sums_are_those_of_its_files(package: Path, unpacked: Path) -> None:
    """`dpkg --verify` finds each file as it was packed."""
    lines = dpkg_deb("--info", package, "md5sums").splitlines()
    sums = {name: total for total, name in (line.split("  ", 1) for line in lines)}
    files = [path for path in unpacked.rglob("*") if path.is_file() and not path.is_symlink()]
    packed = [file for file in files if file.name != "cherha" or file.parent != unpacked]
    assert {str(file.relative_to(unpacked)) for file in packed} == set(sums)
    assert all(hashlib.md5(file.read_bytes()).hexdigest() == sums[str(file.relative_to(unpacked))] for file in packed)  # noqa: S324 - dpkg's


def test_all_of_it_is_compiled(unpacked: Path) -> None:
    """A Pi compiles nothing at a start, and a trace names the file where it lies on the Pi."""
    packages = unpacked / "usr/lib/cherha"
    sources = list(packages.rglob("*.py"))
    assert len(sources) > 200
    for source in sources:
        (compiled,) = (source.parent / "__pycache__").glob(f"{source.stem}.cpython-*.pyc")
        assert int.from_bytes(compiled.read_bytes()[8:12], "little") == source.stat().st_mtime == BORN, source
    assert b"/usr/lib/cherha/centre/errors.py" in next(packages.glob("centre/__pycache__/errors.*")).read_bytes()


def test_the_same_source_makes_the_same_bytes(package: Path, tmp_path: Path) -> None:
    """Who builds a commit anew can compare it with what a Pi was given."""
    again = build(SOURCE, "arm64", tmp_path, BORN, some_wheel)
    assert again.read_bytes() == package.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [package.name]


def test_its_licences_are_told(unpacked: Path) -> None:
    """Each bundled package has a paragraph: its files, its authors, its licence and where that lies."""
    told = (unpacked / "usr/share/doc/cherha/copyright").read_text()
    assert (
        "Files:\n usr/lib/cherha/theirs-1.5.dist-info/*\n usr/lib/cherha/theirs.py\nCopyright: They\nLicense: MIT\n"
        "Comment: The wheel theirs 1.5, as its authors published it.\n"
        " See /usr/lib/cherha/theirs-1.5.dist-info/LICENSE\n"
    ) in told


def test_the_command_runs_from_where_it_lies(unpacked: Path) -> None:
    """/usr/bin/cherha finds its packages with nothing in its environment, and knows its version."""
    good = cherha(unpacked, "check", str(unpacked / "usr/lib/cherha/centre/examples/small.toml"))
    assert (good.returncode, good.stderr) == (0, "")
    asked = "from importlib.metadata import version; print(version('cherha'))"
    script = unpacked / "cherha"
    script.write_text(script.read_text().replace("from cherha.__main__ import main", f"{asked}; sys.exit()"))
    told = subprocess.run([sys.executable, "-IBS", script], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == VERSION


def test_a_python_that_it_starts_finds_the_same(unpacked: Path) -> None:
    """A process that one of ours starts in Python, as the broker's pulse, has the package's own modules."""
    cherha(unpacked, "check", "nothing.toml")
    script = unpacked / "cherha"
    asked = "import centre.errors; print(centre.errors.__file__)"
    child = f"import subprocess; sys.exit(subprocess.run([sys.executable, '-c', '{asked}']).returncode)"
    script.write_text(script.read_text().replace("from cherha.__main__ import main", child))
    told = subprocess.run([sys.executable, "-IBS", script], cwd="/", env={}, check=True, capture_output=True, text=True)
    assert told.stdout.strip() == str(unpacked / "usr/lib/cherha/centre/errors.py")


@pytest.mark.parametrize("words", [["demo"], ["press", "kiosk-hall", "passport"]])
def test_without_the_simulator_one_sentence_says_so(unpacked: Path, words: list[str]) -> None:
    """On a Pi `cherha demo` and `cherha press` say where they can be had."""
    done = cherha(unpacked, *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == ("The simulated hardware is not on this machine. Try it from a clone of Cherha: make demo\n")


def test_another_python_is_refused() -> None:
    """Bytecode of another Python would be compiled anew at each start of each service."""
    need_python((3, 11))
    with pytest.raises(Unavailable) as refused:
        need_python((3, 13))
    assert str(refused.value) == (
        "The package is compiled for Python 3.11, and this is Python 3.13. "
        "Build it where Python 3.11 is: on Debian 12 or Raspberry Pi OS bookworm."
    )


def test_a_source_without_a_date_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The age of the files comes from the last commit, or from who builds; never from the clock."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    with pytest.raises(Unavailable) as refused:
        last_change(tmp_path)
    assert str(refused.value) == (
        f"{tmp_path} is not a git clone, so nothing says when it was last changed. "
        "Give the date in seconds since 1970: SOURCE_DATE_EPOCH=… make deb"
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    assert last_change(tmp_path) == 7


def test_code_of_another_machine_is_found(tmp_path: Path) -> None:
    """A library for a computer in the package of a Pi is named before it is packed, in whatever folder it lies."""
    library = tmp_path / "pillow.libs" / "libz.so"
    library.parent.mkdir()
    library.write_bytes(b"\x7fELF" + bytes(14) + b"\x3e\x00" + bytes(44))
    look_for_strangers(tmp_path, "amd64")
    with pytest.raises(Unavailable) as refused:
        look_for_strangers(tmp_path, "arm64")
    assert str(refused.value) == "pillow.libs/libz.so is made for amd64, and the package is for arm64."


def test_what_no_pi_needs_is_taken_out(tmp_path: Path) -> None:
    """Of the wheels tools, tests and the world's languages go; what Cherha speaks stays."""
    gone = ("setuptools/__init__.py", "bin/qr", "pygame/tests/a.py", "pygame/a.pyi", "babel/locale-data/pl_PL.dat")
    kept = ("pygame/a.py", "babel/locale-data/uk_UA.dat", "babel/locale-data/root.dat", "babel/locale-data/en_GB.dat")
    for name in (*gone, *kept):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    prune(tmp_path)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()) == sorted(kept)
