# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a technician does about a journal that the disk refuses: one sentence for each kind of refusal. Pure."""

import errno

FULL = "Free the disk, see df -h: the service goes on by itself."
WORN = "Restart this Pi, which checks its card; if it comes again change the card, see dmesg."
NOT_OURS = "Give the service's user this folder and all in it."
HELD = "Another program holds it: end that one."

_BY_SQLITE = {5: HELD, 6: HELD, 8: WORN, 10: WORN, 13: FULL}
"""SQLITE_BUSY, LOCKED, READONLY, IOERR and FULL: https://sqlite.org/rescode.html."""

_BY_SYSTEM = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: WORN, errno.EIO: WORN}


def advice(fault: Exception) -> str:
    """Return what to do about a refusal of SQLite or of the system."""
    if isinstance(fault, OSError):
        return _BY_SYSTEM.get(fault.errno or 0, NOT_OURS)
    return _BY_SQLITE.get(getattr(fault, "sqlite_errorcode", 0) & 0xFF, NOT_OURS)
