# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one door to the web: asks, in a thread of its own, and puts each answer or its absence into the inbox.

It follows no redirect and repeats nothing: when to ask again is decided by ``siren/pace.py``. A server's certificate is
verified, so whoever is in the way can silence a feed but cannot speak for it.
"""

import logging
import threading
import time
from typing import NamedTuple

import urllib3
from urllib3 import exceptions
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError, SSLError

from centre.service import Inbox, Stop, start_worker
from siren.feeds import Question
from siren.report import Answer

log = logging.getLogger(__name__)

TOTAL_S = 15.0
"""A question's whole time; longer than a bad mobile link needs, shorter than any feed's pace allows to lose twice."""

LARGEST_BODY = 2 * 1024 * 1024
"""Bytes; alerts.in.ua's list of a night with alerts in every hromada is about half of it."""

CHUNK = 16 * 1024


class Fetched(NamedTuple):
    """What a question brought: an answer, or why there was none, as a sentence."""

    answer: Answer | None
    why: str = ""


class Fetcher:
    """A worker that asks one question at a time; the newest ``Fetched`` follows in the inbox."""

    def __init__(self, inbox: Inbox, *, total_s: float = TOTAL_S, largest_body: int = LARGEST_BODY) -> None:
        self._inbox, self._total_s, self._largest_body = inbox, total_s, largest_body
        self._questions = Inbox()
        self._pool = urllib3.PoolManager(num_pools=1, maxsize=1)
        self._thread: threading.Thread = start_worker("fetcher", self._work, inbox)

    def ask(self, question: Question) -> None:
        """Ask; returns at once."""
        self._questions.put(question)

    def alive(self) -> bool:
        """Return whether the thread lives; it ends only with ``close``."""
        return self._thread.is_alive()

    def close(self) -> None:
        """End the thread when its question is over; does not wait for that."""
        self._questions.put(Stop())

    def _work(self) -> None:
        with self._pool:
            while True:
                for item in self._questions.take_all(threading.TIMEOUT_MAX):
                    if isinstance(item, Stop):
                        return
                    self._inbox.put(self._fetch(item))

    def _fetch(self, question: Question) -> Fetched:
        host = urllib3.util.parse_url(question.url).netloc
        until_s = time.monotonic() + self._total_s
        try:
            return self._ask(question, until_s)
        except (HTTPError, TimeoutError) as fault:
            log.info("%s: %s", host, fault)
            return Fetched(None, f"{host} {_sentence(fault, self._total_s)}")

    def _ask(self, question: Question, until_s: float) -> Fetched:
        response = self._pool.request(
            "GET",
            question.url,
            headers=question.headers,
            timeout=urllib3.Timeout(total=self._total_s),
            retries=False,
            redirect=False,
            preload_content=False,
        )
        body = bytearray()
        try:
            # urllib3's total begins anew with each piece that comes, so a server that drips is stopped here.
            while piece := response.read1(CHUNK):
                body += piece
                if len(body) > self._largest_body:
                    return Fetched(None, f"The feed answers more than {self._largest_body} bytes. Compare url.")
                if time.monotonic() > until_s:
                    raise TimeoutError("the answer only drips")
            response.release_conn()
        finally:
            response.close()
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Fetched(Answer(response.status, headers, bytes(body)))


def _sentence(fault: Exception, total_s: float) -> str:
    """Return what happened and what to do; the order matters, as urllib3 counts a missing connection as a time-out."""
    match fault:
        case SSLError():
            return "shows a certificate that is not accepted. Look at the date of this Pi, then at url."
        case NameResolutionError():
            return "is a name that cannot be resolved. Look at the Internet link, then at url."
        case NewConnectionError():
            return "cannot be reached. Look at the Internet link, then at url."
        case exceptions.TimeoutError() | TimeoutError():
            return f"does not answer within {total_s:g} s. Look at the Internet link."
        case _:
            return "broke off its answer, or sent what is not HTTP. Look at the Internet link, then at url."
