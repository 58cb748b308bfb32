# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Citizens before a touch screen, who look at the page and touch what leads to a ticket of their service."""

from collections.abc import Iterable

from centre.config import Service
from centre.config_kiosks import Kiosk
from simulator.stage import Stage
from simulator.timeline import Entry

GIVEN = ("coming", "take")
"""The pages of somebody whose ticket is on its way."""


class Toucher:
    """One citizen after the other at one kiosk; raises Unavailable when what must be on the screen is not."""

    def __init__(self, stage: Stage, kiosk: Kiosk) -> None:
        self._stage, self._kiosk = stage, kiosk

    def choose_language(self) -> None:
        """Touch the other language, if there is one; it is the next citizen's no more."""
        page = self._wait_for("menu")
        if "language-en" in page["targets"]:
            self._touch(page, "language-en")

    def take(self, service: Service) -> None:
        """Touch a service where it is: on the first page, or behind its sphere; say yes, if the kiosk asks."""
        page = self._find(self._wait_for("menu"), service.sphere or service.id)
        page = self._touch(page, service.sphere or service.id)
        if page["kind"] == "purposes":
            page = self._touch(page, service.purpose or service.id)
        if page["kind"] == "still_wait":
            self._touch(page, "yes")
        self._wait_for(*GIVEN)
        self._stage.tickets += 1

    def _find(self, page: Entry, choice: str) -> Entry:
        """Leaf through the first page until the choice is on it, or all of it was seen; return the part."""
        first = page
        while choice not in page["targets"] and "more" in page["targets"]:
            page = self._touch(page, "more")
            if page["targets"] == first["targets"]:
                break
        return page

    def _touch(self, page: Entry, choice: str) -> Entry:
        """Touch a choice of the page; return the page that comes of it."""
        self._stage.town.touch(self._kiosk.id, choice)
        what = f"another page at {self._kiosk.id} than '{page['kind']}', of '{choice}'"
        self._stage.wait(what, lambda entries: self._newest(entries) is not page)
        return self._newest(self._stage.town.timeline.entries)

    def _wait_for(self, *kinds: str) -> Entry:
        what = f"the page '{kinds[0]}' at {self._kiosk.id}"
        self._stage.wait(what, lambda entries: self._newest(entries).get("kind") in kinds)
        return self._newest(self._stage.town.timeline.entries)

    def _newest(self, entries: Iterable[Entry]) -> Entry:
        pages = (e for e in reversed(list(entries)) if e["what"] == "page" and e["unit"] == self._kiosk.id)
        return next(pages, {})
