# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""docs/tickets.md: what the simulated printer makes of every kind of paper; it knows bytes and no kiosk."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from centre import serial_line
from centre.errors import CherhaError, Unavailable
from simulator.paper import Cut, Paper
from simulator.roll import DOTS_PER_MM

TITLES = {
    "usual": "Звичайний талон · a usual ticket",
    "booked": "За записом · with an appointment",
    "priority": "Пріоритетний: на папері цього не видно · a priority ticket, which the paper does not tell",
    "english": "Англійською, якщо так вибрано кнопкою · in English, chosen with a button",
    "bilingual": "Двома мовами, якщо вибору немає · in both languages, where there is no such button",
    "alert": "Виданий під час тривоги · given in an air-raid alert",
    "offline": "Термінал без зв’язку з центром · a kiosk that cannot reach the centre",
    "copy": "Копія перерваного талона · a copy of a ticket that was broken off",
    "closing": "Прийом завершено · after closing",
    "not-yet": "До початку прийому · before the reception",
    "full": "Талонів більше немає · no tickets left",
    "no-registry": "Реєстр не працює · the state register is down",
    "shelter": "Тривога, талонів не дають · an alert in which no tickets are given",
    "unknown-code": "Коду запису не знайдено · a code that nobody booked",
}
WAYS = {"raster": "picture", "coarse": "coarse picture", "text": "text, cp1251"}
SHOWN_PX = {"384": 150, "576": 225}

HEAD = """# Талони · Tickets

Made by `make docs` from the bytes that a kiosk of [the small example](../centre/examples/small.toml) sends, as the
simulated printer puts them on paper (black dots of 0.125 mm). USB and network printers get *pictures*, a fast serial
line *coarse* ones (a quarter of the dots, doubled by the printer), a slow one *text* in the printer's own letters, here
the simulated printer's. The seconds are the line's own time at 19,200 and at 115,200 baud, ten bits a byte; the paper's
length includes the feed before the cut. The number is 21 mm high, all text at least 4.9 mm; the QR code holds the whole
ticket as text, which a phone reads, or reads aloud, without Internet.
"""


class Printed(NamedTuple):
    """One paper: its name's three parts, its picture and how many bytes made it."""

    kind: str
    width: str
    way: str
    picture: Image.Image
    size: int


def printed(escpos: Path) -> Printed:
    """Return what the simulated printer makes of a file; raise Unavailable if it is not one whole paper."""
    kind, width, way = escpos.stem.rsplit("-", 2)
    data = escpos.read_bytes()
    cuts = [happening for happening in Paper(int(width)).feed(data) if isinstance(happening, Cut)]
    if len(cuts) != 1 or cuts[0].problems:
        found = "; ".join(cuts[0].problems) if cuts else "nothing is cut off"
        raise Unavailable(f"{escpos.name} is not one whole paper: {found}. Make it anew: make docs")
    return Printed(kind, width, way, cuts[0].picture, len(data))


def page(papers: Iterable[Printed], pictures: str) -> str:
    """Return the page; ``pictures`` is the pictures' folder as seen from it."""
    by_kind: dict[str, list[Printed]] = {}
    for paper in papers:
        by_kind.setdefault(paper.kind, []).append(paper)
    return "\n".join([HEAD, *(_section(kind, by_kind[kind], pictures) for kind in TITLES)])


def _section(kind: str, papers: list[Printed], pictures: str) -> str:
    ordered = sorted(papers, key=lambda paper: (list(WAYS).index(paper.way), paper.width))
    columns = " | ".join(f"{_paper_mm(paper.width)} mm, {WAYS[paper.way]}" for paper in ordered)
    shown = " | ".join(
        f'<img src="{pictures}/{kind}-{paper.width}-{paper.way}.png" width="{SHOWN_PX[paper.width]}" alt="{kind}">'
        for paper in ordered
    )
    figures = " | ".join(map(_figures, ordered))
    line = " | ".join("---" for _ in ordered)
    return f"## {TITLES[kind]}\n\n| {columns} |\n| {line} |\n| {shown} |\n| {figures} |\n"


def _figures(paper: Printed) -> str:
    length = f"{paper.picture.height / DOTS_PER_MM:.0f} mm, {paper.size:,} bytes"
    if paper.way == "raster":
        return length
    return (
        f"{length}; {serial_line.seconds(paper.size, 19_200):.1f} s / {serial_line.seconds(paper.size, 115_200):.1f} s"
    )


def _paper_mm(width_dots: str) -> int:
    return {"384": 58, "576": 80}[width_dots]


def main(escpos: Path, docs: Path) -> None:
    """Write docs/tickets.md and its pictures from a folder of bytes."""
    papers = [printed(path) for path in sorted(escpos.glob("*.escpos"))]
    pictures = docs / "pictures" / "tickets"
    pictures.mkdir(parents=True, exist_ok=True)
    for paper in papers:
        paper.picture.save(pictures / f"{paper.kind}-{paper.width}-{paper.way}.png", optimize=True)
    (docs / "tickets.md").write_text(page(papers, "pictures/tickets"), encoding="utf-8")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except CherhaError as fault:
        sys.exit(str(fault))
