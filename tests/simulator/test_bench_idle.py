# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What an idle minute costs, read from the kernel: a process that works shows, and what each of its threads slept."""

import os
import queue
import threading

from simulator.bench_idle import IdleFigures, Usage, figures, idle_table, usage

WAKES = 50


def test_a_thread_that_is_woken_is_counted() -> None:
    """Each sleep of a thread beside the first counts, and work costs time."""
    before = usage(os.getpid())
    there: queue.SimpleQueue[int] = queue.SimpleQueue()
    back: queue.SimpleQueue[int] = queue.SimpleQueue()
    over = threading.Event()

    def answer() -> None:
        for number in iter(there.get, -1):
            back.put(number)
        over.wait()

    other = threading.Thread(target=answer)
    other.start()
    for number in range(WAKES):
        there.put(number)
        assert back.get() == number
    there.put(-1)
    after = usage(os.getpid())
    over.set()
    other.join()
    assert after.wakeups - before.wakeups >= WAKES
    assert after.cpu_s > before.cpu_s
    assert after.threads > 1
    assert after.resident_kb > 1000


def test_figures_are_of_the_time_in_between() -> None:
    """Shares of a core and wake-ups a second, not of the process's life."""
    before, after = Usage(10.0, 1000, 5, 50_000), Usage(10.06, 1090, 7, 51_200)
    assert figures(before, after, 60.0) == IdleFigures(
        seconds=60.0, cpu_s=0.06, percent_of_core=0.1, wakeups_per_s=1.5, threads=7, resident_mb=50.0
    )


def test_the_table_is_for_a_terminal() -> None:
    """A line for each unit, its numbers under their headings."""
    line = IdleFigures(seconds=60.0, cpu_s=0.06, percent_of_core=0.1, wakeups_per_s=1.5, threads=7, resident_mb=50.0)
    assert idle_table({"buttons": line}).splitlines() == [
        "idle unit  seconds  CPU s  % of a core  wake-ups/s  threads  MB",
        "buttons         60  0.060        0.100        1.50        7  50",
    ]
