# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Identities for tests: one authority for all centres of a run, and what it says of anybody, made once each."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from broker_config.acl import units
from broker_config.authority import Authority, write_secret
from centre.config import CentreFile
from centre.credentials import REVOKED, identity_file
from centre.identity import TECHNICIAN, user_of

BROKER = "broker-main"
HOSTS = ("127.0.0.1", "localhost")


@cache
def authority() -> Authority:
    """Return the authority of all centres of this run."""
    return Authority.create("tests", datetime.now(UTC))


@cache
def identity(user: str) -> str:
    """Return an identity of a user of the broker, whoever that is."""
    return authority().identity(user, datetime.now(UTC), HOSTS if user == BROKER else ())


def give(user: str, folder: Path | None = None) -> None:
    """Put an identity where every process of the test finds its own (CHERHA_KEYS), or into a folder."""
    write_secret(identity_file(user, folder), identity(user))


def give_all(centre: CentreFile, folder: Path | None = None) -> None:
    """Put all of a centre there: its broker, with nobody revoked, all who speak, and the technician."""
    for user in (BROKER, TECHNICIAN, *(user_of(unit.role, unit.id) for unit in units(centre))):
        give(user, folder)
    identity_file(BROKER, folder).with_name(REVOKED).write_text(_nobody())


@cache
def _nobody() -> str:
    return authority().revocations((), datetime.now(UTC))
