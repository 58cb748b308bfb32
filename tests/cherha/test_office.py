# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The office's commands, from the words typed to the sentence printed, through a real broker."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from centre.messages import (
    CarryOver,
    DeviceState,
    Leftover,
    ListLeftover,
    OfficeReply,
    Refusal,
    ReportOutage,
    encode,
    topic,
)
from centre.time import read_clocks
from cherha.__main__ import EXPECTED_FAULT
from tests.cherha.conftest import OfficeFriend
from tests.conftest import Broker


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("registry",), "registry: has failed. Closed: Паспорт. When it works again, add --over.\n"),
        (
            ("biometrics", "--over"),
            "biometrics: works again. Open, unless something else they need has failed: Паспорт.\n",
        ),
        (("power",), "power: noted. No service of {file} needs it, so nothing changes.\n"),
    ],
)
def test_an_outage_names_the_services_it_closes(
    words: tuple[Any, ...], sentence: str, dispatcher: OfficeFriend, said: Any, centre_file: str
) -> None:
    """What failed is said to the dispatcher, which services that touches to the head of centre."""
    assert said("outage", *words) == (0, sentence.format(file=centre_file), "")
    (asked,) = dispatcher.heard
    assert asked == ReportOutage(request_id=asked.request_id, resource=words[0], lost=len(words) == 1)


def leftover(*, kept: bool) -> tuple[Leftover, ...]:
    """Return two tickets, the first of today, the second as old as can be."""
    today = read_clocks().utc
    return (
        Leftover(ticket="А001", service="passport", state="waiting", issued_at=today, kept=kept),
        Leftover(
            ticket="ЩЮ1002", service="gone", state="no_show", issued_at=datetime(2026, 1, 2, tzinfo=UTC), kept=False
        ),
    )


def test_closing_lists_who_is_not_served(dispatcher: OfficeFriend, said: Any) -> None:
    """A table: ticket, the service's name, since when on the centre's clock, state, and what becomes of it."""
    left = (replace(leftover(kept=True)[0], in_time=False), leftover(kept=True)[1])
    dispatcher.answer = lambda asked: [OfficeReply(request_id=asked.request_id, leftover=left)]
    code, out, err = said("closing")
    since = left[0].issued_at.astimezone(ZoneInfo("Europe/Kyiv"))
    assert (code, err) == (0, "")
    assert out == (
        "Not served yet: 2. Good on the next day: 1.\n"
        "ticket  service  since             state    today     next day\n"
        f"А001    Паспорт  {since:%H:%M}             waiting  too late  good\n"
        "ЩЮ1002  gone     2026-01-02 02:00  no show  -         -\n"
    )
    assert [type(asked) for asked in dispatcher.heard] == [ListLeftover]


@pytest.mark.usefixtures("dispatcher")
def test_closing_on_a_good_day_is_one_sentence(said: Any) -> None:
    """Nobody is left."""
    assert said("closing") == (0, "Everybody has been served.\n", "")


@pytest.mark.parametrize(
    ("named", "meant"),
    [((), ()), (("a1",), ("А001",)), (("щю-1002", "A 12"), ("ЩЮ1002", "А012"))],
)
def test_closing_carries_all_or_the_named(
    named: tuple[str, ...], meant: tuple[str, ...], dispatcher: OfficeFriend, said: Any
) -> None:
    """Ticket numbers are understood as they are typed on a Latin keyboard; none means all that are left."""
    code, _, err = said("closing", "--carry", *named)
    assert (code, err) == (0, "")
    asked, listed = dispatcher.heard
    assert asked == CarryOver(request_id=asked.request_id, tickets=meant)
    assert listed == ListLeftover(request_id=listed.request_id)


def test_a_long_list_is_asked_page_by_page(dispatcher: OfficeFriend, said: Any) -> None:
    """Each page is asked for behind the last ticket of the one before."""
    first, second = leftover(kept=False)
    pages = {None: (first, True), "А001": (second, False)}

    def page(asked: Any) -> list[Any]:
        ticket, more = pages[asked.after]
        return [OfficeReply(request_id=asked.request_id, leftover=(ticket,), more=more)]

    dispatcher.answer = page
    code, out, _ = said("closing")
    assert (code, out.splitlines()[0]) == (0, "Not served yet: 2. Good on the next day: 0.")
    assert [asked.after for asked in dispatcher.heard] == [None, "А001"]


def test_a_refusal_is_one_sentence(dispatcher: OfficeFriend, said: Any) -> None:
    """The dispatcher's own reason, on stderr, and exit code 1."""
    dispatcher.answer = lambda asked: [
        Refusal(request_id=asked.request_id, reason="unknown_ticket", text="there is no ticket А012 today.")
    ]
    assert said("closing", "--carry", "а12") == (
        EXPECTED_FAULT,
        "",
        "The dispatcher refused: there is no ticket А012 today.\n",
    )


def test_without_a_broker_the_command_says_so_at_once(broker: Broker, said: Any) -> None:
    """Where it was looked for, what came of it, and what to do; nothing but that, no line of a log."""
    broker.kill()
    code, out, err = said("closing")
    assert (code, out) == (EXPECTED_FAULT, "")
    assert err == (
        f"broker 127.0.0.1:{broker.port}: [Errno 111] Connection refused. Nobody heard the command. See that the broker"
        " runs, and that [broker] in centre.toml is its address, then repeat the command: nothing is done twice.\n"
    )


def test_a_dispatcher_known_to_be_offline_is_said_at_once(broker: Broker, said: Any) -> None:
    """Its last will is retained, and the broker lets the office read it: nobody waits in vain."""
    gone = DeviceState(state="offline", version="1")
    broker.connect("dispatcher-main").publish(topic("state", role="dispatcher", id="main"), encode(gone), retain=True)
    assert said("closing") == (
        EXPECTED_FAULT,
        "",
        "The dispatcher is offline, nobody answers. Start it, then repeat the command: nothing is done twice.\n",
    )


def test_a_goodbye_that_waited_is_not_the_dispatchers_last_word(dispatcher: OfficeFriend, said: Any) -> None:
    """It was restarted between two commands: the second hears first what waited for it, and then how it is now."""
    assert said("closing")[0] == 0
    for state in ("offline", "ready"):
        told = DeviceState(state=state, version="1")
        dispatcher.client.publish(topic("state", role="dispatcher", id="main"), encode(told), retain=True)
    assert said("closing") == (0, "Everybody has been served.\n", "")


def test_a_ticket_is_called_by_its_number(dispatcher: OfficeFriend, said: Any) -> None:
    """Latin look-alikes and a lost zero are understood; what is no window is said before anything is asked."""
    assert said("call", "a1", "2") == (0, "А001 is called to window 2.\n", "")
    (asked,) = dispatcher.heard
    assert (asked.ticket, asked.window) == ("А001", 2)
    with pytest.raises(SystemExit):
        said("call", "a1", "two")
