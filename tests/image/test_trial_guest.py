# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a guest says of its boot, read back; and a port behind which nobody answers."""

import socket

import pytest

from image.trial.guest import blame, failed, greets, seconds, startup
from image.trial.screen import reads

ANALYZE = """\
Startup finished in 13.215s (kernel) + 1min 27.512s (userspace) = 1min 40.727s
multi-user.target reached after 1min 27.101s in userspace.
"""


@pytest.mark.parametrize(("span", "length_s"), [("1min 2.345s", 62.345), ("87ms", 0.087), ("2h 1s", 7201.0), ("", 0.0)])
def test_a_time_of_systemd_is_read_in_seconds(span: str, length_s: float) -> None:
    """Whatever units it says it in."""
    assert seconds(span) == pytest.approx(length_s)


def test_the_parts_of_a_boot_are_read_with_their_sum() -> None:
    """As systemd-analyze says them; nothing at all while it says that the boot is not over."""
    assert startup(ANALYZE) == pytest.approx({"kernel": 13.215, "userspace": 87.512, "all": 100.727})
    assert startup("Bootup is not yet finished.") == {}


def test_the_slowest_units_come_first() -> None:
    """Minutes count more than seconds, however the lines stand."""
    words = "      2.512s seatd.service\n 1min 3.100s cherha-take-in.service\n      401ms dev-vda4.device\n"
    slowest = blame(words, 2)
    assert [one.unit for one in slowest] == ["cherha-take-in.service", "seatd.service"]
    assert [one.took_s for one in slowest] == pytest.approx([63.1, 2.512])


def test_failed_units_are_read_by_their_names() -> None:
    """None is an empty list."""
    assert failed("a.service loaded failed failed A\nb.mount loaded failed failed B\n") == ["a.service", "b.mount"]
    assert failed("\n") == []


def test_a_port_that_hangs_up_greets_nobody() -> None:
    """QEMU accepts a connection for a guest in which nobody listens, and ends it: that is no SSH."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        door.settimeout(5)
        assert not greets(port, within_s=0.01)


def test_a_sentence_is_read_though_a_letter_was_misread() -> None:
    """Tesseract takes one letter for another now and then; a sentence that is not there is not read."""
    seen = "Теку не прийнято Теку cherha скопійовано не повністю: файлу centre.toml немає"
    assert reads(seen, "Теку cherha скопійовано не повністю") == 1.0
    assert reads(seen.replace("скопійовано", "скопійоваио"), "Теку cherha скопійовано не повністю") == 1.0
    assert reads(seen, "Цей комп’ютер чекає на свою теку") < 0.5
