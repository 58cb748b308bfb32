# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Two dozen wrong identities before the real broker: none is let in as more than it is."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from broker_config.service import command
from centre.config import CentreFile
from centre.link import Link, LinkUp, Received
from centre.messages import DeviceState
from centre.service import Inbox
from tests import identities
from tests.broker_config.forgeries import DISPATCHER, KIOSK, NOW, list_of_stolen, stolen, tls_of
from tests.broker_config.strangers import HUNG_UP, ITSELF, NAMELESS, NOBODY, REFUSED, STRANGERS, Stranger
from tests.broker_config.visits import Visit
from tests.conftest import PATIENCE_S, Broker, wait_until_open

BOARD, REQUEST = "cherha/1/board", "cherha/1/kiosk/kiosk-hall/request"
ELSEWHERE = (BOARD, "cherha/1/event", "cherha/1/desk/desk-1/request", "cherha/1/kiosk/kiosk-hall/reply", "x")
LET_IN, BAD_NAME, NOT_AUTHORISED = 0, 134, 135


class ToldBroker(Broker):
    """A broker whose log is read."""

    def start(self) -> None:
        """Start it, its log in a file that goes on."""
        with (self.folder.parent / "log").open("ab") as log:
            self.process = subprocess.Popen(command(self.centre, self.folder), stderr=log)
        wait_until_open(self.host, self.port, self.process)

    def log(self) -> str:
        """Return what it has said so far."""
        return (self.folder.parent / "log").read_text(encoding="utf-8")

    def says(self, words: str) -> bool:
        """Return when its log has these words; fail when it never does."""
        for _ in range(int(PATIENCE_S / 0.01)):
            if words in self.log():
                return True
            try:
                self.process.wait(0.01)
            except subprocess.TimeoutExpired:
                continue
            break
        raise AssertionError(self.log())


@pytest.fixture
def told(movable_centre: CentreFile, keys: Path, tmp_path: Path) -> Iterator[ToldBroker]:
    """Run a broker that knows of a stolen card, and has a board that nobody should read."""
    identities.give_all(movable_centre, keys)
    (keys / "revoked.pem").write_text(list_of_stolen())
    running = ToldBroker(movable_centre, tmp_path / "broker")
    try:
        running.connect(DISPATCHER).publish(BOARD, b"board", retain=True)
        yield running
    finally:
        running.close()


def harmless(visit: Visit) -> None:
    """Hold that a visitor may say nothing, and hears nothing of what the broker keeps."""
    assert visit.code == LET_IN
    assert {visit.publish(topic) for topic in (*ELSEWHERE, REQUEST)} == {NOT_AUTHORISED}
    assert visit.hears("#") == []


def itself(visit: Visit) -> None:
    """Hold that a visitor is the kiosk of its certificate and nobody else."""
    assert visit.code == LET_IN
    assert {visit.publish(topic) for topic in ELSEWHERE} == {NOT_AUTHORISED}
    assert visit.publish(REQUEST) in {0, 16}


def refused(visit: Visit) -> None:
    """Hold that a visitor was never answered in MQTT."""
    assert visit.code is None


def nameless(visit: Visit) -> None:
    """Hold that a visitor was refused for its name."""
    assert visit.code == BAD_NAME


FATES: dict[str, Callable[[Visit], None]] = {REFUSED: refused, NAMELESS: nameless, NOBODY: harmless, ITSELF: itself}


@pytest.mark.parametrize("stranger", STRANGERS, ids=[one.who for one in STRANGERS])
def test_stranger_is_no_more_than_it_is(told: ToldBroker, tmp_path: Path, stranger: Stranger) -> None:
    """Each is refused, may do nothing, or is what its certificate says; the broker's log names the reason."""
    with stranger.comes(told, tmp_path) as visit:
        FATES[stranger.fate](visit)
        assert told.says(stranger.broker_says)
        # The last alert of TLS is lost where the broker has hung up already on what came behind it.
        assert not stranger.unit_says or stranger.unit_says in visit.words or HUNG_UP in visit.words


def test_old_session_does_not_bring_a_revoked_identity_back(told: ToldBroker, keys: Path, tmp_path: Path) -> None:
    """TLS may go on with a session without showing a certificate; a broker that was started with the list does not."""
    (keys / "revoked.pem").write_text(identities.authority().revocations((), NOW))
    told.kill()
    told.start()
    tls = tls_of(stolen(), tmp_path)
    with Visit(told, tls) as before:
        assert before.code == LET_IN
        session = before.session
    with Visit(told, tls, session=session) as again:
        assert (again.code, again.resumed) == (LET_IN, True)
        session = again.session
    (keys / "revoked.pem").write_text(list_of_stolen())
    told.kill()
    told.start()
    with Visit(told, tls, session=session) as after:
        assert (after.code, after.resumed) == (None, False)


def test_list_of_revocations_counts_after_a_hangup(told: ToldBroker, keys: Path, tmp_path: Path) -> None:
    """A broker that is told to read its files again (SIGHUP) lets no revoked identity in, and everybody else stays."""
    (keys / "revoked.pem").write_text(identities.authority().revocations((), NOW))
    told.kill()
    told.start()
    dispatcher, tls = told.connect(DISPATCHER), tls_of(stolen(), tmp_path)
    with Visit(told, tls) as before:
        assert before.code == LET_IN
        session = before.session
    (keys / "revoked.pem").write_text(list_of_stolen())
    told.process.send_signal(signal.SIGHUP)
    for _ in range(2):  # an answer may have been on its way; the one after it comes behind the reading
        assert dispatcher.publish(BOARD) in {0, 16}
    for old in (None, session):
        with Visit(told, tls, session=old) as visit:
            assert (visit.code, visit.resumed) == (None, False)
    with Visit(told, tls_of(identities.identity(KIOSK), tmp_path)) as visit:
        assert visit.code == LET_IN
    assert dispatcher.publish(BOARD) in {0, 16}


def test_nobody_parts_a_unit_from_the_queue_by_its_client_id(told: ToldBroker, tmp_path: Path) -> None:
    """Of two with one client id the broker ends the older: a unit's has a mark that only it can know."""
    inbox = Inbox()
    offline = DeviceState(state="offline", version="0")
    link = Link(role="display", unit="hall", broker=told.centre.broker, inbox=inbox, offline=offline, states=(BOARD,))
    link.start()
    try:
        come = list(inbox.take_all(PATIENCE_S))
        while len(come) < 2:
            come += inbox.take_all(PATIENCE_S)
        assert {type(one) for one in come} == {LinkUp, Received}
        with Visit(told, tls_of(identities.identity(KIOSK), tmp_path), client_id="cherha-display-hall") as visit:
            assert visit.code == LET_IN
            told.connect(DISPATCHER).publish(BOARD, b"still here", retain=True)
            (heard,) = inbox.take_all(PATIENCE_S)
        assert isinstance(heard, Received)
        assert heard.payload == b"still here"
    finally:
        link.close()
