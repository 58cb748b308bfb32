# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Every page of a kiosk's screen as a picture: ``python -m kiosk.face_specimens centre.toml DIR``. No pins, no wire."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple, get_args
from uuid import UUID

from msgspec.structs import replace

from centre import specimen_command
from centre.config import CentreFile, Language
from centre.config_kiosks import Kiosk, KioskScreen
from centre.messages import ClosedReason, Refusal, TicketReply
from kiosk import choices, face, most_choices
from kiosk.facts import OwnTicket
from kiosk.pages import Begun, Known, Page
from kiosk.which_page import page

AT = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
SCREENS = {
    "small": KioskScreen(),
    "large": KioskScreen(diagonal_inches=21.5, width_px=1920, height_px=1080),
    "upright": KioskScreen(diagonal_inches=21.5, width_px=1080, height_px=1920),
}
"""A screen of 7 inches, and one of 21.5, lying and upright."""

REASONS: tuple[ClosedReason, ...] = get_args(ClosedReason)
AHEAD = (1, 2, 5, 21, 112)

Shower = Callable[..., "Specimen"]
"""Makes a page of a name, by what is otherwise than usual."""


class Specimen(NamedTuple):
    """A page and what its file is called."""

    name: str
    page: Page
    pressed: str = ""


def with_screen(centre: CentreFile, screen: KioskScreen, *, touch: bool, both: bool = True) -> CentreFile:
    """Return the centre with this screen at its first kiosk, and, if ``both``, with English."""
    kiosk = replace(centre.kiosks[0], screen=replace(screen, touch=touch))
    languages: tuple[Language, ...] = ("uk", "en") if both else ("uk",)
    return replace(centre, centre=replace(centre.centre, languages=languages), kiosks=(kiosk,))


def specimens(centre: CentreFile, kiosk: Kiosk, language: Language) -> Iterator[Specimen]:
    """Yield every page of the kiosk, in this language where one can be chosen."""
    offered = choices.offer(centre, kiosk, most_choices.most(centre, kiosk))
    chosen = language if language != "uk" and offered.chooses else None
    begun, all_open = Begun(language=chosen), dict.fromkeys(sorted(offered.services()), None)
    known = Known(closed=all_open, booked=offered.code, spoken=chosen)

    def shown(name: str, *, pressed: str = "", focus: str = "", **more: Any) -> Specimen:
        now = known._replace(**{key: value for key, value in more.items() if key in Known._fields})
        then = begun._replace(**{key: value for key, value in more.items() if key in Begun._fields})
        return Specimen(name, page(offered, now, then)._replace(focus=focus), pressed)

    first = choices.parts_of(offered)[0]
    yield shown("menu")
    yield shown("menu-focus", focus=first[-1].name)
    yield shown("menu-pressed", pressed=first[0].name)
    yield shown("menu-priority", priority=True)
    for part in range(1, len(choices.parts_of(offered))):
        yield shown(f"menu-{part + 1}", part=part)
    services = sorted(offered.services())
    yield shown("menu-some-closed", closed=all_open | dict.fromkeys(services[::2], "registry"))
    yield shown("menu-most-closed", closed=dict.fromkeys(services, "internet") | {services[-1]: None})
    for sphere in (choice for choice in first if choice.kind == "sphere"):
        inside = offered.purposes[sphere.of]
        if len(inside) > 1:
            yield shown(f"purposes-{sphere.of}", sphere=sphere.of)
            shut = all_open | {inside[0].of: "biometrics"}
            yield shown(f"purposes-{sphere.of}-closed", sphere=sphere.of, closed=shut)
    if offered.code:
        yield shown("code", keying=True)
        yield shown("code-half", keying=True, digits="05", pressed="digit-5")
    for ahead in AHEAD:
        yield shown(f"still-wait-{ahead}", asked=_longest(centre, offered), ahead=ahead)
    yield shown("still-there", doubted=True)
    yield shown("coming", coming=True)
    yield from _taken(centre, shown)
    yield from _told(shown)
    for level in ("red", "yellow", "unknown"):
        yield shown(f"alert-{level}", closed=dict.fromkeys(services, "alert"), level=level)
    yield shown("battery-low", power_ends=True)
    yield shown("not-printing", prints=False)
    yield shown("promised", prints=False, waits=True)
    yield shown("none-given", closed=dict(zip(services, _in_turn(len(services)), strict=True)), booked=False)
    yield shown("out-of-reach", open=False)
    for reason in REASONS:
        if reason != "alert":
            yield shown(f"closed-{reason}", closed=dict.fromkeys(services, reason), booked=False)
    yield shown("closed-not_yet-at", closed=dict.fromkeys(services, "not_yet"), booked=False, opens_at=AT)
    yield shown("closed-full-booked", closed=dict.fromkeys(services, "full"))


def _taken(centre: CentreFile, shown: Shower) -> Iterator[Specimen]:
    service = centre.services[0].id
    usual = TicketReply(
        request_id=UUID(int=1), ticket="А012", day=date(2026, 11, 23), service=service, issued_at=AT, ahead=5,
        windows=(1, 4, 5, 6, 7),
    )  # fmt: skip
    yield shown("take", out=usual)
    yield shown("take-booked", out=replace(usual, due=AT, ticket="ШЩ1012", ahead=0, windows=(3,)))
    own = OwnTicket(
        request_id=UUID(int=1), ticket="А801", day=usual.day, service=service, issued_at=AT, windows=(1,)
    )  # fmt: skip
    yield shown("take-alone", out=own)


def _told(shown: Shower) -> Iterator[Specimen]:
    for reason in REASONS:
        yield shown(f"told-{reason}", tells=True, told=Refusal(reason="service_closed", text="", closed=reason))
    for why in ("unknown_code", "used_code", "unknown_service"):
        yield shown(f"told-{why}", tells=True, told=Refusal(reason=why, text=""))
    yield shown("told-code-alone", tells=True, told=None)


def _in_turn(count: int) -> list[ClosedReason]:
    return [("internet", "power")[i % 2] for i in range(count)]


def _longest(centre: CentreFile, offered: choices.Offer) -> str:
    """Return the service with the longest name."""
    services = [service for service in centre.services if service.id in offered.services()]
    return max(services, key=lambda service: len(service.name)).id


def write(centre: CentreFile, folder: Path, sizes: dict[str, KioskScreen] = SCREENS) -> list[Path]:
    """Write ``touch|buttons-SIZE-LANGUAGE-PAGE.png`` for every page into the folder; return the files."""
    os.environ["SDL_VIDEODRIVER"] = "offscreen"
    from centre.screen import Screen  # noqa: PLC0415 - the driver is chosen first

    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for size, measures in sizes.items():
        with closing(Screen(measures, "specimens")) as screen:
            for way in ("touch", "buttons"):
                shown = with_screen(centre, measures, touch=way == "touch")
                kiosk = shown.kiosks[0]
                for language in shown.centre.languages if kiosk.language_can_be_chosen else ("uk",):
                    for one in specimens(shown, kiosk, language):
                        screen.show(
                            face.draw(shown, replace(measures, touch=kiosk.touch), one.page, one.pressed).picture
                        )
                        written.append(folder / f"{way}-{size}-{language}-{one.name}.png")
                        screen.save(written[-1])
    return written


def main(centre_file: str, folder: str) -> int:
    """Write them all."""
    return specimen_command.run(write, "pages", centre_file, folder)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
