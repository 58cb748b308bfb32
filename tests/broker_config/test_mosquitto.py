# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Mosquitto's configuration: what it says, and what a real Mosquitto does by it."""

import socket
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from broker_config.acl import acl
from broker_config.mosquitto import QUEUED_BYTES, Files, mosquitto_conf
from broker_config.program import LARGEST_PACKET
from centre.centre_file import load
from centre.config import CentreFile
from centre.config_cards import Region
from centre.messages import LARGEST_PAYLOAD
from tests.broker_config.goldens import assert_golden
from tests.conftest import PATIENCE_S, SMALL

if TYPE_CHECKING:
    from tests.conftest import Broker

REQUEST = "cherha/1/kiosk/kiosk-hall/request"


FILES = Files(*(Path(f"/run/cherha broker/{name}") for name in ("acl", "identity.pem", "authority.pem", "revoked.pem")))


def directives(centre: CentreFile) -> list[str]:
    """Return the lines that are not comments."""
    text = mosquitto_conf(centre, FILES, "cherha-broker")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_configuration_says_no_more_than_it_must(small_centre: CentreFile) -> None:
    """One listener of TLS, names by certificate, rights by the acl_file, no Nagle, nothing stored, few log lines."""
    assert directives(small_centre) == [
        "listener 8883 127.0.0.1",
        "protocol mqtt",
        "cafile /run/cherha broker/authority.pem",
        "certfile /run/cherha broker/identity.pem",
        "keyfile /run/cherha broker/identity.pem",
        "crlfile /run/cherha broker/revoked.pem",
        "tls_version tlsv1.3",
        "require_certificate true",
        "use_identity_as_username true",
        "allow_anonymous false",
        "acl_file /run/cherha broker/acl",
        "max_connections 78",
        "persistence false",
        "max_queued_messages 1000",
        "max_queued_bytes 1048576",
        "max_inflight_messages 20",
        "persistent_client_expiration 1d",
        "max_keepalive 60",
        f"max_packet_size {LARGEST_PAYLOAD + 4096}",
        "set_tcp_nodelay true",
        "sys_interval 0",
        "log_dest stderr",
        "log_timestamp false",
        "log_type error",
        "log_type warning",
        "log_type notice",
        "user cherha-broker",
    ]


def test_broker_that_others_need_listens_wherever_its_pi_is_found(small_centre: CentreFile) -> None:
    """With an address of its own it listens at every address, for those on its Pi when the cable is out."""
    centre = replace(small_centre, broker=replace(small_centre.broker, host="192.168.10.10"))
    assert directives(centre)[0] == "listener 8883"


def test_largest_payload_of_the_contract_gets_through(broker: "Broker") -> None:
    """The limit of the packet leaves room for the largest payload and its properties."""
    dispatcher, kiosk = broker.connect("dispatcher-main"), broker.connect("kiosk-kiosk-hall")
    dispatcher.subscribe(REQUEST)
    assert kiosk.publish(REQUEST, b"x" * LARGEST_PAYLOAD) == 0
    assert len(dispatcher.next().payload) == LARGEST_PAYLOAD


def test_megabyte_reaches_nobody_and_the_broker_goes_on(broker: "Broker") -> None:
    """A payload of 1 MB gets its sender cut off; all others are served as before."""
    dispatcher, kiosk = broker.connect("dispatcher-main"), broker.connect("kiosk-kiosk-hall")
    dispatcher.subscribe("cherha/1/#")
    cut = threading.Event()
    giant = broker.connect("kiosk-kiosk-hall")
    giant.paho.on_disconnect = lambda *_: cut.set()
    giant.paho.publish(REQUEST, b"x" * 1_000_000, qos=1)
    assert cut.wait(PATIENCE_S)
    giant.close()
    assert kiosk.publish(REQUEST, b"small") == 0
    assert dispatcher.next().payload == b"small"


def test_client_is_told_the_largest_packet_and_the_longest_silence(broker: "Broker") -> None:
    """The broker says its limits when it accepts a client, so a good client need not run into them."""
    told = broker.connect("kiosk-kiosk-hall", keepalive_s=3600).limits
    assert (told["MaximumPacketSize"], told["ServerKeepAlive"]) == (LARGEST_PACKET, 60)


def test_who_does_not_read_costs_others_nothing_and_little_memory(broker: "Broker") -> None:
    """A display that hangs is kept what waits for it up to the limit; whoever speaks and reads notices nothing."""
    dispatcher, hung, lively = (broker.connect(user) for user in ("dispatcher-main", "display-hall", "technician"))
    for listener in (hung, lively):
        listener.subscribe("cherha/1/board")
    goes_on, hears = threading.Event(), hung.paho.on_message
    assert hears is not None

    def hear_late(*heard: Any) -> None:
        if goes_on.wait(PATIENCE_S):
            hears(*heard)

    hung.paho.on_message = hear_late
    boards = [b"%d " % number + b"x" * 60_000 for number in range(60)]
    for board in boards:
        assert dispatcher.publish("cherha/1/board", board) == 0
        assert lively.next().payload == board
    goes_on.set()
    kept = [hung.next().payload for _ in range(QUEUED_BYTES // 60_000)]
    assert kept == boards[: len(kept)]
    dispatcher.publish("cherha/1/board", b"the end")
    while (heard := hung.next().payload) != b"the end":
        kept.append(heard)
    assert len(kept) < len(boards)


def test_more_connections_than_a_centre_needs_are_not_taken(broker: "Broker") -> None:
    """Whoever comes when all places are taken is closed at once, and tries again; who is there is served."""
    dispatcher = broker.connect("dispatcher-main")
    places = next(int(line.split()[1]) for line in directives(broker.centre) if line.startswith("max_connections"))
    with ExitStack() as crowd:
        for _ in range(places):
            crowd.enter_context(socket.create_connection((broker.host, broker.port)))
        late = crowd.enter_context(socket.create_connection((broker.host, broker.port)))
        late.settimeout(PATIENCE_S)
        assert late.recv(1) == b""
        assert dispatcher.publish("cherha/1/board") in {0, 16}


@pytest.mark.parametrize("name", ["small", "large", "mobile"])
def test_files_of_each_example_are_the_golden_ones(name: str) -> None:
    """What Mosquitto is told for each example was read and found good, line by line."""
    centre = load(SMALL.with_name(f"{name}.toml"))
    assert_golden(mosquitto_conf(centre, FILES, "cherha-broker"), f"{name}.conf")
    assert_golden(acl(centre), f"{name}.acl")


def test_file_of_a_centre_with_everything_is_the_golden_one() -> None:
    """A region and a door for pages add their user each, and nothing else."""
    small = load(SMALL)
    broker = replace(small.broker, host="192.168.10.10", pages_port=8080)
    assert_golden(acl(replace(small, broker=broker, region=Region(host="r", name="lviv-1"))), "everything.acl")


def test_broker_that_was_killed_starts_empty(broker: "Broker") -> None:
    """Nothing is kept over a restart: no board of yesterday appears before the dispatcher has spoken."""
    dispatcher = broker.connect("dispatcher-main")
    dispatcher.publish("cherha/1/board", b"yesterday", retain=True)
    dispatcher.close()
    broker.kill()
    broker.start()
    display = broker.connect("display-hall")
    display.subscribe("cherha/1/board")
    broker.connect("dispatcher-main").publish("cherha/1/board", b"today")
    assert display.next().payload == b"today"
    assert sorted(path.name for path in broker.folder.iterdir()) == ["acl", "authority.pem", "mosquitto.conf"]
