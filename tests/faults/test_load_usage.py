# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is called flat after many days, and what is not."""

from pathlib import Path

from tests.faults.load_usage import Use, last_days, not_flat, on_disk, table, use


def days(*uses: Use) -> list[dict[str, Use]]:
    """Return days in which one process has grown to this."""
    return [{"dispatcher": one} for one in uses]


def test_what_grows_in_the_first_third_only_is_flat() -> None:
    """A process that settles in with its first days has not grown."""
    grown = [20.0, 30.0, 35.0, 35.1, 35.2, 35.1, 35.2, 35.3, 35.2]
    assert not list(not_flat(days(*(Use(megabytes, 11, 3) for megabytes in grown)), grown=0.02))


def test_memory_that_grows_on_is_named_with_both_figures() -> None:
    """Half a megabyte a day is a leak, and so it says."""
    leak = days(*(Use(35.0 + day / 2, 11, 3) for day in range(12)))
    assert list(not_flat(leak, grown=0.02)) == [
        "dispatcher: 37.8 MB in the middle third of the days, 39.8 MB in the last"
    ]


def test_a_file_that_stays_open_each_day_is_named() -> None:
    """One more each day is a leak of files; one that is open for a moment is none."""
    leak = days(*(Use(35.0, 11 + day, 3) for day in range(6)))
    assert list(not_flat(leak, grown=0.1)) == ["dispatcher: 13 files in the middle third of the days, 15 in the last"]
    assert not list(not_flat(days(*(Use(35.0, 11 + day % 2, 3) for day in range(6))), grown=0.1))


def test_who_is_at_rest_on_two_days_is_flat_on_all() -> None:
    """One file more is open at each look but those on the last days of a third, and none is missed that stays."""
    for count in (6, 7, 30):
        rests = [day in last_days(count) for day in range(count)]
        assert not list(not_flat(days(*(Use(35.0, 11 if rest else 12, 3) for rest in rests)), grown=0.02))
        stays = [day + 1 == count for day in range(count)]
        kept = (Use(35.0, 11 + (not rest) + late, 3) for rest, late in zip(rests, stays, strict=True))
        found = list(not_flat(days(*kept), grown=0.02))
        assert found == ["dispatcher: 11 files in the middle third of the days, 12 in the last"]


def test_a_thread_that_never_ends_is_named() -> None:
    """One more in the last third is one too many."""
    leak = days(*(Use(35.0, 11, threads) for threads in (3, 3, 3, 3, 4, 4)))
    assert list(not_flat(leak, grown=0.1)) == ["dispatcher: 3 threads in the middle third of the days, 4 in the last"]


def test_a_journal_counts_with_what_lies_beside_it(tmp_path: Path) -> None:
    """SQLite's log is on the card, too."""
    (tmp_path / "dispatcher.db").write_bytes(bytes(2**20))
    (tmp_path / "dispatcher.db-wal").write_bytes(bytes(2**19))
    (tmp_path / "kiosk.db").write_bytes(bytes(2**20))
    assert on_disk(tmp_path / "dispatcher.db") == Use(1.5)


def test_a_process_has_memory_files_and_threads() -> None:
    """Of the first process of all, and of us, the kernel tells all three."""
    ours = use("self")
    assert ours.megabytes > 1
    assert ours.files > 2
    assert ours.threads >= 1
    assert "after day 1" in table(days(ours, ours, ours))
