# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Why a broker and a unit do not believe each other, in a technician's words; pure.

The numbers are OpenSSL's (openssl-verification-options(1)), the alerts those of RFC 8446, 6.2.
"""

import ssl

_AGAIN = "Copy the card's folder that `cherha provision` made for this centre again."
_RENEW = "if it is right, run `cherha provision` again and copy the card's folder again."
_CLOCK, _BROKERS_CLOCK = f"Look at this Pi's clock; {_RENEW}", f"Look at the clock of the broker's Pi; {_RENEW}"
_ADDRESS = (
    "the broker's certificate is for another address. See [broker] host in centre.toml, run `cherha provision` again,"
    " and copy the folder of the broker's card."
)
_STRANGER = f"the broker is of another centre. {_AGAIN}"

_PEER = {
    10: f"the broker's certificate is over. {_CLOCK}",
    18: _STRANGER,
    19: _STRANGER,
    20: _STRANGER,
    62: _ADDRESS,
    64: _ADDRESS,
}

_ALERTS = {
    "UNKNOWN_CA": f"the broker is of another centre, and does not know this unit. {_AGAIN}",
    "DECRYPT_ERROR": f"the broker is of another centre of the same name, and does not believe this unit. {_AGAIN}",
    "CERTIFICATE_EXPIRED": f"the broker says that this unit's certificate is over. {_BROKERS_CLOCK}",
    "CERTIFICATE_REVOKED": f"this unit's certificate was revoked: another card has its place. {_AGAIN}",
    "CERTIFICATE_REQUIRED": f"the broker asks for a certificate, and this unit has none. {_AGAIN}",
    "BAD_CERTIFICATE": f"the broker does not take this unit's certificate. {_BROKERS_CLOCK}",
    "PROTOCOL_VERSION": "what answers there speaks no TLS 1.3: no broker of Cherha's. See [broker] in centre.toml.",
    "WRONG_VERSION_NUMBER": "what answers there speaks no TLS: no broker of Cherha's. See [broker] in centre.toml.",
}

# Mosquitto 2.0.11 does so where it has looked at a certificate only when it read what came behind it.
_HUNG_UP = "the broker hung up. If this goes on, its log says why, on its Pi: `journalctl -u cherha-broker`."

HANGS = (
    "what answers there does not prove who it is in time: a broker that hangs, or none. See [broker] in centre.toml."
)


def why(refusal: ssl.SSLError) -> str:
    """Return the sentence of a refused TLS connection; of one that nobody foresaw OpenSSL's own words."""
    if isinstance(refusal, ssl.SSLCertVerificationError) and refusal.verify_code in _PEER:
        return _PEER[refusal.verify_code]
    if isinstance(refusal, ssl.SSLEOFError):
        return _HUNG_UP
    reason: str = refusal.reason or ""
    return next((words for alert, words in _ALERTS.items() if alert in reason), str(refusal))
