# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Everybody who comes to the broker and is not what he says; what becomes of him, and what a technician reads of it.

The table of docs/access.md; a test tries each of them against a real broker.
"""

import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from broker_config.authority import Authority
from broker_config.certificates import YEAR
from tests import identities
from tests.broker_config.forgeries import DISPATCHER, KIOSK, NOW, forged, signed_by_a_kiosk, stolen, tls_of, tls_without
from tests.broker_config.visits import Visit
from tests.conftest import Broker

HELLO_1_1 = bytes.fromhex(
    "160301002d010000290302" + "5a" * 32 + "000002c0130100"  # version 3.2, one suite, no compression
)
"""A ClientHello of TLS 1.1 (RFC 4346, 7.4.1.2), by hand: Python warns whoever only names that version."""

REFUSED = "TLS ends it"
NAMELESS = "MQTT refuses it: no name"
NOBODY = "let in as nobody: may write and read nothing"
ITSELF = "let in as what its certificate says"

VERIFY, NO_NAME = "certificate verify failed", "not authorised"
HUNG_UP = "the broker hung up"


class Stranger(NamedTuple):
    """Who comes, and how; what becomes of him; words of the broker's log, and of the log of his unit."""

    who: str
    comes: Callable[[Broker, Path], Visit]
    fate: str
    broker_says: str
    unit_says: str = ""


def _with(text: Callable[[], str], **more: Any) -> Callable[[Broker, Path], Visit]:
    return lambda broker, folder: Visit(broker, tls_of(text(), folder), **more)


def _named(*names: str) -> Callable[[Broker, Path], Visit]:
    return _with(lambda: forged(list(names), identities.authority()))


def _speaking(latest: ssl.TLSVersion) -> Callable[[Broker, Path], Visit]:
    return lambda broker, folder: Visit(broker, tls_of(identities.identity(KIOSK), folder, latest=latest))


def _kiosk() -> str:
    return identities.identity(KIOSK)


STRANGERS = (
    Stranger(
        "nobody: TLS without a certificate",
        lambda broker, _: Visit(broker, tls_without()),
        REFUSED,
        "peer did not return a certificate",
        "the broker asks for a certificate, and this unit has none",
    ),
    Stranger("MQTT without TLS", lambda broker, _: Visit(broker, None), REFUSED, "wrong version number"),
    Stranger(
        "a browser: HTTP without TLS",
        lambda broker, _: Visit(broker, None, first=b"GET / HTTP/1.1\r\nHost: cherha\r\n\r\n"),
        REFUSED,
        "http request",
    ),
    Stranger("TLS 1.2", _speaking(ssl.TLSVersion.TLSv1_2), REFUSED, "unsupported protocol"),
    Stranger(
        "TLS 1.1",
        lambda broker, _: Visit(broker, None, first=HELLO_1_1),
        REFUSED,
        "unsupported protocol",
    ),
    Stranger(
        "the dispatcher's name, signed by itself",
        _with(lambda: forged([DISPATCHER], identities.authority(), own=True)),
        REFUSED,
        VERIFY,
        "the broker is of another centre, and does not know this unit",
    ),
    Stranger(
        "the dispatcher of another centre",
        _with(lambda: Authority.create("other", NOW).identity(DISPATCHER, NOW)),
        REFUSED,
        VERIFY,
        "the broker is of another centre, and does not know this unit",
    ),
    Stranger(
        "the dispatcher of another centre of the same name",
        _with(lambda: Authority.create("tests", NOW).identity(DISPATCHER, NOW)),
        REFUSED,
        VERIFY,
        "the broker is of another centre",
    ),
    Stranger(
        "the dispatcher's name, signed by a kiosk",
        _with(lambda: signed_by_a_kiosk(DISPATCHER)),
        REFUSED,
        VERIFY,
        "the broker is of another centre, and does not know this unit",
    ),
    Stranger(
        "an identity that ran out a year ago",
        _with(lambda: identities.authority().identity(DISPATCHER, NOW - 21 * YEAR)),
        REFUSED,
        VERIFY,
        "the broker says that this unit's certificate is over",
    ),
    Stranger(
        "an identity that begins next year",
        _with(lambda: forged([DISPATCHER], identities.authority(), begins=NOW + YEAR, ends=NOW + 2 * YEAR)),
        REFUSED,
        VERIFY,
        "the broker does not take this unit's certificate",
    ),
    Stranger("an identity that was revoked", _with(stolen), REFUSED, VERIFY, "this unit's certificate was revoked"),
    Stranger("a certificate without a name", _named(), NAMELESS, NO_NAME),
    Stranger("the dispatcher's name, a zero byte and more", _named(f"{DISPATCHER}\0x"), NAMELESS, NO_NAME),
    Stranger("a unit that is not in centre.toml", _named("kiosk-nowhere"), NOBODY, "u'kiosk-nowhere'"),
    Stranger("the name #", _named("#"), NOBODY, "u'#'"),
    Stranger("the name kiosk-+", _named("kiosk-+"), NOBODY, "u'kiosk-+'"),
    Stranger("the name kiosk/kiosk-hall", _named("kiosk/kiosk-hall"), NOBODY, "u'kiosk/kiosk-hall'"),
    Stranger("a name with a new line and a right in it", _named("x\ntopic readwrite #"), NOBODY, "topic readwrite #'"),
    Stranger("the dispatcher's name in capitals", _named(DISPATCHER.upper()), NOBODY, "u'DISPATCHER-MAIN'"),
    Stranger("the dispatcher's name and a space", _named(f"{DISPATCHER} "), NOBODY, f"u'{DISPATCHER} '"),
    Stranger("the broker's own identity", _with(lambda: identities.identity("broker-main")), NOBODY, "u'broker-main'"),
    Stranger("a kiosk's and the dispatcher's name in one", _named(KIOSK, DISPATCHER), ITSELF, f"u'{KIOSK}'"),
    Stranger("a kiosk that claims the dispatcher's name", _with(_kiosk, user=DISPATCHER), ITSELF, f"u'{KIOSK}'"),
    Stranger(
        "a kiosk that claims it with a password",
        _with(_kiosk, user=DISPATCHER, password="dispatcher"),  # noqa: S106 - nobody's
        ITSELF,
        f"u'{KIOSK}'",
    ),
    Stranger(
        "a kiosk with the dispatcher's client id",
        _with(_kiosk, client_id="cherha-dispatcher-main"),
        ITSELF,
        f"u'{KIOSK}'",
    ),
)
