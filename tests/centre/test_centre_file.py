# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The door to centre.toml: all errors at once, in the file's own name."""

from pathlib import Path

import pytest

from centre.centre_file import load
from centre.errors import BadConfig

SMALL = Path("centre/examples/small.toml")


def complaint(folder: Path, text: str) -> str:
    """Return what is said of a file with this text, its folder cut off."""
    path = folder / "centre.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadConfig) as told:
        load(path)
    return str(told.value).replace(f"{folder}/", "")


def small() -> str:
    """Return the text of the documented small centre."""
    return (Path(__file__).parents[2] / SMALL).read_text(encoding="utf-8")


def test_shape_and_sense_are_complained_of_together(tmp_path: Path) -> None:
    """Whatever is wrong with a file is said in one go, each line beginning with the file's name."""
    text = small().replace("pin = 27                   # place 13\nled", "pni = 27\nled", 1)
    text = text.replace("pin = 22                   # place 15\nled", "pin = 45\nled", 1)
    text = text.replace('service = "civil"', 'service = "cival"')
    text = text.replace("led_pin = 19", "led_pin = 17", 1)
    assert complaint(tmp_path, text).splitlines() == [
        "centre.toml: kiosks[0].buttons[1].pni: unknown key. Did you mean 'pin'?",
        "centre.toml: kiosks[0].buttons[2].pin: 45: expected a whole number from 0 to 27",
        "centre.toml: kiosks[0].buttons[3].service: \"cival\": no such service. Did you mean 'civil'?",
        (
            "centre.toml: kiosks[0].buttons[3].led_pin: GPIO17 is already used by button 'passport' "
            "(kiosks[0].buttons[0].pin); take another pin"
        ),
    ]


def test_nothing_is_concluded_from_what_could_not_be_read(tmp_path: Path) -> None:
    """A misspelt heading is one error, not a hundred that follow from it."""
    text = small().replace("[[services]]", "[[service]]").replace("[[desks", "[[desk")
    assert complaint(tmp_path, text).splitlines() == [
        "centre.toml: service: unknown key. Did you mean 'services'?",
        "centre.toml: desk: unknown key. Did you mean 'desks'?",
    ]


def test_window_serves_something(tmp_path: Path) -> None:
    """A window whose list of services is empty could call nobody."""
    idle = small().replace('services = ["passport", "civil", "benefits"]', "services = []")
    assert complaint(tmp_path, idle).splitlines() == [
        'centre.toml: windows[0].services: 0 given; expected a list in [brackets] (at least 1), each text in "quotes"',
        'centre.toml: services[0].id: "passport": no window serves it; add it to a window\'s services',
        'centre.toml: services[3].id: "civil": no window serves it; add it to a window\'s services',
    ]


def test_empty_file_says_what_a_centre_needs(tmp_path: Path) -> None:
    """Nothing at all is answered with the parts that must be there."""
    assert complaint(tmp_path, "").splitlines() == [
        "centre.toml: centre: missing; expected a table, headed [centre]",
        "centre.toml: services: missing; expected tables (at least 1), each headed [[services]]",
        "centre.toml: windows: missing; expected tables (at least 1), each headed [[windows]]",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'letter = "А"',
            'letter = "A"',
            (
                'services[0].letter: "A": expected one or two capital Ukrainian letters '
                "(not Ь, which has no name to call out). This is the Latin A (U+0041): type the Cyrillic А (U+0410)."
            ),
        ),
        (
            'letter = "А"',
            'letter = "Ы"',
            (
                'services[0].letter: "Ы": expected one or two capital Ukrainian letters '
                "(not Ь, which has no name to call out)"
            ),
        ),
        (
            'id = "kiosk-hall"',
            'id = "Hall"',
            (
                'kiosks[0].id: "Hall": expected 1 to 31 small Latin letters, digits and hyphens, '
                "not starting with a hyphen"
            ),
        ),
        (
            'name = "Паспорт"',
            'name = "Пас\\u001bпорт"',
            'services[0].name: "Пас\\u001bпорт": expected one line of 1 to 120 characters',
        ),
        (
            'host = "127.0.0.1"',
            'host = "127.0.0.1\\nuser root"',
            'broker.host: "127.0.0.1\\nuser root": expected a host name or an address, such as 192.168.10.10',
        ),
        (
            'connection = "network"',
            'connection = "netwrok"',
            'kiosks[0].printer.connection: "netwrok": expected "network", "serial" or "usb". Did you mean \'network\'?',
        ),
        ("port = 9100 ", "port = 0", "kiosks[0].printer.port: 0: expected a whole number from 1 to 65535"),
        ("width_dots = 576", "width_dots = 580", "kiosks[0].printer.width_dots: 580: expected 384 or 576"),
        (
            "viewing_distance_m = 5.0",
            "viewing_distance_m = 50",
            "displays[0].viewing_distance_m: 50: expected a number from 0.5 to 30",
        ),
        (
            "## [hours]",
            '[hours]\nmonday = ["8:00-17:00"]',
            (
                'hours.monday[0]: "8:00-17:00": expected a time from and to, such as "08:00-17:00". '
                "Did you mean '08:00-17:00'?"
            ),
        ),
        (
            "## [hours]",
            '[hours]\nmonday = ["08:00-24:01"]',
            'hours.monday[0]: "08:00-24:01": expected a time from and to, such as "08:00-17:00"',
        ),
        (
            'needs = ["registry"]',
            'needs = ["registri"]',
            (
                'services[0].needs[0]: "registri": expected "biometrics", "internet", "power" or "registry". '
                "Did you mean 'registry'?"
            ),
        ),
        ("priority = true", "priority = 1", "kiosks[0].buttons[4].priority: 1: expected true or false"),
        (
            "[order]",
            '[order]\npriority_numbers = "own_rang"',
            'order.priority_numbers: "own_rang": expected "mixed" or "own_range". Did you mean \'own_range\'?',
        ),
    ],
)
def test_limits_of_the_configuration_are_told_in_plain_words(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Each kind of limit that centre.toml knows is explained without a regular expression."""
    assert old in small()
    assert complaint(tmp_path, small().replace(old, new, 1)) == f"centre.toml: {said}"
