# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A Pi of the trial before it is switched on: its card, what is plugged in, the centres that it is to be."""

import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest

from centre.centre_file import load
from centre.errors import Unavailable
from image.trial.card import Partition, partitions
from image.trial.hand import KIOSK, LAMP, NEXT, SERVE, burns
from image.trial.machine import Plugged, command
from image.trial.papers import WIDTH_DOTS
from image.trial.pins import LINES, Seen
from image.trial.stage import HERE, next_monday

AT = datetime(2026, 11, 30, 7, 30, tzinfo=UTC)


def said(plugged: Plugged) -> str:
    """Return QEMU's command line for what is plugged in."""
    return " ".join(command(plugged, Path("/s"), Path("/f"), Path("/f/board.dtb"), AT))


def test_a_pi_without_a_cable_has_no_network_at_all() -> None:
    """The first boot is without any, and so is whoever could reach SSH."""
    words = said(Plugged(Path("/c")))
    assert "netdev" not in words
    assert "-nodefaults" in words


def test_what_is_plugged_in_is_there() -> None:
    """A printer at a serial adapter, a network that leads to SSH alone; its clock shows the morning."""
    words = said(Plugged(Path("/c"), Path("/dev/printer"), 2222))
    assert "serial,id=printer,path=/dev/printer" in words
    assert "hostfwd=tcp:127.0.0.1:2222-:22" in words
    assert "-rtc base=2026-11-30T07:30:00" in words


def test_the_partitions_of_a_card_are_read_from_its_first_sector(tmp_path: Path) -> None:
    """Kind, beginning and size in bytes of each, the empty ones left out."""
    entry = bytes(4) + b"\x0c" + bytes(3) + struct.pack("<II", 8192, 524_288)
    card = tmp_path / "card"
    card.write_bytes((bytes(446) + entry).ljust(510, b"\0") + b"\x55\xaa")
    assert partitions(card) == [Partition(0x0C, 4 << 20, 256 << 20)]


def test_a_card_without_partitions_is_named(tmp_path: Path) -> None:
    """Whatever was built there, it is no image."""
    card = tmp_path / "card"
    card.write_bytes(bytes(512))
    with pytest.raises(Unavailable) as refused:
        partitions(card)
    assert str(refused.value) == f"{card} has no partitions. Build the image again: make image"


@pytest.mark.parametrize("name", ["van.toml", "hall.toml"])
def test_the_centres_of_the_trial_have_their_buttons_at_lines_of_the_board(name: str) -> None:
    """Each centre.toml is usable, and its pins are those that the trial presses and looks at."""
    centre = load(HERE / name)
    (kiosk,), (desk,) = centre.kiosks, centre.desks
    (button,), (key, *others) = kiosk.buttons, desk.keys
    assert (button.pin, button.led_pin, key.pin, key.action) == (KIOSK, LAMP, NEXT, "next")
    assert [(other.action, other.pin) for other in others] in ([], [("serve", SERVE)])
    assert {KIOSK, LAMP, NEXT, SERVE} < set(LINES)
    assert kiosk.printer.width_dots == WIDTH_DOTS


@pytest.mark.parametrize(("today", "monday"), [(23, 30), (26, 30), (29, 30), (30, 37)])
def test_a_trial_is_on_the_next_monday(today: int, monday: int) -> None:
    """On a Monday it is the one of the week after: never before the image was built."""
    begins = next_monday(datetime(2026, 11, today, 23, tzinfo=UTC))
    assert (begins.weekday(), (begins.date() - datetime(2026, 11, 1, tzinfo=UTC).date()).days + 1) == (0, monday)


def test_only_a_lamp_without_a_break_says_that_a_ticket_can_be_had() -> None:
    """A driver that takes the line lets it glitch, a blinking lamp says something else, another lamp nothing at all."""

    def on(at_s: float) -> Seen:
        return Seen(LAMP, high=True, at_s=at_s)

    def off(at_s: float, line: int = LAMP) -> Seen:
        return Seen(line, high=False, at_s=at_s)

    assert burns([], 10.0) is None
    assert burns([on(1.0), off(1.001)], 10.0) is None
    assert burns([on(9.8)], 10.0) is None
    assert burns([off(1.0), on(2.0), off(3.0, NEXT)], 10.0) == 2.0
