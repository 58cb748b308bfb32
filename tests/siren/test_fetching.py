# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The worker against a real web server on loopback: every way of failing is an answer, and none is an all-clear."""

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from urllib3.connection import HTTPConnection
from urllib3.exceptions import NameResolutionError

from centre.config_alarms import Siren, Source
from centre.service import Inbox
from simulator.feed import FeedServer
from simulator.feed_words import STATUS, Mode
from siren import fetching
from siren.feeds import FEEDS, Question, question
from siren.fetching import LARGEST_BODY, Fetched, Fetcher
from siren.report import CLEAR
from tests.conftest import PATIENCE_S
from tests.ports import free_port

SOURCES: tuple[Source, ...] = ("ukrainealarm", "alerts_in_ua", "alerts_in_ua_iot")


def siren(source: Source, url: str) -> Siren:
    """Return a siren that hears a feed at this address."""
    return Siren(id="feed", source=source, regions=("36",), url=url)


def asked(question: Question, *, total_s: float = PATIENCE_S, largest_body: int = LARGEST_BODY) -> Fetched:
    """Return what a question brings."""
    inbox = Inbox()
    with closing(Fetcher(inbox, total_s=total_s, largest_body=largest_body)) as fetcher:
        fetcher.ask(question)
        (fetched,) = inbox.take_all(PATIENCE_S * 2)
    assert isinstance(fetched, Fetched)
    return fetched


@pytest.mark.parametrize("source", SOURCES)
def test_a_feed_that_is_well_says_its_truth(feed: FeedServer, source: Source) -> None:
    """First calm, then an alert in the raion, read by the source's own reader."""
    ours, utc = siren(source, feed.url), feed._clock()
    calm = asked(question(ours, "", None)).answer
    feed.raise_in("36")
    loud = asked(question(ours, "", None)).answer
    assert calm is not None
    assert loud is not None
    assert FEEDS[source].read(calm, ours.regions, utc) == CLEAR
    assert FEEDS[source].read(loud, ours.regions, utc).says == "raise"


@pytest.mark.parametrize("mode", ["invalid", "empty", "vanished", *STATUS])
@pytest.mark.parametrize("source", SOURCES)
def test_a_feed_that_fails_is_no_all_clear(feed: FeedServer, source: Source, mode: Mode) -> None:
    """Whatever it answers, with no alert anywhere; a region that has vanished is calm in alerts.in.ua's list alone."""
    feed.set(mode)
    ours = siren(source, feed.url)
    answer = asked(question(ours, "", None)).answer
    assert answer is not None
    assert answer.status == STATUS.get(mode, 200)
    expected = "clear" if (source, mode) == ("alerts_in_ua", "vanished") else "unreadable"
    assert FEEDS[source].read(answer, ours.regions, feed._clock()).says == expected


@pytest.mark.parametrize("source", SOURCES)
def test_an_answer_that_is_cut_is_none(feed: FeedServer, source: Source) -> None:
    """The length was promised, and the connection ended before."""
    feed.set("cut")
    assert asked(question(siren(source, feed.url), "", None)) == Fetched(
        None,
        f"127.0.0.1:{feed.port} broke off its answer, or sent what is not HTTP."
        " Look at the Internet link, then at url.",
    )


def test_a_feed_that_is_slow_is_given_up(feed: FeedServer) -> None:
    """Its whole time is limited; the worker then asks again as if nothing had been."""
    feed.set("slow")
    why = f"127.0.0.1:{feed.port} does not answer within 0.2 s. Look at the Internet link."
    assert asked(question(siren("ukrainealarm", feed.url), "", None), total_s=0.2) == Fetched(None, why)


def test_a_feed_that_is_not_there_is_said_so() -> None:
    """Nothing listens."""
    port = free_port()
    why = f"127.0.0.1:{port} cannot be reached. Look at the Internet link, then at url."
    assert asked(Question(f"http://127.0.0.1:{port}/", {})) == Fetched(None, why)


def test_a_name_that_nobody_knows_is_said_so() -> None:
    """Without the Internet no name is known; the fault is made here, as a test asks no name server."""
    fault = NameResolutionError("feed.invalid", HTTPConnection("feed.invalid"), socket.gaierror())
    why = "is a name that cannot be resolved. Look at the Internet link, then at url."
    assert fetching._sentence(fault, 1) == why


def test_the_key_goes_as_each_feed_wants_it(feed: FeedServer) -> None:
    """Ukrainealarm wants it bare, alerts.in.ua behind the word Bearer; the path names the region or the whole list."""
    for source in SOURCES:
        asked(question(siren(source, f"{feed.url}/"), "a:b", None))
    assert [(one.path, one.headers["authorization"]) for one in feed.asked] == [
        ("/api/v3/alerts/36", "a:b"),
        ("/v1/alerts/active.json", "Bearer a:b"),
        ("/v1/iot/active_air_raid_alerts/36.json", "Bearer a:b"),
    ]
    assert all("if-modified-since" not in one.headers for one in feed.asked)


def test_one_connection_carries_many_questions(feed: FeedServer) -> None:
    """A handshake for each question would be most of what a mobile link carries."""
    inbox, ours = Inbox(), question(siren("ukrainealarm", feed.url), "", None)
    with closing(Fetcher(inbox)) as fetcher:
        for _ in range(3):
            fetcher.ask(ours)
            assert inbox.take_all(PATIENCE_S)[0].answer.status == 200
        assert fetcher._pool.connection_from_url(feed.url).num_connections == 1


@contextmanager
def server(*pieces: bytes, answer: Callable[[socket.socket], None] | None = None) -> Iterator[str]:
    """Run a server that reads one question and sends these pieces of bytes."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            wire, _ = door.accept()
            with wire:
                wire.recv(65536)
                for piece in pieces:
                    wire.sendall(piece)
                if answer:
                    answer(wire)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        thread.join(PATIENCE_S)


def test_a_redirect_is_not_followed() -> None:
    """The key would go to whoever is named there."""
    with server(b"HTTP/1.1 302 Found\r\nLocation: http://feed.invalid/\r\nContent-Length: 0\r\n\r\n") as url:
        answer = asked(Question(url, {})).answer
    assert answer is not None
    assert answer.status == 302


def test_an_answer_without_end_is_not_read_to_its_end() -> None:
    """A Pi has little memory; what is longer than any list of alerts is none."""
    with server(b"HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n", b" " * 200_000) as url:
        fetched = asked(Question(url, {}), largest_body=100_000)
        assert fetched == Fetched(None, "The feed answers more than 100000 bytes. Compare url.")


def test_an_answer_that_drips_is_given_up() -> None:
    """Each byte comes in time, the whole never does."""
    given_up = threading.Event()

    def drip(wire: socket.socket) -> None:
        try:
            while not given_up.wait(0.02):
                wire.sendall(b" ")
        except OSError:
            return

    with server(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", answer=drip) as url:
        fetched = asked(Question(url, {}), total_s=0.3)
        given_up.set()
    assert fetched.answer is None
    assert fetched.why.endswith(" does not answer within 0.3 s. Look at the Internet link.")


def test_what_is_not_http_is_said_so() -> None:
    """A router's own page, a port of something else."""
    with server(b"220 mail.example ESMTP\r\n\r\n") as url:
        assert "sent what is not HTTP" in asked(Question(url, {})).why


def test_a_server_that_cannot_prove_who_it_is_is_not_heard(tmp_path: Path) -> None:
    """Whoever is in the way can make a feed silent, but cannot speak for it."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with FeedServer() as feed:
        plain = feed._server.socket
        feed._server.socket = context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
        fetched = asked(Question(feed.url.replace("http:", "https:"), {"Authorization": "secret"}))
        assert feed.asked == []
    why = "shows a certificate that is not accepted. Look at the date of this Pi, then at url."
    assert fetched == Fetched(None, f"127.0.0.1:{feed.port} {why}")
