# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The programs of the system that take-in asks for something: the one door to them, which a test replaces."""

import logging
import shutil
import subprocess
from collections.abc import Sequence

log = logging.getLogger(__name__)

PATIENCE_S = 120.0
"""How long a program may take; growing a file system over a whole card takes some seconds."""


class Programs:
    """Runs them."""

    def run(self, words: Sequence[str], given: str = "") -> bool:
        """Run a program with ``given`` on its stdin; return whether it did its work, and say in the log what ails it.

        One that is not installed has nothing to do here, and did not do it.
        """
        if shutil.which(words[0], path=_PATH) is None:
            log.info("%s is not installed", words[0])
            return False
        try:
            done = subprocess.run(
                words, input=given, capture_output=True, text=True, timeout=PATIENCE_S, check=False, env={"PATH": _PATH}
            )
        except subprocess.TimeoutExpired:
            log.warning("%s: no end after %g s", " ".join(words), PATIENCE_S)
            return False
        if done.returncode:
            log.warning("%s: exit code %d: %s", " ".join(words), done.returncode, done.stderr.strip())
        return done.returncode == 0


class NoPrograms(Programs):
    """Runs none: below another root than / the system that would hear of it is not the one that runs."""

    def run(self, words: Sequence[str], given: str = "") -> bool:  # noqa: ARG002 - as the real one
        """Say what would have been run."""
        log.info("not run below another root: %s", " ".join(words))
        return False


_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
