# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``cherha doctor`` tries at a kiosk: buttons and lamps, the printer, a screen and sound if it has them."""

from centre import trial_contacts, trial_screen, trial_sound
from centre.config import CentreFile
from centre.trials import Trial
from kiosk import trial_printer, wiring
from kiosk.measures import VIEWING_MM


def trials(centre: CentreFile, unit_id: str) -> tuple[Trial, ...]:
    """Return the trials of the kiosk ``unit_id``."""
    number, kiosk = next((n, kiosk) for n, kiosk in enumerate(centre.kiosks) if kiosk.id == unit_id)
    contacts = trial_contacts.trial(word="button", contacts=wiring.pins(kiosk), lamps=wiring.lamps(kiosk))
    found = [*((contacts,) if contacts.parts else ()), trial_printer.trial(centre, kiosk)]
    if kiosk.screen is not None:
        name, key = f"Kiosk '{kiosk.id}'", f"kiosks[{number}].screen"
        found.append(trial_screen.trial(kiosk.screen, name, VIEWING_MM, key, touch=kiosk.touch))
    if any(button.voice for button in kiosk.buttons):
        found.append(trial_sound.trial(f"Kiosk '{kiosk.id}'"))
    return tuple(found)
