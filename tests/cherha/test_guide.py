# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The technician's guide: one guide in two languages, its commands typed, its numbers those of the project."""

import re
import shlex
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from card.led import BLINKS_MS
from card.waiting import SAYS, SHOWN_S
from centre.cards import cards
from centre.centre_file import load
from centre.config_check import warn
from centre.facts import QueueFact
from centre.journal import Journal
from cherha.__main__ import _parser
from tests.card.moved import numbers
from tests.card.test_ssh_keys import keygen
from tests.centre.journal_victim import append
from tests.cherha.guide import DOCS, Bench, Guide, guide
from tests.conftest import SMALL

UK, EN = guide("uk"), guide("en")
BOTH = pytest.mark.parametrize("page", [UK, EN], ids=["uk", "en"])

CARDS = """
[[cards]]
id = "main"
units = ["main", "hall"]
address = "192.168.10.10/24"

[[cards]]
id = "exit"
units = ["rating-exit"]
"""

OTHERS = (
    "sudo apt update",
    "sudo apt install ./cherha_*_arm64.deb",
    "systemctl ",
    "reboot",
    "sudo poweroff",
    "journalctl -b -u cherha-",
    "journalctl -b -u 'cherha-update@",
    "openssl req -x509 -newkey rsa:3072 -nodes -days 36500 -subj /CN=cherha ",
    "make image KEY=updates.key CERT=updates.crt",
    "make deb ARCH=arm64",
    "ssh-keygen -t ed25519 -f technician",
    "ssh -i technician root@",
    "scp deb-out/cherha_*_arm64.deb technician@",
    "ssh technician@",
)
"""Commands of the guide that are Debian's, or of the Makefile, not Cherha's."""


def test_both_languages_are_one_guide() -> None:
    """The same headings, pictures, tables and commands in one order: neither is poorer (law 2704-VIII, 27)."""
    assert [heading.split()[0] for heading in UK.headings] == [heading.split()[0] for heading in EN.headings]
    assert UK.pictures == EN.pictures
    assert UK.blocks == EN.blocks
    assert UK.toml == EN.toml
    assert UK.tables == EN.tables
    assert set(re.findall(r"`([a-z_]+)`", UK.text)) == set(re.findall(r"`([a-z_]+)`", EN.text))


@BOTH
def test_every_picture_and_page_is_there(page: Guide) -> None:
    """And every drawing of docs/wiring is in the guide."""
    for name in (*page.pictures, *(link for link in page.links if not link.startswith("#"))):
        assert (DOCS / name).is_file(), name
    assert {Path(name).name for name in page.pictures} == {path.name for path in (DOCS / "wiring").iterdir()}


def slug(heading: str) -> str:
    """Return what a heading is called in an address, as GitHub does it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@BOTH
def test_the_contents_lead_to_each_chapter(page: Guide) -> None:
    """All of them in their order, by their names; each sentence that sends its reader on leads to one, too."""
    chapters = [heading[3:] for heading in page.headings if heading.startswith("## ")]
    assert re.findall(r"^- \[([^\]]+)\]\(#([^)]+)\)$", page.text, re.MULTILINE) == [
        (name, slug(name)) for name in chapters
    ]
    assert {link[1:] for link in page.links if link.startswith("#")} == {slug(name) for name in chapters}


@BOTH
@pytest.mark.parametrize(
    ("chapter", "minutes"), [(("Центру немає", "The centre is gone"), 60), (("Заміна", "A spare"), 5)]
)
def test_what_is_promised_in_minutes_takes_as_many(page: Guide, chapter: tuple[str, str], minutes: int) -> None:
    """The steps together."""
    steps = re.findall(r"^\d+\. \((\d+) (?:хв|min)\)", page.section(chapter[page is EN]), re.MULTILINE)
    assert sum(map(int, steps)) == minutes


def test_what_the_guide_writes_into_the_file_is_good(tmp_path: Path) -> None:
    """Two desks on one Pi and a battery, in the small centre: no pin is given twice, and nothing is warned of."""
    battery, pair = EN.toml
    text = SMALL.read_text(encoding="utf-8").replace('host = "127.0.0.1"', 'host = "192.168.10.10"')
    before, after = re.split(r'(?ms)^\[\[desks\]\]\nid = "desk-2".*?(?=^## \[\[desks.keys)', text, maxsplit=1)
    main = '[[cards]]\nid = "main"\nunits = ["main", "hall", "battery"]\naddress = "192.168.10.10/24"\n'
    path = tmp_path / "centre.toml"
    path.write_text(f"{before}\n{pair}\n{after}\n{battery}\n{main}", encoding="utf-8")
    centre = load(path)
    assert warn(centre) == []
    assert {card.id for card in cards(centre)} == {"windows-1-2", "main", "kiosk-hall", "rating-exit"}
    assert re.findall(r"\d+", re.split(r"`desk-1` has\s+the\s+pins", EN.text)[1].split(".")[0]) == sorted(
        (str(pin) for pin in (centre.desks[0].led_pin, *(key.pin for key in centre.desks[0].keys))), key=int
    )
    assert [key.name for key in centre.desks[1].keys] == [
        key.name for desk in load(SMALL).desks for key in desk.keys if desk.id == "desk-2"
    ]


@BOTH
def test_the_cards_of_the_examples_are_counted_right(page: Guide) -> None:
    """How many `cherha provision` makes of each; with two desks on each Pi; and with two boxes for a word more."""
    small, large = SMALL.read_text(encoding="utf-8"), load(SMALL.with_name("large.toml"))
    many = len(cards(large))
    counted = [len(cards(load(SMALL))), len(cards(load(SMALL))) - 1, many, len(large.sirens), len(large.kiosks)]
    pairs = len(large.desks) // 2
    sentence = next(part for part in page.text.split("\n\n") if "`cherha provision`" in part and "small.toml" in part)
    numbers_said = {int(number) for number in re.findall(r"\d+", sentence)}
    assert {*counted[:3], counted[4], len(large.desks), len(large.displays), pairs, many - pairs, many - pairs + 2} <= (
        numbers_said
    )
    assert '## units = ["main", "hall"]' in small
    assert f"| {many - pairs + 2} " in page.text.split("60 вікон |" if page is UK else "60 windows |")[0][-20:]


@BOTH
def test_the_addresses_of_the_guide_are_those_of_the_example(page: Guide) -> None:
    """Outside of what the router gives out."""
    small = SMALL.read_text(encoding="utf-8")
    (_, main, _), (_, printer, _), _ = page.table("що | адреса" if page is UK else "what | address")
    assert f'address = "{main}/24"' in small
    assert f'host = "{printer}"' in small
    first, last = (int(end) for end in re.findall(r"192\.168\.10\.(\d00|\d99)", page.text)[:2])
    assert all(not first <= int(address.rsplit(".", 1)[1]) <= last for address in (main, printer))


def test_ukrainian_is_written_with_its_own_letters() -> None:
    """No word mixes two alphabets, and the apostrophe is the typefaces' own."""
    text = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)|\"[^\"]*\"", " ", UK.text, flags=re.DOTALL)
    assert not re.findall(r"[а-яіїєґ]['ʼ`][а-яіїєґ]", text, re.IGNORECASE)
    assert not re.findall(r"\w*(?:[a-z][а-яіїєґ]|[а-яіїєґ][a-z])\w*", text, re.IGNORECASE)
    assert not re.findall(r"[ыэёъ]", text, re.IGNORECASE)


def test_the_commands_of_the_guide_do_what_it_says(tmp_path: Path) -> None:
    """Typed in their order, at a technician's computer and two Pis that are folders: from centre.toml to another Pi."""
    bench = Bench(tmp_path)
    centre = bench.office / "centre.toml"
    here = SMALL.read_text(encoding="utf-8").replace('host = "127.0.0.1"', 'host = "192.168.10.10"')
    shutil.copy(SMALL.with_name("mobile.toml"), bench.office)
    (bench.office / "wifi.txt").write_text("a long password\n", encoding="utf-8")
    keygen(bench.office / "technician")
    journal = bench.pis["pi"] / "var/lib/cherha/dispatcher/dispatcher.db"
    said = []
    for where, commands in UK.blocks:
        # What the guide says before: the network's name in [[cards]].
        wireless = 'wifi = "Cherha"\n' if "wifi.txt" in commands else ""
        centre.write_text(here + CARDS + wireless, encoding="utf-8")
        if where == "pi" and not journal.exists():
            bench.type("pi", "cherha take-in")  # which the Pi does when it is switched on
            with closing(Journal(journal, QueueFact)) as opened:
                append(opened, 7)
        if where:
            said.append(bench.type(where, commands))
        if where == "fresh":
            bench.type("fresh", "cherha take-in")  # the same
    everything = "\n".join(said)
    assert "Card       main of ЦНАП Вербівської громади" in everything
    assert "Revoked: 1 identity." in everything
    assert "may reach every card." in everything
    assert (bench.office / "cards/kiosk-hall/cherha/authorized_keys").is_file()
    assert numbers(bench.pis["fresh"] / "var/lib/cherha/dispatcher/dispatcher.db") == list(range(1, 8))
    assert (bench.pis["fresh"] / "etc/hostname").read_text(encoding="utf-8") == "cherha-main\n"
    assert {path.name for path in (bench.office / "drawings/wiring").glob("card-*")} >= {"card-desk-1.svg"}
    assert (bench.office / "cards-mobile/main/cherha/keys/kiosk-kiosk.pem").is_file()
    mounted = [f"mount /dev/sda1 {bench.usb}", f"umount {bench.usb}"]
    assert bench.recorded == [*mounted, "systemctl stop cherha.target", *mounted, "poweroff "]


def test_a_pi_revoked_since_the_export_stays_out_by_the_newest_folder(tmp_path: Path) -> None:
    """What an import brings back is of its day; today's folder of the main Pi mends it, and the queue stays."""
    bench = Bench(tmp_path)
    here = SMALL.read_text(encoding="utf-8").replace('host = "127.0.0.1"', 'host = "192.168.10.10"')
    (bench.office / "centre.toml").write_text(here + CARDS, encoding="utf-8")
    bench.type("office", 'cherha provision centre.toml --out cards\ncp -r cards/main/cherha "$BOOTFS/"')
    bench.type("pi", "cherha take-in")
    with closing(Journal(bench.pis["pi"] / "var/lib/cherha/dispatcher/dispatcher.db", QueueFact)) as opened:
        append(opened, 7)
    bench.type("pi", "cherha export /mnt/old.cherha")
    bench.type("office", "cherha provision centre.toml --out cards --revoke kiosk-hall")
    bench.type("fresh", "cherha import /mnt/old.cherha\ncherha take-in")
    today = (bench.office / "cards/authority/revoked.pem").read_bytes()
    listed, boot = bench.pis["fresh"] / "etc/cherha/keys/revoked.pem", bench.pis["fresh"] / "boot/firmware/cherha"
    assert listed.read_bytes() != today
    bench.type("office", f"rm -r {boot}\ncp -r cards/main/cherha {boot}")
    bench.type("fresh", "cherha take-in")
    assert listed.read_bytes() == today
    assert numbers(bench.pis["fresh"] / "var/lib/cherha/dispatcher/dispatcher.db") == list(range(1, 8))


@BOTH
def test_commands_that_no_test_can_run_are_commands(page: Guide) -> None:
    """Each word of them is understood by the command line itself, in blocks and in sentences, or it is Debian's."""
    lines = [line for where, block in page.blocks if not where for line in block.splitlines()]
    lines += [f"{words}" for words in re.findall(r"`((?:sudo )?cherha [^`…]+)`", page.text)]
    for line in lines:
        if line.startswith(OTHERS):
            continue
        words = [word for word in shlex.split(line) if word != "sudo" and not word.startswith("CHERHA_KEYS=")]
        assert words[0] == "cherha", line
        if len(words) > 2 or words[1] not in {"export", "import", "check", "simulate", "provision"}:
            _parser().parse_args(words[1:])


@BOTH
def test_the_rows_of_a_screen_are_those_that_it_has(page: Guide) -> None:
    """Out of docs/hall.md, which is made from the code; a * there is a screen too small."""
    hall = (DOCS / "hall.md").read_text(encoding="utf-8")
    made = re.findall(r"^\| (\d+)\"(\*?) \| (\d+) m \| \d+ \| (\d+) \|", hall, re.MULTILINE)
    rows = {(int(inches), int(metres)): "" if small else count for inches, small, metres, count in made}
    for screen, *cells in page.table("екран |" if page is UK else "screen |"):
        expected = [rows[int(screen.strip("″")), metres] for metres in (3, 5, 8, 10)]
        assert ["" if not cell.isdigit() else cell for cell in cells] == expected


@BOTH
def test_what_the_hall_reads_is_what_it_reads(page: Guide) -> None:
    """A technician who looks for the words of the guide finds them on the screen."""
    texts = (SMALL.parents[1] / "locale" / "uk.po").read_text(encoding="utf-8")
    for words in ("Працюємо від батареї", "Термінал не друкує талонів", "Немає зв’язку з"):
        assert f"«{words}" in page.text
        assert words in texts


@BOTH
def test_what_a_pi_says_is_what_it_says(page: Guide) -> None:
    """Each headline of the table, by which a technician finds what to do, and the name of the file that has it too."""
    texts = (SMALL.parents[1] / "locale" / "uk.po").read_text(encoding="utf-8").replace("{card}", "kiosk-hall")
    rows = page.table("заголовок на екрані" if page is UK else "the screen's headline")
    headlines = [re.findall("«([^»]+)»", cells[0])[0] for cells in rows]
    assert [words for words in headlines if f'msgstr "{words}"' not in texts] == []
    assert len(set(headlines)) == len(headlines) - 1 == 4
    assert f"`{SAYS}`" in page.text


@BOTH
def test_letters_are_as_high_as_the_rule_says(page: Guide) -> None:
    """0.7 degrees: 0.01222 times the distance."""
    sentence = page.text[page.text.index("0,01222" if page is UK else "0.01222") :].split("\n\n")[0].replace(",", ".")
    for distance, unit, height in re.findall(r"(\d+) (мм|mm|м|m)\b[^\d]*?([\d.]+\d) (?:мм|mm)", sentence):
        millimetres = int(distance) * (1 if unit in {"мм", "mm"} else 1000)
        assert float(height) == pytest.approx(0.01222 * millimetres, abs=0.5)
    assert sentence.count("мм" if page is UK else "mm") == 7


@BOTH
def test_the_battery_is_reckoned_right(page: Guide) -> None:
    """Watts of the parts, seven hours, 0.68, and a battery that holds as much."""
    for name, watts, hours, needed, battery in page.table("| Вт |" if page is UK else "| W |"):
        parts = [int(part.rsplit(None, 1)[1]) for part in name.split(": ")[-1].split(", ") if ":" in name]
        power, energy, asked = int(watts), int(hours.split()[0]), int(needed.split()[0])
        assert not parts or sum(parts) == power, name
        assert (energy, asked) == (power * 7, round(power * 7 / 0.68))
        charge, holds = (int(number) for number in re.findall(r"(\d+) (?:А|Ah|Вт|Wh)", battery))
        assert holds == round(charge * 12.8)
        assert holds >= asked


def test_the_boards_own_lamp_blinks_as_it_is_told() -> None:
    """A second and a second; five times in two seconds; and how long it is lit, wherever the guide says so."""
    assert BLINKS_MS == {"waits": 1000, "wrong": 200}
    assert re.findall(r"(\d+)\s+секунд\s+світить", UK.text) == [f"{SHOWN_S:g}"] * 3
    assert re.findall(r"lit\s+for\s+(\d+)\s+seconds", EN.text) == [f"{SHOWN_S:g}"] * 3
    assert "five times in two seconds" in EN.text
    assert "п’ять разів за дві секунди" in UK.text


@BOTH
def test_the_hour_of_a_move_is_an_hour(page: Guide) -> None:
    """Each span begins where the one before has ended."""
    spans = [re.findall(r"\d+", cells[0]) for cells in page.table("хвилини" if page is UK else "minutes")]
    minutes = [(int(begin), int(end)) for begin, end in filter(None, spans)]
    assert [begin for begin, _ in minutes] == [0, *(end for _, end in minutes[:-1])]
    assert minutes[-1][1] == 60
