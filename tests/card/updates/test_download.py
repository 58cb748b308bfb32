# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A bundle from a real server on loopback: whole, or not at all."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from card.bundle import Refusal
from card.download import SPARE, fetch

CONTENT = bytes(range(256)) * 4000
ROOM = 10**12


def content(path: str) -> bytes:
    """Return what is served there."""
    served = b"\1" + CONTENT[1:] if "other" in path else CONTENT
    return served[:1000] if "short" in path else served


class Server(BaseHTTPRequestHandler):
    """Serves one file with a tag; its path says what ails it."""

    def do_GET(self) -> None:
        """Answer."""
        date = "Thu, 26 Nov 2026 10:00:00 GMT"
        known = ("If-Modified-Since", date) if "tagless" in self.path else ("If-None-Match", '"tag"')
        if self.headers.get(known[0]) == known[1] and "stubborn" not in self.path:
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(404 if "missing" in self.path else 200)
        if "endless" not in self.path:
            self.send_header("Content-Length", str(len(content(self.path))))
        if "tagless" not in self.path and "nameless" not in self.path:
            self.send_header("ETag", '"tag"')
        if "nameless" not in self.path:
            self.send_header("Last-Modified", date)
        self.end_headers()
        self.wfile.write(CONTENT[:1000] if "broken" in self.path else content(self.path))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """Return where the server listens."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class Room:
    """Free bytes, of which there are plenty; ``looks``: how often it was asked, once before each piece."""

    looks = 0

    def __call__(self) -> int:
        """Say them."""
        self.looks += 1
        return ROOM


def refused(url: str, to: Path, room: int = ROOM) -> str:
    """Return why nothing came; then no file is there."""
    with pytest.raises(Refusal) as why:
        fetch(url, to, "", lambda: room)
    assert not to.exists()
    return str(why.value)


def test_a_bundle_comes_whole_and_is_known_again(address: str, tmp_path: Path) -> None:
    """By its tag; of a server that gives none by its date."""
    to = tmp_path / "fetched"
    assert fetch(f"{address}/cherha.raucb", to, "", lambda: ROOM) == '"tag"'
    assert to.read_bytes() == CONTENT
    assert fetch(f"{address}/tagless", to, "", lambda: ROOM) == "Thu, 26 Nov 2026 10:00:00 GMT"


def test_what_was_seen_is_not_fetched(address: str, tmp_path: Path) -> None:
    """The server says so in one line, also one that knows dates alone."""
    assert fetch(f"{address}/cherha.raucb", tmp_path / "fetched", '"tag"', lambda: ROOM) is None
    date = "Thu, 26 Nov 2026 10:00:00 GMT"
    assert fetch(f"{address}/tagless", tmp_path / "fetched", date, lambda: ROOM) is None
    assert not (tmp_path / "fetched").exists()


@pytest.mark.parametrize("name", ["nameless", "nameless-short"])
def test_of_a_server_that_gives_neither_what_was_seen_is_known_by_its_beginning(
    address: str, tmp_path: Path, name: str
) -> None:
    """So a night costs a quarter of a megabyte, not the whole bundle; another one, as large, comes."""
    to = tmp_path / "fetched"
    tag = fetch(f"{address}/{name}", to, "", lambda: ROOM)
    assert tag is not None
    assert to.read_bytes() == content(name)
    room = Room()
    assert fetch(f"{address}/{name}", to, tag, room) is None
    assert not to.exists()
    assert room.looks <= 3
    assert fetch(f"{address}/{name}-other", to, tag, lambda: ROOM) not in {None, tag}
    assert to.read_bytes() == content(f"{name}-other")


def test_a_server_that_sends_what_was_seen_all_the_same_is_not_heard_out(address: str, tmp_path: Path) -> None:
    """Some know tags, and no conditions."""
    written = Room()
    assert fetch(f"{address}/stubborn", tmp_path / "fetched", '"tag"', written) is None
    assert not (tmp_path / "fetched").exists()
    assert written.looks <= 3


def test_half_a_bundle_leaves_nothing(address: str, tmp_path: Path) -> None:
    """A link that breaks; the next night is another one."""
    assert "broken does not come: " in refused(f"{address}/broken", tmp_path / "fetched")


def test_a_server_that_has_none_is_said(address: str, tmp_path: Path) -> None:
    """By its number."""
    said = refused(f"{address}/missing", tmp_path / "fetched")
    assert said == f"{address}/missing: the server says 404, expected 200. Compare the address."


def test_what_has_no_room_is_not_begun(address: str, tmp_path: Path) -> None:
    """Beside it some stays free for the journals."""
    said = refused(f"{address}/x", tmp_path / "fetched", SPARE + len(CONTENT) - 1)
    assert said == f"There is no room for {address}/x: it has 1 MB, and 68 MB are free. Take a larger card, or a stick."
    assert fetch(f"{address}/x", tmp_path / "fetched", "", lambda: SPARE + len(CONTENT)) == '"tag"'


def test_a_server_that_does_not_say_how_much_it_sends_leaves_the_journals_their_room(
    address: str, tmp_path: Path
) -> None:
    """Whoever answers in the server's place could else fill the card, and no ticket could be kept."""
    to, bytes_of_card = tmp_path / "fetched", SPARE + 600_000
    with pytest.raises(Refusal) as why:
        fetch(f"{address}/endless", to, "", lambda: bytes_of_card - (to.stat().st_size if to.exists() else 0))
    assert str(why.value).startswith(f"There is no room for {address}/endless: ")
    assert not to.exists()


def test_what_a_power_cut_left_takes_no_room(address: str, tmp_path: Path) -> None:
    """On a small card it would else be in its own way each night."""
    to, bytes_of_card = tmp_path / "fetched", SPARE + len(CONTENT) + 1000
    to.write_bytes(CONTENT)
    free = lambda: bytes_of_card - (to.stat().st_size if to.exists() else 0)  # noqa: E731
    assert fetch(f"{address}/x", to, "", free) == '"tag"'


def test_a_disk_that_does_not_take_it_is_said(address: str, tmp_path: Path) -> None:
    """Its own words."""
    said = refused(f"{address}/x", tmp_path / "no/such/folder")
    assert said == f"{address}/x cannot be written to {tmp_path}/no/such/folder: No such file or directory. Make room."


def test_nobody_there_is_said(tmp_path: Path, address: str) -> None:
    """A port that nobody listens at, three times asked."""
    closed = address.rpartition(":")[0] + ":9"
    assert refused(f"{closed}/x", tmp_path / "fetched").endswith("Look at the network, then at the address.")
