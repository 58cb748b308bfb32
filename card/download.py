# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Fetches a bundle: the card's one door to the web. Who signed it is not asked here, nor trusted."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import urllib3
from urllib3.exceptions import HTTPError

from card.bundle import Refusal

CHUNK = 256 * 1024

BEGINS = "sha256:"
"""What is known by its beginning is called so."""

QUIET_S = 60.0
"""For how long a server may say nothing."""

SPARE = 64 * 1024 * 1024
"""Bytes that stay free for the journals."""

_OK, _NOT_MODIFIED = 200, 304


def fetch(url: str, to: Path, seen: str, free_bytes: Callable[[], int]) -> str | None:
    """Write what is at ``url`` into a file; return by what it is known again, None if that is ``seen`` still.

    Raises Refusal, and leaves no file, if it does not come, not whole, or has no room.
    """
    try:
        with urllib3.PoolManager(num_pools=1) as pool:
            answer = pool.request(
                "GET",
                url,
                headers=_unless(seen),
                timeout=urllib3.Timeout(connect=QUIET_S, read=QUIET_S),
                preload_content=False,
                retries=urllib3.Retry(total=3, redirect=5),
            )
            try:
                return _take(url, answer, to, seen, free_bytes)
            except Refusal:
                to.unlink(missing_ok=True)
                raise
            finally:
                answer.release_conn()
                answer.close()
    except HTTPError as wrong:
        to.unlink(missing_ok=True)
        raise Refusal(f"{url} does not come: {wrong}. Look at the network, then at the address.") from wrong
    except OSError as wrong:
        to.unlink(missing_ok=True)
        raise Refusal(f"{url} cannot be written to {to}: {wrong.strerror or wrong}. Make room.") from wrong


def _unless(seen: str) -> dict[str, str]:
    """Return how a server is asked for what is not seen yet: a tag has quotes (RFC 9110), else it is a date.

    One that gives neither is not asked: by what it sends first it is known.
    """
    if not seen or seen.startswith(BEGINS):
        return {}
    return {"If-None-Match" if '"' in seen else "If-Modified-Since": seen}


def _take(url: str, answer: urllib3.BaseHTTPResponse, to: Path, seen: str, free_bytes: Callable[[], int]) -> str | None:
    if answer.status == _NOT_MODIFIED:
        return None
    if answer.status != _OK:
        raise Refusal(f"{url}: the server says {answer.status}, expected 200. Compare the address.")
    to.unlink(missing_ok=True)  # what a power cut left of the night before
    tag = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
    length = int(answer.headers.get("Content-Length") or 0)
    if free_bytes() < length + SPARE:
        raise _no_room(url, length, free_bytes())
    with to.open("wb") as file:
        for piece in answer.stream(CHUNK):
            if free_bytes() < SPARE:  # a server need not say how much it sends, nor keep to it
                raise _no_room(url, max(length, file.tell()), free_bytes())
            file.write(piece)
            if not tag and file.tell() >= CHUNK:
                file.flush()
                tag = _beginning(to, length)
            if tag and tag == seen:  # the server knows no conditions
                break
        file.flush()
        os.fsync(file.fileno())
    tag = tag or _beginning(to, length)
    if tag != seen:
        return tag
    to.unlink()
    return None


def _beginning(file: Path, length: int) -> str:
    """Return by what a bundle without a tag is known: its length, and its first piece, in which its version has traces.

    Those are the times and the UUID of the file system in it (image/layout.py).
    """
    with file.open("rb") as opened:
        return f"{BEGINS}{hashlib.sha256(opened.read(CHUNK)).hexdigest()} {length}"


def _no_room(url: str, size: int, free: int) -> Refusal:
    return Refusal(
        f"There is no room for {url}: it has {size // 1_000_000} MB, and {free // 1_000_000} MB are free. "
        "Take a larger card, or a stick."
    )
