# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which kiosks of a centre print no tickets, by what they say of themselves; pure: no wire, no lamp, no screen."""

from collections.abc import Iterable

from centre.messages import DeviceState

PRINTER_FAULTS = frozenset(
    {"PaperOut", "CoverOpen", "PrinterOffline", "PrinterMute", "PrintStalled", "PrintUnconfirmed"}
)
"""The codes of the problems with which a kiosk's printer prints nothing. What will soon be one, as paper near its end,
is not."""

JOURNAL_FAILED = "journal_failed"
"""The code of the problem of a unit whose journal the disk refuses; a kiosk then prints nothing, either."""


def prints(state: DeviceState) -> bool:
    """Return whether a kiosk that says so prints tickets; one that is away does not, whatever the reason."""
    codes = {problem.code for problem in state.problems}
    return state.state != "offline" and codes.isdisjoint(PRINTER_FAULTS | {JOURNAL_FAILED})


class Kiosks:
    """The kiosks of centre.toml as one device hears them; the state of another, which the broker has kept, is nobody's.

    ``ill`` are those that are known to print no tickets: of whom nothing was heard yet nothing is said.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = frozenset(ids)
        self.ill: frozenset[str] = frozenset()

    def hear(self, kiosk: str, state: DeviceState) -> None:
        """Take what a kiosk says of itself."""
        spoken = self._ids & {kiosk}
        self.ill = self.ill - spoken if prints(state) else self.ill | spoken

    def forget(self) -> None:
        """Know nothing again, as the broker is out of reach; on a new link it says how they all are."""
        self.ill = frozenset()
