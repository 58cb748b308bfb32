# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What proves the wall clock: the kernel's word that it is synchronised, or a battery clock that agrees with it.

It costs some microseconds, so a loop may ask at every turn. It does not judge what an unproven clock means.
"""

import ctypes
import functools
import time
from datetime import UTC, datetime
from pathlib import Path

BUILT = datetime(2026, 1, 1, tzinfo=UTC)
"""No clock that shows less is right: this program was not written yet."""

RTC = Path("/sys/class/rtc")

AGREES_S = 60.0
"""A battery clock proves a wall clock that is no farther from it: its pace is good for two seconds a day."""

_TIME_ERROR = 5
_TIMEX_BYTES = 256
"""More than the kernel's struct timex has (208 on 64 bits)."""


def is_proven(utc: datetime, steady_s: float) -> bool:
    """Return whether anything proves the wall clock that was read together with the steady one."""
    return utc >= BUILT and (synchronised() or agrees(utc, steady_s, _battery_less_steady_s()))


def synchronised() -> bool:
    """Return whether the kernel says so, adjtimex(2): after timesyncd, ntpd, or chrony with its ``rtcsync``.

    A question that changes nothing needs no right; under systemd's ProtectClock= it is refused, and nothing is proven.
    """
    state: int = _libc().adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
    return 0 <= state < _TIME_ERROR


def agrees(utc: datetime, steady_s: float, battery_less_steady_s: float | None) -> bool:
    """Return whether a battery clock, known by its distance from the steady one, shows the same and can be right."""
    if battery_less_steady_s is None:
        return False
    shows_s = battery_less_steady_s + steady_s
    return shows_s >= BUILT.timestamp() and abs(shows_s - utc.timestamp()) < AGREES_S


def battery_less_steady_s(folder: Path, steady_s: float) -> float | None:
    """Return the seconds since 1970 of the battery clock that set the system's (``hctosys``), less the steady clock's.

    None without one. One whose battery is empty shows 1970, though something else may have set the wall clock since.
    """
    for clock in sorted(folder.glob("rtc*")):
        try:
            if (clock / "hctosys").read_text().strip() == "1":
                return int((clock / "since_epoch").read_text()) - steady_s
        except (OSError, ValueError):
            continue
    return None


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)


@functools.cache
def _battery_less_steady_s() -> float | None:
    """Read it once: a question costs a millisecond on its bus, and afterwards the steady clock keeps its pace."""
    return battery_less_steady_s(RTC, time.monotonic())


def how_to_set(time_zone: str) -> str:
    """Return what a technician types, as root, to set the clock by a watch.

    systemd refuses to set a clock that it still keeps by the network, so that is switched off first.
    """
    zone = f"timedatectl set-timezone {time_zone}"
    return f"timedatectl set-ntp false && {zone} && timedatectl set-time 'YYYY-MM-DD HH:MM:SS'"
