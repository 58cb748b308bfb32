# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Joins the parts of a kiosk that take a press to its paper: journal, printer, own numbers; no pins, no network."""

from collections.abc import Sequence

from centre.blocks import block_of
from centre.config import CentreFile
from centre.config_kiosks import Kiosk
from centre.journal import Journal
from centre.journal_writer import JournalWriter
from centre.service import Inbox
from centre.time import Now
from centre.unit import Unit
from kiosk.accounts import Accounts
from kiosk.alone import Alone
from kiosk.doors import Doors
from kiosk.facts import KioskFact
from kiosk.hall import Hall
from kiosk.handing_over import HandingOver
from kiosk.menu import Menu
from kiosk.most_choices import most
from kiosk.presses import Presses
from kiosk.printer import TicketPrinter
from kiosk.printing import Printing
from kiosk.tidying import Tidying


def presses_of(
    *, centre: CentreFile, kiosk: Kiosk, unit: Unit, journal: Journal, past: Sequence[KioskFact], inbox: Inbox, now: Now
) -> Presses:
    """Return what makes paper of a press, and has the journal from now on; its threads report to the inbox."""
    menu = Menu(centre=centre, kiosk=kiosk, most=most(centre, kiosk))
    alone = Alone(centre=centre, block=block_of(kiosk), offered=menu.paths.offered(), now=now)
    writer = JournalWriter(journal, inbox)
    accounts = Accounts(
        unit=unit,
        journal=journal,
        past=past,
        writer=writer,
        alone=alone,
        handing_over=HandingOver(unit, now),
        tidying=Tidying(writer, centre.journal.retain_days, now),
        give_up_after_s=kiosk.give_up_after_s,
    )
    doors = Doors(hall=Hall(patience_s=kiosk.give_up_after_s, now_s=now.steady_s), alone=alone)
    printing = Printing(TicketPrinter(centre=centre, kiosk=kiosk, inbox=inbox), now)
    return Presses(menu=menu, doors=doors, unit=unit, accounts=accounts, printing=printing)
