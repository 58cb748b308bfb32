# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands on the slip that tells a citizen why there is no ticket: pure; it knows neither printers nor bytes.

A kiosk without a screen can show a refusal nowhere else. A slip has no number, is in no journal and never repeated.
"""

from datetime import datetime
from typing import NamedTuple

from centre import texts, texts_closed
from centre.config import Centre, Language
from centre.messages import Refusal
from kiosk import ticket
from kiosk.paper import Line


class Notice(NamedTuple):
    """A refusal and its moment; ``opens_at`` is when the reception begins, if that is known.

    None: there is no answer, as a code was keyed in while the centre is out of reach.
    """

    refusal: Refusal | None
    at: datetime
    opens_at: datetime | None = None


def lines(notice: Notice, centre: Centre) -> tuple[Line, ...]:
    """Return the centre's name, the sentence in its languages, in an alert the shelter, and when this was so.

    Times are the centre's wall clock.
    """
    zone, languages = centre.time_zone, centre.languages
    begins = texts.clock(notice.opens_at, zone) if notice.opens_at else None

    def sentence(language: Language) -> str:
        if notice.refusal is None:
            return texts_closed.code_alone(language)
        return texts_closed.refused(notice.refusal, language, begins)

    def shelter(language: Language) -> str:
        return texts.shelter(centre.shelter, language) if _alert(notice.refusal) else ""

    def moment(language: Language) -> str:
        return f"{texts.date_line(notice.at, zone, language)}, {texts.clock(notice.at, zone)}"

    return (
        *ticket.said(ticket.name(centre), ticket.BODY_CAP_DOTS, 0, languages),
        ticket.RULE,
        *ticket.said(sentence, ticket.STRONG_CAP_DOTS, 16, languages),
        *ticket.said(shelter, ticket.STRONG_CAP_DOTS, 16, languages),
        *ticket.said(moment, ticket.BODY_CAP_DOTS, 16, ("uk",)),
    )


def _alert(refusal: Refusal | None) -> bool:
    return refusal is not None and "alert" in {refusal.closed, refusal.reason}
