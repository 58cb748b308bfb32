# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The documented examples are right, whole and true to the code."""

import re
from pathlib import Path

import pytest

from centre import config
from centre.centre_file import load

EXAMPLES = Path(config.__file__).parent / "examples"
WORD = 12
"""Letters of 40 dots, legible at arm's length, that 384 dots (48 mm) hold beside each other."""


def keys() -> set[str]:
    """Return every key that centre.toml may have, of whatever table."""
    sections = [kind for kind in vars(config).values() if isinstance(kind, type) and issubclass(kind, config.Section)]
    return {key for section in sections for key in section.__struct_fields__}


def test_small_centre_is_a_rebuilt_hromada() -> None:
    """Four services, two windows with a desk each, one kiosk with lamps, one screen."""
    centre = load(EXAMPLES / "small.toml")
    assert [service.id for service in centre.services] == ["passport", "property", "benefits", "civil"]
    assert [(desk.id, desk.window) for desk in centre.desks] == [("desk-1", 1), ("desk-2", 2)]
    assert [kiosk.id for kiosk in centre.kiosks] == ["kiosk-hall"]
    assert all(button.led_pin is not None for button in centre.kiosks[0].buttons)
    assert [display.id for display in centre.displays] == ["hall"]


def test_large_centre_shows_every_kind_of_printer() -> None:
    """Sixty windows, twelve services, and a network, a serial and a USB printer."""
    centre = load(EXAMPLES / "large.toml")
    assert (len(centre.windows), len(centre.desks), len(centre.services)) == (60, 60, 12)
    assert [kiosk.printer.connection for kiosk in centre.kiosks] == ["network", "serial", "usb"]
    assert [kiosk.printer.width_dots for kiosk in centre.kiosks] == [576, 384, 576]
    assert len(centre.displays) > 1


def test_small_example_names_every_key() -> None:
    """Whatever centre.toml may say stands in small.toml, in use or as a comment that explains it."""
    text = (EXAMPLES / "small.toml").read_text(encoding="utf-8")
    assert {key for key in keys() if not re.search(rf"\b{key}\b", text)} == set()


def test_every_key_is_obeyed() -> None:
    """Each key of centre.toml is read by some part of the firmware, not only by its checks."""
    root = Path(config.__file__).parent.parent
    parts = ("broker_config", "centre", "desk", "dispatcher", "display", "kiosk")
    files = [path for part in parts for path in (root / part).rglob("*.py")]
    about_config = re.compile(r"check_\w+|config|config_check")
    code = "".join(path.read_text(encoding="utf-8") for path in files if not about_config.fullmatch(path.stem))
    assert {key for key in keys() if not re.search(rf"\.{key}\b", code)} == set()


def test_commented_keys_show_their_defaults(tmp_path: Path) -> None:
    """A key that is commented out in small.toml shows the value that counts without it."""
    text = (EXAMPLES / "small.toml").read_text(encoding="utf-8")
    spoken, count = re.subn(r"^# (\w+ = )", r"\1", text, flags=re.MULTILINE)
    assert count == 8
    whole = tmp_path / "whole.toml"
    whole.write_text(spoken, encoding="utf-8")
    assert load(whole) == load(EXAMPLES / "small.toml")


@pytest.mark.parametrize("name", ["small", "large"])
def test_service_names_fit_the_narrowest_ticket(name: str) -> None:
    """Each name is at most two lines on 48 mm of paper, and no word of it must be broken."""
    for service in load(EXAMPLES / f"{name}.toml").services:
        assert len(service.name) <= 2 * WORD
        assert max(map(len, service.name.split())) <= WORD


@pytest.mark.parametrize("name", ["small", "large"])
def test_letters_are_not_taken_for_digits(name: str) -> None:
    """О is read as a zero and З as a three; neither begins a number."""
    assert {service.letter for service in load(EXAMPLES / f"{name}.toml").services}.isdisjoint("ОЗ")
