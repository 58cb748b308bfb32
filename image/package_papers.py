# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What dpkg and a reader want to be told of a package: control, scripts, sums, licences, changes; it runs nothing."""

import gzip
import hashlib
import re
import textwrap
from datetime import UTC, datetime
from email.utils import format_datetime
from importlib.metadata import Distribution, distributions
from pathlib import Path

from image.package_tree import PACKAGES

MAINTAINER = "The Cherha developers <cherha@localhost>"

SCRIPTS = ("postinst", "prerm", "postrm")

LICENCE_FILE = re.compile(r"(?i)licen[cs]e|notice|edl|epl")

KIB = 1024


def write_papers(source: Path, tree: Path, version: str, arch: str, born: int) -> None:
    """Write all papers into ``tree``, whose other files stand as they will be packed."""
    debian, documents = source / "image/debian", tree / "usr/share/doc/cherha"
    documents.mkdir(parents=True, exist_ok=True)
    (documents / "copyright").write_text(_copyright(debian / "copyright", tree / PACKAGES), "utf-8")
    changes = _changelog((source / "CHANGELOG.md").read_text("utf-8"), version, born)
    (documents / "changelog.gz").write_bytes(gzip.compress(changes.encode(), mtime=0))
    papers = tree / "DEBIAN"
    sums, size = _sums(tree), _installed_size(tree)
    papers.mkdir()
    (papers / "md5sums").write_text(sums, "utf-8")
    values = {"VERSION": version, "ARCH": arch, "SIZE": str(size), "MAINTAINER": MAINTAINER}
    (papers / "control").write_text(_control((debian / "control").read_text("utf-8"), values), "utf-8")
    for script in SCRIPTS:
        (papers / script).write_bytes((debian / script).read_bytes())
        (papers / script).chmod(0o755)


def _control(template: str, values: dict[str, str]) -> str:
    """Return the fields without the reasons beside them, and each list in one line: so dpkg wants them in a package."""
    lines = [line for line in template.splitlines(keepends=True) if not line.startswith("#")]
    lists, field, prose = "".join(lines).partition("Description:")
    return re.sub(r"@([A-Z]+)@", lambda name: values[name[1]], lists.replace(",\n ", ", ")) + field + prose


def _sums(tree: Path) -> str:
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    return "".join(f"{hashlib.md5(file.read_bytes()).hexdigest()}  {file.relative_to(tree)}\n" for file in files)  # noqa: S324 - dpkg's own format, against damage and not against people


def _installed_size(tree: Path) -> int:
    """Return the size in KiB as dpkg-gencontrol counts: each file rounded up, one for whatever else there is."""
    paths = list(tree.rglob("*"))
    return sum(-(-path.stat().st_size // KIB) if path.is_file() and not path.is_symlink() else 1 for path in paths)


def _changelog(text: str, version: str, born: int) -> str:
    """Return CHANGELOG.md as Debian writes a changelog: the newest part, a sentence a point."""
    newest = re.split(r"^## .*$", text, flags=re.MULTILINE)[1]
    points = re.sub(r"\n  +", " ", newest)
    said = [
        textwrap.fill(point, 78, initial_indent="  * ", subsequent_indent="    ", break_on_hyphens=False)
        for point in re.findall("^- (.*)", points, flags=re.MULTILINE)
    ]
    date = format_datetime(datetime.fromtimestamp(born, UTC))
    return "\n".join([f"cherha ({version}) bookworm; urgency=medium", "", *said, "", f" -- {MAINTAINER}  {date}", ""])


def _copyright(head: Path, folder: Path) -> str:
    """Return the licences: ours, and of each bundled package what it says of itself."""
    bundled = sorted(distributions(path=[str(folder)]), key=lambda found: found.name.lower())
    return head.read_text("utf-8") + "".join(_paragraph(other, folder) for other in bundled if other.name != "cherha")


def _paragraph(other: Distribution, folder: Path) -> str:
    names = {file.parts[0] for file in other.files or [] if (folder / file.parts[0]).exists()} - {".."}
    info = next(name for name in names if name.endswith(".dist-info"))
    texts = [file for file in sorted((folder / info).rglob("*")) if LICENCE_FILE.match(file.name) and file.is_file()]
    return "\n".join(
        [
            "",
            "Files:",
            *(f" {PACKAGES}/{name}{'/*' if (folder / name).is_dir() else ''}" for name in sorted(names)),
            f"Copyright: {_told(other, 'Author', 'Author-email') or f'the authors of {other.name}'}",
            f"License: {_licence(other)}",
            f"Comment: The wheel {other.name} {other.version}, as its authors published it.",
            *(f" See /{PACKAGES}/{text.relative_to(folder)}" for text in texts),
            "",
        ]
    )


def _licence(other: Distribution) -> str:
    """Return the licence in one line: new packages say an expression, elder ones a word, some only a class."""
    classes = [line.rpartition(" :: ")[2] for line in other.metadata.get_all("Classifier", []) if "License" in line]
    return _told(other, "License-Expression", "License") or ", ".join(classes) or "see its authors"


def _told(other: Distribution, *names: str) -> str:
    """Return the first line of the first of these fields that a package has, "" if it has none."""
    said = [value for name in names for value in other.metadata.get_all(name, [])]
    return said[0].strip().splitlines()[0] if said else ""
