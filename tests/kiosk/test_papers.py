# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Whose paper is coming and whose is to be taken, and which language the page speaks to them."""

from datetime import UTC, date, datetime
from uuid import UUID

from centre.messages import TicketReply
from kiosk.papers import TAKE_S, Papers

FIRST, SECOND = UUID(int=1), UUID(int=2)


def reply(request_id: UUID) -> TicketReply:
    """Return the ticket that a press has got."""
    return TicketReply(
        request_id=request_id,
        ticket="А001",
        day=date(2026, 11, 23),
        service="passport",
        issued_at=datetime(2026, 11, 23, 8, tzinfo=UTC),
        ahead=0,
        windows=(1,),
    )


def both() -> Papers:
    """Return papers that two wait for, the second in English."""
    papers = Papers()
    papers.expect(FIRST, {"documents", "submit"}, None)
    papers.expect(SECOND, {"civil"}, "en")
    return papers


def test_the_newest_who_waits_is_spoken_to() -> None:
    """Whoever came last stands nearest; when their paper is not to come, the one before."""
    papers = both()
    assert (papers.coming(), papers.spoken()) == ({"documents", "submit", "civil"}, "en")
    assert papers.no_longer(SECOND) == "en"
    assert (papers.coming(), papers.spoken(), papers.awaited()) == ({"documents", "submit"}, None, True)


def test_a_ticket_that_is_out_is_shown_for_its_time() -> None:
    """At its own buttons and in its language, and nobody waits for it any more."""
    papers = both()
    papers.no_longer(FIRST)
    papers.come(reply(SECOND), 100.0, copy=False)
    out = papers.out
    assert out is not None
    assert (out.names, papers.spoken(), papers.awaited()) == ({"civil"}, "en", False)
    assert papers.deadline_s() == 100.0 + TAKE_S
    papers.due(100.0 + TAKE_S - 0.1)
    assert (papers.out, papers.spoken()) == (out, "en")
    papers.due(100.0 + TAKE_S)
    assert (papers.out, papers.spoken(), papers.deadline_s()) == (None, None, None)
