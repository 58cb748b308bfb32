# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Every cross-check, on the small centre with one thing changed."""

from typing import Any

import pytest
from msgspec.structs import replace

from centre.config import Centre, CentreFile, Window
from centre.config_desks import Key
from centre.config_displays import Display
from centre.config_kiosks import CodePage, Printer
from tests.centre.changed import UNSET, put, told, warned

UKRAINIAN_FIRST = 'expected "uk"; Ukrainian stands first (law 2704-VIII, article 27)'


def test_good_centre_has_no_complaint(small_centre: CentreFile) -> None:
    """The documented example contradicts itself nowhere, and nothing in it is seldom meant."""
    assert warned(small_centre) == []


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        # wiring
        (
            "kiosks.0.buttons.1.pin",
            17,
            (
                "kiosks[0].buttons[1].pin: GPIO17 is already used by button 'passport'"
                " (kiosks[0].buttons[0].pin); take another pin"
            ),
        ),
        (
            "kiosks.0.buttons.1.pin",
            5,
            (
                "kiosks[0].buttons[1].pin: GPIO5 is already used by the lamp of button 'passport' "
                "(kiosks[0].buttons[0].led_pin); take another pin"
            ),
        ),
        (
            "desks.0.led_pin",
            17,
            "desks[0].led_pin: GPIO17 is already used by key 'next' (desks[0].keys[0].pin); take another pin",
        ),
        (
            "desks.0.keys.2.action",
            "recall",
            'desks[0].keys[2].action: "recall" is already used by another key (desks[0].keys[1].action)',
        ),
        (
            "desks.0.keys",
            (Key(action="pause", pin=4),),
            'desks[0].keys: no key has action = "next"; expected one: without it the desk can call nobody',
        ),
        (
            "kiosks.0.buttons.1.service",
            "passport",
            'kiosks[0].buttons[1].service: "passport" is already used by another button (kiosks[0].buttons[0].service)',
        ),
        # names
        (
            "services.1.letter",
            "А",
            "services[1].letter: \"А\" is already used by service 'passport' (services[0].letter)",
        ),
        (
            "desks.0.id",
            "kiosk-hall",
            'desks[0].id: "kiosk-hall" is already used by a kiosk (kiosks[0].id); give one of them another name',
        ),
        (
            "displays.0.id",
            "desk-1",
            'displays[0].id: "desk-1" is already used by a desk (desks[0].id); give one of them another name',
        ),
        (
            "displays.0.id",
            "main",
            'displays[0].id: "main" is kept for the dispatcher and the office; choose another name',
        ),
        ("kiosks.0.id", "technician", 'kiosks[0].id: "technician" is kept for the technician; choose another name'),
        ("centre.languages", ("en",), f'centre.languages[0]: "en": {UKRAINIAN_FIRST}'),
        (
            "centre.languages",
            ("en", "uk", "en"),
            (
                f'centre.languages[0]: "en": {UKRAINIAN_FIRST}\n'
                'centre.languages[2]: "en" is already used by the same list (centre.languages[0])'
            ),
        ),
        # references
        (
            "windows.0.services.0",
            "pasport",
            (
                "windows[0].services[0]: \"pasport\": no such service. Did you mean 'passport'?\n"
                'services[0].id: "passport": no window serves it; add it to a window\'s services'
            ),
        ),
        (
            "kiosks.0.buttons.0.service",
            "zzz",
            'kiosks[0].buttons[0].service: "zzz": no such service. Expected passport, property, benefits or civil',
        ),
        (
            "windows.1.services",
            ("benefits",),
            'services[1].id: "property": no window serves it; add it to a window\'s services',
        ),
        (
            "desks.1.window",
            7,
            (
                "desks[1].window: 7: no such window; expected a number from [[windows]]\n"
                "windows[1].number: 2: no desk is at this window; add one under [[desks]]"
            ),
        ),
        (
            "desks.1.window",
            1,
            (
                "desks[1].window: window 1 is already used by desk 'desk-1' (desks[0].window)\n"
                "windows[1].number: 2: no desk is at this window; add one under [[desks]]"
            ),
        ),
        (
            "windows.0.services",
            ("passport", "civil", "benefits", "passport"),
            'windows[0].services[3]: "passport" is already used by the same window (windows[0].services[0])',
        ),
        # places
        (
            "kiosks.0.printer.host",
            "",
            'kiosks[0].printer.host: missing; connection = "network" needs it, as "192.168.10.50"',
        ),
        (
            "kiosks.0.printer.device",
            "/dev/usb/lp0",
            'kiosks[0].printer.device: "/dev/usb/lp0": not used with connection = "network"; remove it',
        ),
        (
            "kiosks.0.printer.connection",
            "usb",
            (
                'kiosks[0].printer.device: missing; connection = "usb" needs it, as "/dev/usb/lp0"\n'
                'kiosks[0].printer.host: "192.168.10.50": not used with connection = "usb"; remove it'
            ),
        ),
        (
            "kiosks.0.printer.code_page",
            CodePage(name="cp1251", number=73),
            (
                'kiosks[0].printer.code_page: only for connection = "serial", a network printer is fast enough for '
                "pictures; remove it"
            ),
        ),
        (
            "centre",
            Centre(name="ЦНАП", shelter_en="school basement"),
            (
                'centre.shelter_en: "school basement": there is no shelter of which this is the English name; '
                "add shelter"
            ),
        ),
        (
            "centre.time_zone",
            "Europe/Kyev",
            (
                'centre.time_zone: "Europe/Kyev": no such time zone; expected one such as "Europe/Kyiv". '
                "Did you mean 'Europe/Kyiv'?"
            ),
        ),
        (
            "centre.time_zone",
            "../../etc",
            'centre.time_zone: "../../etc": no such time zone; expected one such as "Europe/Kyiv".',
        ),
    ],
)
def test_each_contradiction_is_told(small_centre: CentreFile, path: str, value: Any, complaint: str) -> None:
    """One changed value gives exactly the complaints it deserves, where they must be mended."""
    assert "\n".join(told(put(small_centre, path, value))) == complaint


def test_service_and_window_given_twice_are_told(small_centre: CentreFile) -> None:
    """A second service of one id and a second window of one number are told, and where the first is."""
    twice = replace(
        small_centre,
        services=(*small_centre.services, replace(small_centre.services[0], letter="Ю")),
        windows=(*small_centre.windows, Window(number=2, services=("benefits",))),
    )
    assert told(twice) == [
        'services[4].id: "passport" is already used by another service (services[0].id); give one of them another name',
        "windows[2].number: 2 is already used by another window (windows[1].number)",
    ]


@pytest.mark.parametrize("device", ["/dev/ttyAMA0", "/dev/serial0", "/dev/ttyS1"])
def test_a_pin_of_the_printers_serial_port_is_taken(small_centre: CentreFile, device: str) -> None:
    """A button on the wires of the serial port would be pressed by every ticket; a desk has no printer there."""
    serial = put(small_centre, "kiosks.0.printer", Printer(connection="serial", device=device))
    wired = put(put(serial, "kiosks.0.buttons.0.pin", 14), "kiosks.0.buttons.1.led_pin", 15)
    assert told(put(wired, "desks.0.keys.0.pin", 14)) == [
        (
            "kiosks[0].buttons[0].pin: GPIO14 is already used by the printer's serial port"
            " (kiosks[0].printer.device); take another pin"
        ),
        (
            "kiosks[0].buttons[1].led_pin: GPIO15 is already used by the printer's serial port"
            " (kiosks[0].printer.device); take another pin"
        ),
    ]


@pytest.mark.parametrize(
    "printer",
    [
        Printer(connection="serial", device="/dev/ttyUSB0"),
        Printer(connection="usb", device="/dev/usb/lp0"),
        Printer(connection="network", host="192.168.10.50"),
        Printer(connection=UNSET, device="/dev/ttyAMA0"),
        Printer(connection="serial", device=UNSET),
    ],
)
def test_pins_of_a_serial_port_without_printer_are_free(small_centre: CentreFile, printer: Printer) -> None:
    """A printer on USB or in the network, or a serial one behind a USB adapter, needs no pin."""
    assert told(put(put(small_centre, "kiosks.0.printer", printer), "kiosks.0.buttons.0.pin", 14)) == []


def two_kiosks(centre: CentreFile, first: Printer, second: Printer) -> CentreFile:
    """Return the centre with a second kiosk in the yard."""
    hall = replace(centre.kiosks[0], printer=first)
    yard = replace(hall, id="kiosk-yard", printer=second, alone_numbers="851-899")
    return replace(centre, kiosks=(hall, yard))


def test_a_network_printer_has_one_kiosk(small_centre: CentreFile) -> None:
    """Two kiosks on one address would print into each other's tickets; letters of a host name may be large or small."""
    first = Printer(connection="network", host="printer.local")
    assert told(two_kiosks(small_centre, first, replace(first, host="Printer.local"))) == [
        "kiosks[1].printer.host: Printer.local:9100 is already used by kiosk 'kiosk-hall' (kiosks[0].printer.host)"
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Printer(connection="network", host="10.0.0.5"), Printer(connection="network", host="10.0.0.5", port=9101)),
        (Printer(connection="network", host="10.0.0.5"), Printer(connection="network", host="10.0.0.6")),
        (Printer(connection="usb", device="/dev/usb/lp0"), Printer(connection="usb", device="/dev/usb/lp0")),
        (Printer(connection="network", host=UNSET), Printer(connection="network", host=UNSET)),
        (
            Printer(connection="network", host="10.0.0.5", port=UNSET),
            Printer(connection="network", host="10.0.0.5", port=UNSET),
        ),
    ],
)
def test_printers_that_differ_are_good(small_centre: CentreFile, first: Printer, second: Printer) -> None:
    """Another port is another printer, a device is one of each kiosk's own, and nothing follows from what is unread."""
    assert told(two_kiosks(small_centre, first, second)) == []


def test_two_printers_without_address_are_not_the_same(small_centre: CentreFile) -> None:
    """What is missing is told once for each kiosk, not as used twice."""
    nowhere = Printer(connection="network")
    assert told(two_kiosks(small_centre, nowhere, nowhere)) == [
        f'kiosks[{i}].printer.host: missing; connection = "network" needs it, as "192.168.10.50"' for i in (0, 1)
    ]


def test_one_pin_may_be_used_in_two_units(small_centre: CentreFile) -> None:
    """Each unit is a Pi of its own: the desks of a centre are wired alike."""
    assert small_centre.desks[0].keys[0].pin == small_centre.desks[1].keys[0].pin
    assert told(small_centre) == []


@pytest.mark.parametrize(
    "path",
    [
        "services.0.id",
        "services.0.letter",
        "windows.0.number",
        "windows.0.services.0",
        "kiosks.0.buttons.0.service",
        "kiosks.0.buttons.0.pin",
        "kiosks.0.buttons.0.led_pin",
        "kiosks.0.printer.connection",
        "kiosks.0.printer.host",
        "desks.0.window",
        "desks.0.keys.0.action",
        "desks.0.led_pin",
        "centre.time_zone",
        "centre.shelter",
        "centre.languages.0",
        "services.0.sphere",
        "services.0.purpose",
        "services.0.needs.0",
        "kiosks.0.buttons.4.priority",
        "desks.1.keys.4.resource",
        "desks.0.quick_press_s",
    ],
)
def test_unreadable_value_has_no_consequences(small_centre: CentreFile, path: str) -> None:
    """What the reader has already complained of is not complained of a second time through what depends on it."""
    assert told(put(small_centre, path, UNSET)) == []


def test_two_unreadable_values_are_not_the_same_value(small_centre: CentreFile) -> None:
    """Two names that could not be read are not called one name used twice."""
    displays = (Display(id=UNSET), Display(id=UNSET))
    assert told(replace(small_centre, displays=displays)) == []
