# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Why TLS ends, in words; that the broker really says so is tried in tests/broker_config/test_strangers.py."""

import ssl

import pytest

from centre.tls_words import why

CERTIFICATE_HAS_EXPIRED = 10


@pytest.mark.parametrize("alert", ["SSLV3_ALERT_CERTIFICATE_EXPIRED", "SSLV3_ALERT_BAD_CERTIFICATE"])
def test_whose_clock_refused_us_is_the_brokers(alert: str) -> None:
    """Where the broker finds a certificate over, its clock may be wrong: nobody need go to each unit's Pi."""
    refusal = ssl.SSLError(1, "alert")
    refusal.reason = alert
    assert "Look at the clock of the broker's Pi; if it is right, run `cherha provision` again" in why(refusal)


def test_whose_clock_refuses_the_broker_is_ours() -> None:
    """Where a unit finds the broker's certificate over, it is this unit's clock."""
    refusal = ssl.SSLCertVerificationError(1, "certificate verify failed")
    refusal.verify_code = CERTIFICATE_HAS_EXPIRED
    assert why(refusal).startswith("the broker's certificate is over. Look at this Pi's clock; if it is right, run")
