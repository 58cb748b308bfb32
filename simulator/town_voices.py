# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The bank of recordings that the displays of a demo speak from: made once, and again when it would be another."""

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from centre.bank_index import VARIABLE
from centre.bank_makers import makers
from centre.bank_making import Makers, fresh, make
from centre.config import CentreFile
from centre.rhvoice import RHVoice
from simulator.held import held

FOLDER = Path("voices-out")
"""Beside demo-out, where ``make voices`` puts it too."""

NO_BANK: Mapping[str, str] = MappingProxyType({})
"""The setting of those who have none: espeak-ng says everything."""


def bank(centre: CentreFile, folder: Path = FOLDER) -> Mapping[str, str]:
    """Return the setting by which units find the bank, which is made first if it is missing or stale.

    Nothing is made for a centre whose displays are silent, and for whoever has named a bank already. Raises DeviceFault
    or Unavailable when it cannot be made.
    """
    if os.environ.get(VARIABLE) or all(display.voice is None for display in centre.displays):
        return NO_BANK
    folder = folder.absolute()
    keep(makers(RHVoice()), folder)
    return {VARIABLE: str(folder)}


def keep(wanted: Makers, folder: Path) -> None:
    """Make the bank of a folder unless it is there; of several processes that want it at once only one makes it."""
    with held(folder.parent):
        if not fresh(wanted, folder):
            print(f"Recording the words of all calls into {folder} (once) …", flush=True)
            make(wanted, folder)
