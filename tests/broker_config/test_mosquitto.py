# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Mosquitto's configuration: what it says, and what a real Mosquitto does by it."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from broker_config.mosquitto import LARGEST_PACKET, mosquitto_conf
from centre.config import CentreFile
from centre.messages import LARGEST_PAYLOAD

if TYPE_CHECKING:
    from tests.conftest import Broker

REQUEST = "cherha/1/kiosk/kiosk-hall/request"
PATIENCE_S = 10.0


def directives(centre: CentreFile) -> list[str]:
    """Return the lines that are not comments."""
    text = mosquitto_conf(centre, Path("/run/cherha broker/acl"), "cherha-broker")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_configuration_says_no_more_than_it_must(small_centre: CentreFile) -> None:
    """One listener of MQTT, rights by the acl_file, no Nagle, nothing stored, few log lines."""
    assert directives(small_centre) == [
        "listener 1883 127.0.0.1",
        "protocol mqtt",
        "allow_anonymous true",
        "acl_file /run/cherha broker/acl",
        "set_tcp_nodelay true",
        f"max_packet_size {LARGEST_PAYLOAD + 4096}",
        "persistence false",
        "max_queued_messages 1000",
        "persistent_client_expiration 1d",
        "max_keepalive 60",
        "sys_interval 0",
        "log_dest stdout",
        "log_timestamp false",
        "log_type error",
        "log_type warning",
        "log_type notice",
        "user cherha-broker",
    ]


def test_reader_of_the_file_is_told_that_names_are_not_proven(small_centre: CentreFile) -> None:
    """Until there are certificates the file itself warns whoever opens it."""
    text = mosquitto_conf(small_centre, Path("acl"), "root")
    assert "Until certificates prove who is there, a name is only claimed" in text


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
    assert sorted(path.name for path in broker.folder.iterdir()) == ["acl", "mosquitto.conf"]
