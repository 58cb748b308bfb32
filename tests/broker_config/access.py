# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Who may say and hear what, found out by trying: each role at each topic of the table, before a running broker."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from broker_config.acl import Unit, units
from centre.centre_file import load
from centre.config import CentreFile
from centre.config_cards import Region
from centre.identity import TECHNICIAN, user_of
from centre.messages import PREFIX, WIRE, Row
from tests.conftest import SMALL, Broker, Client
from tests.ports import free_port

ROLES = ("kiosk", "desk", "display", "siren", "rating", "office", "dispatcher", "bridge", "page", TECHNICIAN)
ALL, OWN, NONE = "all", "own", "·"
NOT_AUTHORISED = 135
DISPATCHER = user_of("dispatcher", "main")


class Topic(NamedTuple):
    """A topic of a table line: whose it is, if it is one's own; who, if anybody, can say it, to try its hearers."""

    row: Row
    topic: str
    owner: str
    speaker: str


Found = dict[tuple[str, str], str]
"""By line of the table and role: ``all``, ``own`` (its own topic alone), or nothing."""


def large_centre() -> CentreFile:
    """Return the large example, which has two of every role, with a region and a door for pages, on a free port."""
    centre = load(SMALL.with_name("large.toml"))
    broker = replace(centre.broker, host="127.0.0.1", port=free_port(), pages_port=free_port())
    return replace(centre, broker=broker, region=Region(host="127.0.0.1", name="region"))


def may_write(row: Row, role: str) -> str:
    """Return what the topic table gives a role to say: units speak for themselves alone."""
    if role not in row.senders:
        return NONE
    return OWN if row.topic.startswith((f"{role}/", "{role}/")) else ALL


def may_read(row: Row, role: str) -> str:
    """Return what the topic table gives a role to hear: its own replies and window, the technician all but citizens."""
    if role == TECHNICIAN:
        return NONE if row.sealed else ALL
    if role not in row.receivers:
        return NONE
    return OWN if row.topic.startswith(f"{role}/") or (role == "desk" and row.name == "window") else ALL


def try_all(broker: Broker) -> tuple[Found, Found]:
    """Return who may write and who may read what."""
    everyone = list(units(broker.centre))
    topics = [topic for row in WIRE for topic in _topics(row, everyone)]
    clients = {
        user: broker.connect(user)
        for user in {*_tried(everyone).values(), *(one.speaker for one in topics if one.speaker)}
    }
    tried = _tried(everyone)
    return _written(topics, tried, clients), _read(topics, tried, clients)


def _tried(everyone: list[Unit]) -> dict[str, str]:
    """Return the user that is tried for each role: the first."""
    first: dict[str, str] = {unit.role: user_of(unit.role, unit.id) for unit in reversed(everyone)}
    return {role: TECHNICIAN if role == TECHNICIAN else first[role] for role in ROLES}


def _topics(row: Row, everyone: list[Unit]) -> Iterator[Topic]:
    """Yield a line's topics: of the first two of each role that has one of its own, so each could wish the other's.

    Where a centre has one only, the other is nobody's.
    """
    for role, units_of_role in _first_two(everyone).items():
        own = row.topic.startswith(f"{role}/") or (row.topic.startswith("{role}/") and role in row.senders)
        for unit in units_of_role:
            if own or (unit.window is not None and "{window}" in row.topic):
                user = user_of(unit.role, unit.id)
                yield Topic(row, _filled(row, role, unit), user, user if role in row.senders else DISPATCHER)
        if own and len(units_of_role) == 1:
            speaker = "" if role in row.senders else DISPATCHER
            yield Topic(row, _filled(row, role, units_of_role[0]._replace(id="other")), "", speaker)
    if "{" not in row.topic:
        yield Topic(row, f"{PREFIX}/{row.topic}", "", user_of(row.senders[0], "main"))


def _filled(row: Row, role: str, unit: Unit) -> str:
    return f"{PREFIX}/{row.topic.format(role=role, id=unit.id, window=unit.window)}"


def _first_two(everyone: list[Unit]) -> dict[str, list[Unit]]:
    return {role: [unit for unit in everyone if unit.role == role][:2] for role in ROLES}


def _written(topics: list[Topic], tried: dict[str, str], clients: dict[str, Client]) -> Found:
    allowed = {
        (topic, role): clients[user].publish(topic.topic) != NOT_AUTHORISED
        for topic in topics
        for role, user in tried.items()
    }
    return _summed(allowed, tried)


def _read(topics: list[Topic], tried: dict[str, str], clients: dict[str, Client]) -> Found:
    allowed: dict[tuple[Topic, str], bool] = {}
    listeners = {role: clients[user] for role, user in tried.items()}
    for client in listeners.values():
        client.subscribe("#")
    for topic in (topic for topic in topics if topic.speaker):
        payload = f"said on {topic.topic}".encode()
        clients[topic.speaker].publish(topic.topic, payload)
        for role, client in listeners.items():
            client.subscribe("the/end")  # MQTT keeps the order: whatever was meant for it has come before this answer
            allowed[topic, role] = payload in _heard(client)
    return _summed(allowed, tried)


def _heard(client: Client) -> list[bytes]:
    return [client.next().payload for _ in range(client.heard.qsize())]


def _summed(allowed: dict[tuple[Topic, str], bool], tried: dict[str, str]) -> Found:
    """Return what was allowed, each line of the table and role in a word; fail if two topics of one kind differ."""
    found: Found = {}
    for row, role in ((row, role) for row in WIRE for role in ROLES):
        mine, others = set[bool](), set[bool]()
        for (topic, who), may in allowed.items():
            if (topic.row, who) == (row, role):
                (mine if topic.owner == tried[role] else others).add(may)
        assert len(mine) <= 1, f"{row.name}, {role}: some of its own, and some not"
        assert len(others) <= 1, f"{row.name}, {role}: some of another's, and some not"
        found[row.name, role] = ALL if others == {True} else OWN if mine == {True} else NONE
    return found
