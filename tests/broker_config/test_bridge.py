# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The bridge, between a real centre and a real region: what is told, what waits, what never comes in."""

import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

from broker_config import pulse
from broker_config.bridge import command
from broker_config.bridge_conf import MEGABYTE, SAVED_EVERY, bridge_conf, queued_bytes, saved_bytes
from broker_config.bridge_conf import Files as BridgeFiles
from broker_config.program import LOCAL
from centre.config import CentreFile
from centre.config_cards import Broker as BrokerTable
from centre.config_cards import Region
from centre.credentials import client_id_of
from centre.errors import BadConfig, Unavailable
from tests import identities
from tests.broker_config.goldens import assert_golden
from tests.broker_config.region import NAME, Bridge, Clerk, HostileRegion, RegionBroker, region_identity
from tests.conftest import PATIENCE_S, Broker, Client, Heard

EVENT, STATE, BOARD = "cherha/1/event", "cherha/1/kiosk/kiosk-hall/state", "cherha/1/board"
TRY = "Connecting bridge (step 1) region"
BECOME = """
import sys
from pathlib import Path
from msgspec.structs import replace
from broker_config.bridge import main
from centre.centre_file import load
from centre.config_cards import Region
region = Region(host="127.0.0.1", port=9, name="lviv-1", disk_mb=1, identity_file=sys.argv[2])
main(replace(load(Path(sys.argv[1])), region=region), "main", Path(sys.argv[3]))
"""


@pytest.fixture
def movable_centre(movable_centre: CentreFile) -> CentreFile:
    """Return a centre that has a region: without one the broker lets no bridge hear anything."""
    return replace(movable_centre, region=Region(host="127.0.0.1", name=NAME))


@pytest.fixture
def region(tmp_path: Path) -> Iterator[RegionBroker]:
    """Run a region's broker for one test."""
    running = RegionBroker(tmp_path / "region")
    running.start()
    try:
        yield running
    finally:
        running.kill()


@pytest.fixture
def bridge(broker: Broker, region: RegionBroker, tmp_path: Path) -> Iterator[Bridge]:
    """Return a bridge with a budget of 1 MB, not started yet."""
    identities.give("bridge-main")
    made = Bridge(broker, region, tmp_path / "bridge")
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def clerk(region: RegionBroker) -> Iterator[Clerk]:
    """Return somebody in the region who hears everything there."""
    there = region.clerk()
    yield there
    there.close()


def stand(broker: Broker, bridge: Bridge, clerk: Clerk) -> None:
    """Start the bridge and return when it hears the centre and the region hears it: a state that was there comes out.

    Only from then on does the centre's broker keep anything for it.
    """
    kiosk = broker.connect("kiosk-kiosk-hall")
    kiosk.publish(STATE, b"ready", retain=True)
    bridge.start()
    assert clerk.next(f"{NAME}/{STATE}").payload == b"ready"


def says(number: int, size: int = 300) -> bytes:
    """Return an event's payload of a size."""
    return b'{"number":%d,"event":"%s"}' % (number, b"x" * size)


def events(clerk: Clerk, count: int) -> list[int]:
    """Return the numbers of the next events that a clerk hears."""
    payloads = (clerk.next(f"{NAME}/{EVENT}").payload for _ in range(count))
    return [int(payload.split(b",")[0].removeprefix(b'{"number":')) for payload in payloads]


def tell(dispatcher: Client, numbers: range, size: int = 300) -> None:
    """Let the dispatcher say so many events."""
    for number in numbers:
        dispatcher.publish(EVENT, says(number, size))


def wait_until(true: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    """Return when something has come about; fail when the process ends or nothing happens for long."""
    for _ in range(int(PATIENCE_S / 0.01)):
        if true():
            return
        try:
            raise AssertionError(f"the bridge ended with code {process.wait(0.01)}")
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("it did not come about")


def serves(door: Path) -> bool:
    """Return whether a bridge answers whoever may not come in: so it is in its loop, and heeds signals."""
    with socket.socket(socket.AF_UNIX) as guest, suppress(FileNotFoundError, ConnectionRefusedError):
        guest.settimeout(PATIENCE_S)
        guest.connect(str(door))
        guest.sendall(pulse.CONNECT)
        return bool(guest.recv(4))
    return False


def saved(bridge: Bridge) -> int:
    """Return how many events are in what the bridge has saved."""
    file = bridge.folder / "mosquitto.db"
    return file.read_bytes().count(b'{"number":') if file.exists() else 0


def on_disk(bridge: Bridge) -> int:
    """Return the bytes that all of the bridge's files take, its log aside."""
    return sum(path.stat().st_size for path in bridge.folder.iterdir() if path.name != "log")


def test_region_hears_events_and_states_below_the_centres_name(
    broker: Broker, bridge: Bridge, region: RegionBroker, clerk: Clerk
) -> None:
    """Events and what devices say of themselves come through, under the centre's name; the board does not."""
    stand(broker, bridge, clerk)
    dispatcher = broker.connect("dispatcher-main")
    dispatcher.publish(BOARD, b"board", retain=True)
    dispatcher.publish("cherha/1/window/1", b"window", retain=True)
    dispatcher.publish("cherha/1/kiosk/kiosk-hall/reply", b"reply")
    tell(dispatcher, range(1))
    assert clerk.next(f"{NAME}/{EVENT}") == Heard(f"{NAME}/{EVENT}", says(0), retained=False)
    assert {heard.topic for heard in clerk.passed} <= {f"{NAME}/{STATE}"}
    broker.connect("kiosk-kiosk-hall").publish(STATE, b"no paper", retain=True)
    while clerk.next(f"{NAME}/{STATE}").payload != b"no paper":
        pass
    late = region.clerk()
    assert late.next(f"{NAME}/{STATE}") == Heard(f"{NAME}/{STATE}", b"no paper", retained=True)
    late.close()


def test_what_a_region_missed_comes_when_it_is_back(
    broker: Broker, bridge: Bridge, region: RegionBroker, clerk: Clerk
) -> None:
    """While the region is away events wait, and come in order; a state that changed meanwhile is told as it is now."""
    stand(broker, bridge, clerk)
    dispatcher, kiosk = broker.connect("dispatcher-main"), broker.connect("kiosk-kiosk-hall")
    region.kill()
    tell(dispatcher, range(1, 20))
    kiosk.publish(STATE, b"no paper", retain=True)
    region.start()
    back = region.clerk()
    while (state := back.next(f"{NAME}/{STATE}").payload) != b"no paper":
        assert state == b"ready"
    assert [heard.payload for heard in back.passed if heard.topic.endswith("event")] == [says(n) for n in range(1, 20)]
    back.close()


def test_the_room_for_what_waits_is_the_events(
    broker: Broker, bridge: Bridge, region: RegionBroker, clerk: Clerk
) -> None:
    """However often the bridge has tried to reach the region, no state waits: states would drive the events out."""
    stand(broker, bridge, clerk)
    tried = bridge.log().count(TRY)
    region.kill()
    wait_until(lambda: bridge.log().count(TRY) >= tried + 3, bridge.process)
    tell(broker.connect("dispatcher-main"), range(1))
    region.start()
    back = region.clerk()
    assert events(back, 1) == [0]
    assert [heard.topic for heard in back.passed].count(f"{NAME}/{STATE}") <= 1
    back.close()


def test_days_without_the_region_stay_within_the_budget(
    broker: Broker, bridge: Bridge, region: RegionBroker, clerk: Clerk
) -> None:
    """What does not fit is dropped, the newest first; the disk holds what it may, and the oldest comes out in order.

    After the return the region hears what is new, and sees by the numbers what it never got.
    """
    stand(broker, bridge, clerk)
    region.kill()
    dispatcher = broker.connect("dispatcher-main")
    tell(dispatcher, range(400), 900)
    wait_until(lambda: "being dropped" in bridge.log(), bridge.process)
    assert on_disk(bridge) <= MEGABYTE
    bridge.close()
    assert on_disk(bridge) - (bridge.folder / "mosquitto.conf").stat().st_size <= saved_bytes(bridge.region)
    region.start()
    back = region.clerk()
    bridge.start()
    kept = queued_bytes(bridge.region) // len(says(100, 900))
    assert events(back, kept) == list(range(kept))
    tell(dispatcher, range(1000, 1001))
    rest = events(back, 1)
    while rest[-1] != 1000:
        rest += events(back, 1)
    assert rest[:-1] == list(range(kept, kept + len(rest) - 1))
    assert len(rest) <= 3
    back.close()


def test_power_cut_loses_no_more_than_was_stated(
    broker: Broker, bridge: Bridge, region: RegionBroker, clerk: Clerk
) -> None:
    """A bridge that is killed while the region is away comes back with all but the last changes, oldest first."""
    stand(broker, bridge, clerk)
    region.kill()
    said = 2 * SAVED_EVERY + SAVED_EVERY // 2
    tell(broker.connect("dispatcher-main"), range(said))
    wait_until(lambda: saved(bridge) >= said - SAVED_EVERY, bridge.process)
    bridge.kill()
    kept = saved(bridge)
    assert kept >= said - SAVED_EVERY
    region.start()
    back = region.clerk()
    bridge.start()
    assert events(back, kept) == list(range(kept))
    back.close()


def test_stopped_bridge_loses_nothing(broker: Broker, bridge: Bridge, region: RegionBroker, clerk: Clerk) -> None:
    """An update or a shutdown writes down what waits; what the stop left unconfirmed comes twice, and in its turn."""
    stand(broker, bridge, clerk)
    region.kill()
    dispatcher = broker.connect("dispatcher-main")
    tell(dispatcher, range(SAVED_EVERY + 7))
    wait_until(lambda: saved(bridge) >= 1, bridge.process)
    bridge.close()
    tell(dispatcher, range(SAVED_EVERY + 7, SAVED_EVERY + 9))  # these wait in the centre's broker
    region.start()
    back = region.clerk()
    bridge.start()
    heard = events(back, SAVED_EVERY + 9)
    while heard[-1] != SAVED_EVERY + 8:
        heard += events(back, 1)
    assert list(dict.fromkeys(heard)) == list(range(SAVED_EVERY + 9))
    back.close()


def test_nothing_that_the_region_says_comes_in(broker: Broker, bridge: Bridge, clerk: Clerk) -> None:
    """Whoever says a centre's own words in the region is heard there, and by nobody in the centre."""
    stand(broker, bridge, clerk)
    dispatcher, listener = broker.connect("dispatcher-main"), broker.connect("technician")
    listener.subscribe("#")
    assert listener.next().topic == STATE
    for topic in (EVENT, BOARD, STATE, f"{NAME}/{EVENT}", f"{NAME}/{STATE}", f"{NAME}/{BOARD}"):
        clerk.paho.publish(topic, b"forged", qos=1, retain=True)
        assert clerk.next(topic).payload == b"forged"
    tell(dispatcher, range(1))
    assert events(clerk, 1) == [0]
    assert listener.next().payload == says(0)
    assert listener.heard.empty()


def test_hostile_region_reaches_its_own_bridge_and_nobody_else(
    broker: Broker, bridge: Bridge, region: RegionBroker
) -> None:
    """A region's broker that pushes what nobody subscribed to is not believed: the centre hears none of it."""
    region.kill()
    listener = broker.connect("technician")
    listener.subscribe("#")
    with HostileRegion(region) as hostile:
        bridge.start()
        hostile.push((EVENT, BOARD, STATE, "cherha/1/kiosk/kiosk-hall/request"))
        broker.connect("dispatcher-main").publish(EVENT, b"the end")
        assert listener.next().payload == b"the end"
        assert hostile.hears(b"the end")
    assert listener.heard.empty()


def test_bridge_that_hangs_costs_the_hall_nothing(broker: Broker, bridge: Bridge, clerk: Clerk) -> None:
    """While the bridge stands still the hall's broker answers as ever; the bridge then hears what was kept for it."""
    stand(broker, bridge, clerk)
    dispatcher = broker.connect("dispatcher-main")
    bridge.process.send_signal(signal.SIGSTOP)
    tell(dispatcher, range(300))
    bridge.process.send_signal(signal.SIGCONT)
    assert events(clerk, 300) == list(range(300))


def test_no_file_of_the_bridge_can_outgrow_its_part(keys: Path, tmp_path: Path) -> None:
    """The process becomes Mosquitto under a limit of the kernel's: half the budget a file, as two are written."""
    small = Path(command.__code__.co_filename).parents[1] / "centre" / "examples" / "small.toml"
    identities.give("bridge-main")
    words = [sys.executable, "-c", BECOME, str(small), str(keys / "bridge-main.pem"), str(tmp_path / "bridge")]
    with subprocess.Popen(words, stderr=subprocess.PIPE) as process:
        try:
            wait_until(lambda: serves(tmp_path / "bridge" / LOCAL), process)
            limits = Path(f"/proc/{process.pid}/limits").read_text(encoding="utf-8")
            assert Path(f"/proc/{process.pid}/comm").read_text(encoding="utf-8") == "mosquitto\n"
            process.terminate()
            assert process.wait(PATIENCE_S) == 0
        finally:
            process.kill()
    (line,) = [line for line in limits.splitlines() if line.startswith("Max file size")]
    assert line.split()[3:5] == [str(MEGABYTE // 2)] * 2


def test_configuration_is_the_golden_one() -> None:
    """What the bridge's Mosquitto is told was read and found good, line by line."""
    region = Region(host="mqtt.region.example", name=NAME, disk_mb=64)
    files = BridgeFiles(Path("/var/lib/cherha/bridge"), Path("/keys/bridge-main.pem"), Path("/keys/region.pem"))
    made = bridge_conf(
        BrokerTable(host="127.0.0.1"), region, files, "cherha-bridge", "cherha-bridge-main-0123456789abcdef"
    )
    assert_golden(made, "bridge.conf")


def test_what_systemd_hands_over_counts_before_the_file(small_centre: CentreFile, keys: Path, tmp_path: Path) -> None:
    """The bridge runs as its own user, who reads what the region gave only where systemd has put it for it."""
    identities.give("bridge-main", keys)
    (keys / "region.pem").write_text(region_identity(NAME))
    region = Region(host="127.0.0.1", name=NAME, identity_file="/root/only")
    _, _, conf = command(replace(small_centre, region=region), tmp_path)
    assert f"bridge_keyfile {keys}/region.pem\n" in Path(conf).read_text(encoding="utf-8")


def test_nobody_parts_the_bridge_from_the_centre_by_its_client_id(
    small_centre: CentreFile, keys: Path, tmp_path: Path
) -> None:
    """In the centre it is called as only it can know, as each unit is: its session is nobody else's to take."""
    identities.give("bridge-main", keys)
    (keys / "region.pem").write_text(region_identity(NAME))
    _, _, conf = command(replace(small_centre, region=Region(host="127.0.0.1", name=NAME)), tmp_path)
    own = f"connection centre\naddress 127.0.0.1:8883\nremote_clientid {client_id_of('bridge-main')}\n"
    assert own in Path(conf).read_text(encoding="utf-8")


def test_centre_without_a_region_has_no_bridge(small_centre: CentreFile, tmp_path: Path) -> None:
    """Whoever starts it all the same is told why it does not run."""
    with pytest.raises(BadConfig) as told:
        command(replace(small_centre, region=None), tmp_path)
    assert str(told.value) == "cherha run bridge: centre.toml has no table [region], so there is nobody to tell."


@pytest.mark.parametrize(
    ("text", "trouble"),
    [(None, "the region's identity cannot be read: No such file or directory."), ("ні", "this is no identity.")],
)
def test_missing_identity_of_the_region_is_one_clear_sentence(
    small_centre: CentreFile, keys: Path, tmp_path: Path, text: str | None, trouble: str
) -> None:
    """Without what the region gave the sentence says what to put where."""
    identities.give("bridge-main", keys)
    given = tmp_path / "region.pem"
    if text is not None:
        given.write_text(text)
    with pytest.raises(Unavailable) as told:
        command(replace(small_centre, region=Region(host="r", name=NAME, identity_file=str(given))), tmp_path / "own")
    advice = "Put there what the region gave you: the key, its certificate, the region's authority. See [region]."
    assert str(told.value) == f"{given}: {trouble} {advice}"
