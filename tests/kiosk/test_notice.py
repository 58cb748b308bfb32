# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands on the slip of a refusal, the bytes that say it, and the picture they make on the paper."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from msgspec.structs import replace

from centre.config import Centre, CentreFile, Service
from centre.config_kiosks import CodePage, Printer
from centre.messages import ClosedReason, Refusal, RefusalReason
from kiosk import notice, paper
from kiosk.composing import load_composer
from kiosk.notice import Notice
from kiosk.ticket_press import TicketPress
from tests.kiosk.tickets import BEGIN, FEED_AND_CUT, assert_golden, printed

AT = datetime(2026, 11, 22, 8, 5, tzinfo=UTC)
CENTRE = Centre(name="ЦНАП Ґанівської громади", name_en="Hanivka Service Centre")
UNKNOWN_CODE = "На сьогодні запису з таким кодом немає. Перевірте, будь ласка, код або зверніться до адміністратора."
REGISTRY = (
    "Ця послуга тимчасово недоступна: реєстр не працює. Оберіть, будь ласка, іншу або зверніться до адміністратора."
)


def refused(reason: RefusalReason, closed: ClosedReason | None = None, opens_at: datetime | None = None) -> Notice:
    """Return the notice of a refusal on a Sunday morning."""
    return Notice(Refusal(reason=reason, text="For the technician.", closed=closed), AT, opens_at)


def press(width: Literal[384, 576], page: CodePage | None = None) -> TicketPress:
    """Return a press for a printer of this width and code page."""
    printer = Printer(connection="network", host="127.0.0.1", width_dots=width, code_page=page)
    centre = CentreFile(centre=CENTRE, services=(Service(id="entry", letter="А", name="Вхід"),), windows=())
    return TicketPress(centre=centre, printer=printer, composer=load_composer(printer), languages=CENTRE.languages)


def texts(said: Notice, centre: Centre = CENTRE) -> list[str]:
    """Return the lines that are text."""
    return [line.text.replace("\xa0", " ") for line in notice.lines(said, centre, centre.languages) if line.text]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (refused("unknown_code"), UNKNOWN_CODE),
        (
            refused("used_code"),
            "За цим кодом талон уже видано. Якщо його у вас немає, зверніться, будь ласка, до адміністратора.",
        ),
        (
            refused("service_closed", "registry"),
            REGISTRY,
        ),
        (
            refused("service_closed", "not_yet", datetime(2026, 11, 22, 7, tzinfo=UTC)),
            "Прийом з 09:00. Візьміть, будь ласка, талон ближче до цього часу.",
        ),
        (refused("unknown_service"), "Талон не видано. Зверніться, будь ласка, до адміністратора."),
    ],
)
def test_a_slip_says_who_why_and_when(said: Notice, sentence: str) -> None:
    """The centre, one sentence with what to do, the day and the minute; nothing of what the technician reads."""
    assert texts(said) == ["ЦНАП Ґанівської громади", sentence, "22.11.2026, 10:05"]


def test_a_centre_that_speaks_english_says_it_twice() -> None:
    """English stands below its Ukrainian sentence."""
    centre = Centre(name=CENTRE.name, name_en=CENTRE.name_en, languages=("uk", "en"))
    said = texts(refused("service_closed", "full"), centre)
    assert said[1] == "Hanivka Service Centre"
    assert said[3].startswith("All tickets for the time that is left have been given")


@pytest.mark.parametrize("width", [384, 576])
def test_the_bytes_are_the_slip(width: Literal[384, 576], tmp_path: Path) -> None:
    """Reset, a picture, feed and cut: what comes out of a printer is, dot by dot, the golden slip."""
    data = press(width).notice(refused("unknown_code")).data
    assert data.startswith(BEGIN)
    assert data.endswith(FEED_AND_CUT)
    assert_golden(printed(data, width), tmp_path / f"notice-{width}.png")


SHELTER = Centre(name=CENTRE.name, shelter="підвал школи, вхід із двору")
ALERT = "Повітряна тривога. Пройдіть, будь ласка, в укриття. Талон візьміть після відбою."


@pytest.mark.parametrize("said", [refused("service_closed", "alert"), refused("alert")])
def test_in_an_alert_the_slip_leads_to_the_shelter(said: Notice) -> None:
    """What to do now, where, and that a ticket can be had after the all-clear."""
    lines = [
        "ЦНАП Ґанівської громади",
        ALERT,
        "Укриття: підвал школи, вхід із двору",
        "22.11.2026, 10:05",
    ]
    assert texts(said, SHELTER) == lines
    assert texts(refused("unknown_code"), SHELTER)[1:2] == [UNKNOWN_CODE]
    assert texts(said) == [lines[0], ALERT, lines[3]]


def test_in_an_alert_the_slip_has_the_english_name_of_the_shelter() -> None:
    """Each language leads to the place by its own name."""
    centre = replace(SHELTER, languages=("uk", "en"), shelter_en="school basement")
    assert texts(refused("alert"), centre)[-3:-1] == [
        "Укриття: підвал школи, вхід із двору",
        "Shelter: school basement",
    ]


@pytest.mark.parametrize("width", [384, 576])
def test_the_slip_of_an_alert_is_its_golden_picture(width: Literal[384, 576], tmp_path: Path) -> None:
    """As it comes out of the printer."""
    assert_golden(
        paper.draw(notice.lines(refused("service_closed", "alert"), SHELTER, ("uk",)), width),
        tmp_path / f"notice-alert-{width}.png",
    )


def test_a_slip_measures_its_paper() -> None:
    """The printer's patience is reckoned from the dots of the picture and of the feed before the cut."""
    said = refused("unknown_code")
    assert press(384).notice(said).paper_dots == paper.draw(notice.lines(said, CENTRE, ("uk",)), 384).height + 180


def test_a_text_slip_is_exact_bytes() -> None:
    """On a slow serial line: the page by its number, centred, bold, large; nothing is «?»."""
    data = press(576, CodePage(name="cp1251", number=73)).notice(refused("unknown_code")).data
    style = b"\x1bt\x49\x1bE\x01\x1ba\x01"
    assert data == BEGIN + style + b"".join([
        b"\x1d!\x12" + "ЦНАП Ґанівської громади\n".encode("cp1251"),
        b"\x1d!\x00\n\x1d!\x00" + b"-" * 48 + b"\n",
        b"\x1d!\x00\n\x1d!\x12" + (
            "На сьогодні запису з\nтаким кодом немає.\nПеревірте, будь ласка,\nкод або зверніться до\nадміністратора.\n"
        ).encode("cp1251"),
        b"\x1d!\x00\n\x1d!\x12" + "22.11.2026, 10:05\n".encode("cp1251"),
    ]) + FEED_AND_CUT  # fmt: skip
