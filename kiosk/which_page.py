# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Which page the kiosk is on now, by what it offers, what it knows and what was begun: pure."""

from centre.config import Language
from kiosk import choices
from kiosk.choices import Offer
from kiosk.pages import Begun, Chosen, Known, Page


def page(offered: Offer, known: Known, begun: Begun) -> Page:
    """Return the page: whoever's paper is coming waits for it, then comes what is graver for whoever stands there.

    Where nobody can choose a language, and where all must understand at once, a page speaks all of them.
    """
    spoken = _spoken(offered, known.spoken)
    if known.coming and known.prints:
        return Page("coming", spoken)
    shut = _shut(offered, known, begun)
    if shut and shut.kind == "alert":  # who has the ticket in the hand needs no page for it
        return shut
    if known.out and not known.coming:  # also the last of a roll: it is out
        return Page("take", spoken, ticket=known.out, copy=known.copy)
    return _grave(offered, known) or _served(offered, known, begun, shut)


def _grave(offered: Offer, known: Known) -> Page | None:
    """Return why this kiosk does not serve, whatever the centre says; None if it does."""
    if known.power_ends:
        return Page("battery_low", offered.languages)
    if not known.prints:
        return Page("promised" if known.waits else "not_printing", offered.languages)
    return None if known.open else Page("none_given", offered.languages)


def _served(offered: Offer, known: Known, begun: Begun, shut: Page | None) -> Page:
    """Return the page of a kiosk that serves; while all services are closed, somebody may still key in a code."""
    languages = _spoken(offered, begun.language)
    if begun.tells:
        return Page("told", languages, choices.back(), told=begun.told, opens_at=known.opens_at)
    if shut and not (begun.keying and known.booked):
        return shut
    if begun.doubted:
        return Page("still_there", languages, choices.yes_no())
    if begun.asked:
        return Page("still_wait", languages, choices.yes_no(), of=begun.asked, ahead=begun.ahead)
    return _chosen(offered, known, begun, languages)


def _chosen(offered: Offer, known: Known, begun: Begun, languages: tuple[Language, ...]) -> Page:
    """Return the page on which something is chosen."""
    if begun.keying and known.booked:
        return Page("code", languages, choices.code(), digits=begun.digits, digits_of=offered.code_digits)
    if begun.sphere:
        return Page("purposes", languages, choices.purposes(offered, begun, known.closed), of=begun.sphere)
    return Page("menu", languages, choices.menu(offered, begun, known.closed, booked=known.booked))


def _shut(offered: Offer, known: Known, begun: Begun) -> Page | None:
    """Return why nobody gets a ticket, None while somebody does."""
    reasons = set(known.closed.values())
    if not reasons or None in reasons:
        return None
    if "alert" in reasons:  # whatever else has failed besides
        return Page("alert", offered.languages, level=known.level)
    only = reasons.pop() if len(reasons) == 1 else ""
    languages, left = _spoken(offered, begun.language), choices.shut(offered, begun, booked=known.booked)
    if not only:
        return Page("none_given", languages, left, booked=known.booked)
    opens_at = known.opens_at if only == "not_yet" else None
    return Page("closed", languages, left, reason=only, opens_at=opens_at, booked=known.booked)


def _spoken(offered: Offer, chosen: Chosen) -> tuple[Language, ...]:
    """Return what a page speaks to whoever has chosen so."""
    return (chosen or "uk",) if offered.chooses else offered.languages
