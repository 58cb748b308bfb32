# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``cherha doctor`` tries without a unit: the broker, the dispatcher, its clock, and the machine it stands on."""

import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from card.card_file import FOLDER, KEYS
from card.installed import ETC, NOW, current
from card.machine import image
from card.reading import verify
from card.refusals import Refused
from centre.config import CentreFile
from centre.config_cards import Broker
from centre.errors import CherhaError
from centre.forgetting import forgets, why
from centre.messages import AskClock
from centre.trials import Finding, Trial, parted
from cherha.conversation import with_dispatcher

CONNECT_S = FIRMWARE_S = 3.0

COMMITS, COMMIT_BYTES = 20, 4096
SLOWEST_MS = 200.0
"""A card whose usual commit takes longer makes citizens wait: a healthy one needs 5 to 50 ms."""

LEAST_FREE_MB = 500
HOTTEST_C = 80.0
"""From here on a Pi slows itself down."""

UNDER_VOLTAGE_NOW, UNDER_VOLTAGE_SEEN = 0x1, 0x10000
"""Bits of ``vcgencmd get_throttled``."""

SYS, ROOT = Path("/sys"), Path("/")

DATA = "data partition"


def trials(
    centre: CentreFile, state: Path, sys: Path = SYS, root: Path = ROOT, file: Path | None = None
) -> tuple[Trial, ...]:
    """Return the trials of what needs no unit; what this machine has no sensor for is not among them.

    ``file``: of the centre, for commands that are told.
    """
    told = f" --centre {file}" if file is not None else ""
    broker = f"broker {centre.broker.host}:{centre.broker.port}"
    machine: dict[str, Callable[[str], Finding]] = {
        f"disk of {state}": lambda part: disk(part, state),
        "free space": lambda part: free(part, state),
        **({"temperature": lambda part: temperature(part, _thermal(sys))} if _thermal(sys).exists() else {}),
        **({"supply voltage": voltage} if shutil.which("vcgencmd") else {}),
        **({DATA: lambda _: data(root)} if image(root) or forgets(root) else {}),
        **({"card": lambda part: taken_in(part, root, datetime.now(UTC))} if current(root) else {}),
    }
    return (
        Trial("the queue", (broker, "dispatcher", "clock"), lambda _: _queue(broker, centre.broker, told)),
        Trial("this machine", tuple(machine), lambda _: (look(part) for part, look in machine.items())),
    )


def disk(part: str, folder: Path) -> Finding:
    """Write as the journal does: some bytes, then wait until they are on the disk, again and again."""
    if not folder.is_dir():
        return Finding(part, "untried", "there is no such folder", "Name the journal's: --state DIR")
    trial = folder / f".doctor-{os.getpid()}"
    try:
        with trial.open("wb", buffering=0) as file:
            taken_ms = [_commit_ms(file.fileno()) for _ in range(COMMITS)]
    except OSError as fault:
        todo = "Make room or give this user the folder; of a card that has turned read-only take a new one."
        return Finding(part, "broken", f"cannot be written: {fault.strerror}", todo)
    finally:
        with contextlib.suppress(OSError):
            trial.unlink()
    usual_ms = statistics.median(taken_ms)
    says = f"a commit takes {usual_ms:.1f} ms, the slowest of {COMMITS} took {max(taken_ms):.1f}"
    if usual_ms > SLOWEST_MS:
        return Finding(part, "broken", says, "Each ticket waits for it. Take another card, one for surveillance.")
    return Finding(part, "works", says)


def free(part: str, folder: Path) -> Finding:
    """Look at the room that is left where the journal is."""
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    free_mb = shutil.disk_usage(there).free // 1_000_000
    if free_mb < LEAST_FREE_MB:
        return Finding(part, "broken", f"{free_mb} MB", f"Make room: at least {LEAST_FREE_MB} MB should be free.")
    return Finding(part, "works", f"{free_mb} MB")


def temperature(part: str, sensor: Path) -> Finding:
    """Read the processor's sensor, which counts in thousandths of a degree."""
    try:
        celsius = int(sensor.read_text(encoding="ascii")) / 1000
    except (OSError, ValueError):
        return Finding(part, "untried", "its sensor cannot be read")
    if celsius >= HOTTEST_C:
        return Finding(part, "broken", f"{celsius:.0f} °C", "Give it air: from 80 °C on a Pi slows itself down.")
    return Finding(part, "works", f"{celsius:.0f} °C")


def voltage(part: str) -> Finding:
    """Ask the Pi's firmware whether its supply was too weak since it was switched on."""
    words = ["vcgencmd", "get_throttled"]
    try:
        asked = subprocess.run(words, capture_output=True, text=True, timeout=FIRMWARE_S, check=False)
    except subprocess.TimeoutExpired:
        return voltage_said(part, "")
    return voltage_said(part, asked.stdout)


def voltage_said(part: str, answer: str) -> Finding:
    """Return what ``throttled=0x…`` means."""
    try:
        bits = int(answer.strip().rpartition("=")[2], 16)
    except ValueError:
        return Finding(part, "untried", "vcgencmd does not answer; is the user in group video?")
    todo = "Take a stronger supply and a shorter cable: a weak one loses cards and buttons."
    if bits & UNDER_VOLTAGE_NOW:
        return Finding(part, "broken", "too low now", todo)
    if bits & UNDER_VOLTAGE_SEEN:
        return Finding(part, "broken", "was too low since it was switched on", todo)
    return Finding(part, "works", "never too low since it was switched on")


def data(root: Path) -> Finding:
    """Look whether our image has a place to keep anything; without one it works in memory alone."""
    if not forgets(root):
        return Finding(DATA, "works", "is there")
    todo = f"Flash the image onto a new card, and copy the folder {FOLDER} of this place to it."
    says = "cannot be used: what is written is forgotten when the power goes"
    initrd = why(root)
    return Finding(DATA, "broken", f"{says}. {initrd}" if initrd else says, todo)


def taken_in(part: str, root: Path, now: datetime) -> Finding:
    """Look whether what this Pi took in is whole, and until when the first of its identities holds."""
    folder = root / ETC / NOW
    if not os.access(folder / KEYS, os.R_OK | os.X_OK):
        return Finding(part, "untried", "only root may read its identities", "Say: sudo cherha doctor")
    try:
        taken = verify(folder, None)
    except Refused as wrong:
        return Finding(part, "broken", *parted(wrong))
    until = min(identity.until for identity in taken.identities.values())
    says = f"{taken.about.card}, its identities hold until {until:%Y-%m-%d}"
    if now >= until:
        return Finding(part, "broken", says, "Make the folders anew: cherha provision. Copy this card's again.")
    return Finding(part, "works", says)


def _queue(part: str, broker: Broker, more: str) -> Iterator[Finding]:
    """Yield whether the broker takes a connection, the dispatcher answers, and what its clock is worth."""
    try:
        socket.create_connection((broker.host, broker.port), CONNECT_S).close()
    except OSError as fault:
        todo = "See that it runs, that [broker] in centre.toml is its address, and that the network cable is in."
        yield Finding(part, "broken", f"cannot be reached: {fault.strerror or fault}", todo)
        return
    yield Finding(part, "works", "takes a connection")
    try:
        with with_dispatcher(broker) as dispatcher:
            said = dispatcher.ask(AskClock(request_id=uuid4())).clock
    except CherhaError as fault:
        yield Finding("dispatcher", "broken", *parted(fault))
        return
    yield Finding("dispatcher", "works", "answers")
    if said is None or said.trusted:
        yield Finding("clock", "works", "the dispatcher trusts its clock")
        return
    todo = f"See what it says, and vouch for it if it is right: cherha clock{more}, then cherha clock --trust{more}"
    yield Finding("clock", "broken", "nothing proves the dispatcher's clock", todo)


def _commit_ms(descriptor: int) -> float:
    begun = time.perf_counter()
    os.write(descriptor, bytes(COMMIT_BYTES))
    os.fsync(descriptor)
    return (time.perf_counter() - begun) * 1000


def _thermal(sys: Path) -> Path:
    return sys / "class" / "thermal" / "thermal_zone0" / "temp"
