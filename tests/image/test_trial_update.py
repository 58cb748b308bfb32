# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""When a Pi of the trial has refused a stick."""

from pathlib import Path

import pytest

from card import rauc
from card.bundle import Refusal
from image.trial.scene_update import refusal

BEGUN = "Starting cherha-update@sda1.service - Cherha: update from the stick sda1...\n"


def test_a_pi_that_looks_at_a_stick_has_not_refused_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Systemd's word that it begins is none of the signature; the Pi's own sentence is."""
    program = tmp_path / "rauc"
    program.write_text("#!/bin/sh\necho 'signature verification failed: unable to get local issuer' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(Refusal) as refused:
        rauc.info(Path("/stick/a.raucb"))
    assert refusal(BEGUN) is None
    assert refusal(f"{BEGUN}{refused.value}\ncherha-update@sda1.service: Failed\n") == str(refused.value)
