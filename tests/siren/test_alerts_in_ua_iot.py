# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""alerts.in.ua's letter for small devices: A, P or N, and nothing else is understood."""

import pytest

from centre.facts_base import Threat
from siren.alerts_in_ua_iot import read
from siren.report import CLEAR, Answer, raised
from tests.siren.told import BROKEN_BODIES, FAILURES, NOW, failed, said


def test_n_is_an_all_clear() -> None:
    """The one letter that is."""
    assert read(said("N"), ["4"], NOW) == CLEAR


def test_an_alert_in_a_part_of_the_region_counts() -> None:
    """The letter does not say in which part, so it may be ours."""
    assert read(said("A"), ["4"], NOW) == raised([Threat(level="unknown", reason="Повітряна тривога")])
    partly = Threat(level="unknown", reason="Повітряна тривога в частині регіону")
    assert read(said("P"), ["4"], NOW) == raised([partly])


@pytest.mark.parametrize("content", ["", " ", "n", "NN", "ANNNN", "X", None, 0, False, [], ["N"], {"message": "N"}])
def test_anything_else_is_no_all_clear(content: object) -> None:
    """A space is a region that the service does not define; twenty-seven letters are another question's answer."""
    assert read(said(content), ["4"], NOW).says == "unreadable"


@pytest.mark.parametrize("status", FAILURES)
def test_an_error_is_no_all_clear(status: int) -> None:
    """Not even with an N in it."""
    assert read(said("N")._replace(status=status), ["4"], NOW).says == "unreadable"
    assert read(failed(status), ["4"], NOW).says == "unreadable"


@pytest.mark.parametrize("body", [*BROKEN_BODIES, b'"N', b"N"])
def test_what_cannot_be_read_is_no_all_clear(body: bytes) -> None:
    """Cut, empty, a web page, another form."""
    assert read(Answer(200, {}, body), ["4"], NOW).says == "unreadable"
