# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A kiosk that has nothing but a touch screen: real processes, SDL's driver on a private X server, real pointers."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops

from centre.config import CentreFile, Service
from centre.config_kiosks import KioskScreen
from centre.screen import Screen
from cherha.__main__ import EXPECTED_FAULT, main
from kiosk import choices, face, which_page
from kiosk.pages import Begun, Known, Page
from simulator.seen import facts
from simulator.stage import Stage
from simulator.timeline import Entry
from simulator.toucher import Toucher
from simulator.town import Town
from tests.drawn import pixels
from tests.ports import free_port

EFFECT_S = 60.0
KIOSK = "kiosk-hall"
SIZE = KioskScreen(touch=True)
Drawer = Callable[[Page], Image.Image]


@pytest.fixture(scope="module")
def touch_centre(menu_centre: CentreFile) -> CentreFile:
    """Return the centre with spheres, on a free port, its kiosk without a single button."""
    kiosk = replace(menu_centre.kiosks[0], buttons=(), screen=SIZE)
    broker = replace(menu_centre.broker, host="127.0.0.1", port=free_port())
    return replace(menu_centre, kiosks=(kiosk,), broker=broker)


@pytest.fixture
def long_centre(touch_centre: CentreFile) -> CentreFile:
    """Return it with more services than one page has room for, and a kiosk that asks when two are ahead."""
    more = tuple(Service(id=f"more-{n}", letter=letter, name=f"Послуга {n}") for n, letter in enumerate("БВДЕЖ"))
    window = touch_centre.windows[0]
    served = replace(window, services=(*window.services, *(service.id for service in more)))
    return replace(
        touch_centre,
        services=(*touch_centre.services, *more),
        windows=(served, *touch_centre.windows[1:]),
        kiosks=(replace(touch_centre.kiosks[0], ask_above=1),),
    )


@pytest.fixture
def drawn(touch_centre: CentreFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Drawer]:
    """Return what draws a page here, offscreen."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "offscreen")
    with closing(Screen(SIZE, "the test")) as screen:

        def draw(page: Page) -> Image.Image:
            screen.show(face.draw(touch_centre, SIZE, page).picture)
            return pixels(screen, tmp_path)

        yield draw


@pytest.fixture
def town(touch_centre: CentreFile, tmp_path: Path, runtime: Path) -> Iterator[Town]:
    """Return the centre, running, on its first page."""
    with Town(touch_centre, out=tmp_path / "out", runtime=runtime, port=touch_centre.broker.port) as running:
        assert running.wait_for(lambda entries: pages(entries)[-1:] == ["menu"], EFFECT_S)
        yield running


def pages(entries: list[Entry]) -> list[str]:
    """Return the kinds of the pages that were shown, the newest last."""
    return [entry["kind"] for entry in entries if entry["what"] == "page"]


def page(centre: CentreFile, begun: Begun) -> Page:
    """Return the page of a kiosk that is well, of an open centre."""
    offered = choices.offer(centre, centre.kiosks[0])
    return which_page.page(offered, Known(closed=dict.fromkeys(offered.services()), booked=True), begun)


def shows(frame: Path, wanted: Image.Image) -> bool:
    """Return whether a frame is this page, to the pixel."""
    with Image.open(frame) as seen:
        return ImageChops.difference(seen.convert("RGB"), wanted).getbbox() is None


def sees(town: Town, out: Path, wanted: Image.Image) -> bool:
    """Wait until the newest frame of the X server is this page."""

    def claim(entries: list[Entry]) -> bool:
        frames = [entry["png"] for entry in entries if entry["what"] == "frame" and entry["unit"] == KIOSK]
        return bool(frames) and shows(out / frames[-1], wanted)

    return town.wait_for(claim, EFFECT_S)


def ticket_is_out(town: Town, service: str) -> bool:
    """Wait for a ticket of the service: its bytes at the printer, the dispatcher's word, and the page of it."""

    def claim(entries: list[Entry]) -> bool:
        papers = [entry["bytes"] for entry in entries if entry["what"] == "ticket"]
        issued = [fact["service"] for fact in facts(entries, "ticket_issued")]
        printed = facts(entries, "ticket_printed")
        return issued == [service] and len(printed) == 1 and len(papers) == 1 and pages(entries)[-1] == "take"

    return town.wait_for(claim, EFFECT_S)


def test_a_touched_service_is_a_ticket(town: Town, touch_centre: CentreFile, tmp_path: Path, drawn: Drawer) -> None:
    """The first page, to the pixel as it is drawn offscreen; a touch; a ticket; and the first page for the next one."""
    first = drawn(page(touch_centre, Begun()))
    assert sees(town, tmp_path / "out", first)
    town.touch(KIOSK, "civil")
    assert ticket_is_out(town, "civil")
    # A frame and the name of its page come by two ways, neither always first.
    assert town.wait_for(lambda entries: pages(entries) == ["menu", "coming", "take", "menu"], EFFECT_S)
    assert sees(town, tmp_path / "out", first)


def test_a_sphere_and_a_purpose_are_a_ticket(
    town: Town, touch_centre: CentreFile, tmp_path: Path, drawn: Drawer
) -> None:
    """A sphere leads to its purposes, which the screen shows; one of them is a ticket of its service."""
    town.touch(KIOSK, "documents")
    assert sees(town, tmp_path / "out", drawn(page(touch_centre, Begun(sphere="documents"))))
    town.touch(KIOSK, "submit")
    assert ticket_is_out(town, "passport")


def test_another_terminal_touches_it_too(
    town: Town, runtime: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``cherha press`` finds each choice where it is now; one that is not there is one sentence."""
    monkeypatch.setenv("CHERHA_DEMO", str(runtime))
    assert main(["press", KIOSK, "submit"]) == EXPECTED_FAULT
    assert capsys.readouterr().err.startswith(
        f"'submit' is not on the page 'menu' of '{KIOSK}' now. There is: documents, "
    )
    assert main(["press", KIOSK, "documents", "--hold", "0.3"]) == 0
    assert town.wait_for(lambda entries: pages(entries)[-1] == "purposes", EFFECT_S)
    assert main(["press", KIOSK, "submit"]) == 0
    assert ticket_is_out(town, "passport")


def test_a_killed_kiosk_is_touched_again(town: Town, runtime: Path) -> None:
    """Without power it shows no page; started anew it is touched where it was."""
    town.kill(KIOSK)
    assert town.timeline.wait_for(lambda _: not (runtime / f"{KIOSK}.touch").exists(), EFFECT_S)
    town.start(KIOSK)
    assert town.wait_for(lambda entries: pages(entries) == ["menu", "menu"], EFFECT_S)
    town.touch(KIOSK, "civil")
    assert ticket_is_out(town, "civil")


def test_a_citizen_of_the_script_finds_every_service(long_centre: CentreFile, tmp_path: Path, runtime: Path) -> None:
    """Whoever plays the morning leafs through the parts, goes through a sphere, and says yes to a long queue."""
    with Town(long_centre, out=tmp_path / "out", runtime=runtime, port=long_centre.broker.port) as town:
        stage, kiosk = Stage(town, {}), town.centre.kiosks[0]
        services = {service.id: service for service in long_centre.services}
        for wanted in ("more-4", "passport", "more-4"):
            Toucher(stage, kiosk).take(services[wanted])
            stage.wait_for_papers()
        issued = [fact["service"] for fact in facts(town.timeline.entries, "ticket_issued")]
        touched = [entry["button"] for entry in town.timeline.entries if entry["what"] == "press"]
    assert issued == ["more-4", "passport", "more-4"]
    assert "more" in touched
    assert [choice for choice in touched if choice != "more"] == ["more-4", "documents", "submit", "more-4", "yes"]
