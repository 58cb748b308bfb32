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

    None: there is no answer, as a code was keyed in while the centre is out of reach. ``language``: the one chosen.
    """

    refusal: Refusal | None
    at: datetime
    opens_at: datetime | None = None
    language: Language | None = None


def lines(notice: Notice, centre: Centre, languages: ticket.Languages) -> tuple[Line, ...]:
    """Return the centre's name, the sentence in these languages, in an alert the shelter, and when this was so.

    Times are the centre's wall clock.
    """
    zone = centre.time_zone
    begins = texts.clock(notice.opens_at, zone) if notice.opens_at else None

    def sentence(language: Language) -> str:
        if notice.refusal is None:
            return texts_closed.code_alone(language)
        return texts_closed.refused(notice.refusal, language, begins)

    return (
        *ticket.said(ticket.name(centre), languages, gap_dots=0),
        ticket.RULE,
        *ticket.said(sentence, languages, gap_dots=16),
        *(ticket.shelter(centre, languages) if _alert(notice.refusal) else ()),
        Line(texts.moment(notice.at, zone), gap_dots=16),
    )


def _alert(refusal: Refusal | None) -> bool:
    return refusal is not None and "alert" in {refusal.closed, refusal.reason}
