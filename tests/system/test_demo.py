# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The scripted demo as a newcomer runs it: its artefacts, its verdict, and what it leaves behind."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from centre.config import CentreFile
from centre.config_rules import Calls
from centre.contract import asyncapi
from centre.messages import WIRE, read_topic
from simulator.rehome import write
from tests.ports import free_port

DEMO_S = 900.0

SIREN_ROWS = {"siren_request", "siren_reply"}

SEALED_ROWS = {row.name for row in WIRE if row.sealed}


def demo(out: Path, runtime: Path, port: int, *more: str) -> subprocess.Popen[str]:
    """Start the demo without a terminal."""
    return subprocess.Popen(
        [sys.executable, "-m", "cherha", "demo", "--out", str(out), "--port", str(port), *more],
        env={**os.environ, "CHERHA_DEMO": str(runtime)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def is_free(port: int) -> bool:
    """Return whether nobody listens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def children_with(text: str) -> list[str]:
    """Return the command lines of processes that name ``text``."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = line.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if text in command:
            found.append(command)
    return found


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str], int, Path]:
    """Play the scripted morning once for the tests of this file."""
    out = tmp_path_factory.mktemp("demo") / "out"
    runtime = tmp_path_factory.mktemp("r") / "run"
    port = free_port()
    process = demo(out, runtime, port)
    said, complained = process.communicate(timeout=DEMO_S)
    return out, subprocess.CompletedProcess(process.args, process.returncode, said, complained), port, runtime


def timeline(out: Path) -> list[dict[str, Any]]:
    """Return the entries of a demo."""
    return [json.loads(line) for line in (out / "timeline.jsonl").read_text(encoding="utf-8").splitlines()]


def rows_within_contract(out: Path) -> set[str]:
    """Return the rows of the topic table that were heard; fail where a message does not keep the contract."""
    contract = asyncapi()
    heard = [e for e in timeline(out) if e["what"] == "message"]
    for entry in heard:
        name, _ = read_topic(entry["topic"])
        jsonschema.validate(entry["payload"], {**channel_schema(contract, name), "components": contract["components"]})
    return {read_topic(entry["topic"])[0] for entry in heard}


def test_the_promise_is_kept_and_said(played: Any) -> None:
    """The demo ends with 0 and says in one sentence that every press became a ticket and every call was shown."""
    _, result, _, _ = played
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("Every press became one printed ticket or notice, every call was shown.\n")


def test_it_leaves_its_artefacts(played: Any) -> None:
    """Each paper is a picture with its raw bytes beside, one of them a notice; screens and the timeline are there."""
    out, _, _, _ = played
    tickets = sorted((out / "tickets").glob("*.png"))
    presses = [
        e for e in timeline(out) if e["what"] == "press" and e["unit"] == "kiosk-hall" and e["button"] != "priority"
    ]
    assert len(tickets) == len(presses) == 11
    assert all(png.with_suffix(".escpos").stat().st_size > 1000 for png in tickets)
    assert len(list((out / "screens").glob("*.png"))) > 10


def test_the_morning_has_all_that_it_promises(played: Any) -> None:
    """Several services, two windows, a recall, a no-show and a transfer happened."""
    out, _, _, _ = played
    facts = [e["payload"]["event"] for e in timeline(out) if e.get("topic", "").endswith("/event")]
    kinds = {fact["fact"] for fact in facts}
    assert {"ticket_recalled", "ticket_no_show", "ticket_transferred", "ticket_finished"} <= kinds
    assert {fact["window"] for fact in facts if fact["fact"] == "ticket_called"} == {1, 2}
    assert len({fact["service"] for fact in facts if fact["fact"] == "ticket_issued"}) == 4


def test_every_message_on_the_broker_keeps_the_contract(played: Any) -> None:
    """Each message captured off the real broker validates against the schemas of docs/asyncapi.yaml.

    The morning has no siren; the scenes have.
    """
    out, _, _, _ = played
    # The small centre has no siren; those of a scene speak in tests/system/test_scenes.py.
    # What is sealed reaches the dispatcher alone: no recorder hears it.
    assert rows_within_contract(out) == {row.name for row in WIRE} - SIREN_ROWS - SEALED_ROWS


def test_it_leaves_nothing_behind(played: Any) -> None:
    """No process, no port, no folder of the demo is left."""
    _, _, port, runtime = played
    assert children_with(str(runtime)) == []
    assert is_free(port)
    assert not runtime.exists()


def test_interrupted_it_leaves_nothing_behind(tmp_path: Path, runtime: Path, movable_centre: CentreFile) -> None:
    """SIGINT in the middle ends every process, frees the port and removes the folder; one sentence says so."""
    port = movable_centre.broker.port
    process = demo(tmp_path / "out", runtime, port)
    assert process.stdout is not None
    said = [process.stdout.readline(), process.stdout.readline()]
    process.send_signal(signal.SIGINT)
    rest, complained = process.communicate(timeout=DEMO_S)
    assert said[1] == "Playing a scripted morning, two to three minutes …\n", said
    assert process.returncode == 130
    assert complained == "Interrupted; every process of the demo has ended.\n", rest
    assert children_with(str(runtime)) == []
    assert is_free(port)
    assert not runtime.exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_while_it_starts_it_leaves_nothing_behind(
    tmp_path: Path, runtime: Path, movable_centre: CentreFile, number: int
) -> None:
    """Before the first unit is ready there is nothing to judge; the same sentence, and nothing is left."""
    process = demo(tmp_path / "out", runtime, movable_centre.broker.port)
    assert process.stdout is not None
    assert process.stdout.readline() == "Starting a broker, a dispatcher and every unit of the centre …\n"
    process.send_signal(number)
    _, complained = process.communicate(timeout=DEMO_S)
    assert (process.returncode, complained) == (130, "Interrupted; every process of the demo has ended.\n")
    assert children_with(str(runtime)) == []
    assert not runtime.exists()


def test_interrupted_while_it_is_imported_it_says_so() -> None:
    """The first second of a demo goes by with imports; Ctrl-C there is one sentence as well, no trace."""
    script = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for what it starts with "&"
class Finder:
    def find_spec(self, name, *_):
        if name == "simulator.demo":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
from cherha.__main__ import main
sys.exit(main(["demo"]))
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (130, "Interrupted.\n")


def test_a_lonely_window_plays_its_morning(tmp_path: Path, runtime: Path, movable_centre: CentreFile) -> None:
    """One service, one window, one kiosk, a box with *next* alone, two screens: it is said what had to be left out."""
    replace = msgspec.structs.replace
    kiosk, desk, hall = movable_centre.kiosks[0], movable_centre.desks[0], movable_centre.displays[0]
    lonely = replace(
        movable_centre,
        calls=Calls(arrival_after_s=5),
        services=movable_centre.services[:1],
        windows=(replace(movable_centre.windows[0], services=(movable_centre.services[0].id,)),),
        kiosks=(replace(kiosk, buttons=kiosk.buttons[:1]),),
        desks=(replace(desk, keys=tuple(key for key in desk.keys if key.action == "next")),),
        displays=(hall, replace(hall, id="porch")),
    )
    write(lonely, tmp_path / "lonely.toml")
    out = tmp_path / "out"
    process = demo(out, runtime, movable_centre.broker.port, "--centre", str(tmp_path / "lonely.toml"))
    said, complained = process.communicate(timeout=DEMO_S)
    assert (process.returncode, complained) == (0, "")
    assert [line for line in said.splitlines() if line.startswith("Left out")] == [
        "Left out: recall, because desk-1 has no such key.",
        "Left out: no_show, because desk-1 has no such key.",
        "Left out: transfer, because the windows of the morning serve one service only.",
    ]
    assert {path.parent.name for path in (out / "screens").rglob("*.png")} == {"hall", "porch"}


def test_a_taken_port_is_one_sentence(tmp_path: Path, runtime: Path) -> None:
    """The demo says which port is taken and what to do, and exits with 1."""
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        process = demo(tmp_path / "out", runtime, port)
        _, complained = process.communicate(timeout=DEMO_S)
    assert process.returncode == 1
    assert complained == (
        f"Port {port} on 127.0.0.1 is already taken. Stop the program that holds it, or choose another (--port).\n"
    )


def channel_schema(contract: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the schema that the payloads of a topic's channel must satisfy: any one of its messages."""
    messages = contract["channels"][name]["messages"]
    return {"anyOf": [{"$ref": message["$ref"] + "/payload"} for message in messages.values()]}
