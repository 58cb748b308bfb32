# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The page that says what each fault of a printer looked like to people; pure: rounds in, Markdown out."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from centre import catalogue
from simulator.printer_faults_seen import Paper, Round, lost

HEAD = """\
# When a printer fails

Made by `python -m simulator.printer_faults docs/printer-faults.md`, which `make docs` runs; not written by hand.

Each line was played: real broker, dispatcher, kiosk, desk and hall screen, a simulated printer that was hurt, and one
press; then the printer was mended. Numbers and «КОПІЯ» were read back from the pictures of the papers, lamps from the
pins, the strip from the screen's frames, the rest from the wire. "In the middle" is within the ticket's bytes; what has
no "in the middle" was so before the press, and nobody knew.

- **Lamps** of the kiosk until help came: the pressed button's / the others'. *Blinks*: the ticket is coming, it waits.
- **Hall**: the screen has the strip «{sentence}» and does not say why.
- **Clerk**: the lamp of the desk twitches twice every six seconds: look at the kiosk.
- **Technician**: the problem in the retained state of the kiosk, with the seconds from the press to it.
- **Papers**: in their order. A torn piece came out without a cut; a *rest* is one that was cut off without a number.
- **Lost**: presses without a number, numbers without a whole paper, or out twice without «КОПІЯ» on the second.

| fault | printer | papers | lamps | hall | clerk | technician | after | lost |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""

FOOT = """
{count} faults, {presses} presses, {issued} numbers, {printed} printed: {verdict}.

Not in the table, because nothing can be seen of it: a printer on a *serial* line that loses its power and has it back
before its ticket ends. No wire tells the kiosk; the printer prints the rest as garbage, answers, and counts as well.
The number keeps its place and is called. Where the mains are bad, take USB or the network.
"""


def page(rounds: Sequence[Round]) -> str:
    """Return the whole page."""
    said = said_in_the_hall()
    lines = [_line(one) for _, group in groupby(_sorted(rounds), key=lambda one: one.fault) for one in group]
    gone = lost(rounds)
    foot = FOOT.format(
        count=len({one.fault for one in rounds}),
        presses=len(rounds),
        issued=sum(one.ticket is not None for one in rounds),
        printed=sum(one.outcome == "printed" for one in rounds),
        verdict="nothing was lost" if not gone else f"**lost: {'; '.join(gone)}**",
    )
    return HEAD.format(sentence=said) + "".join(lines) + foot


def said_in_the_hall() -> str:
    """Return what the hall reads while its one kiosk prints nothing (display/words.py)."""
    return catalogue.say("The ticket machine is not printing tickets. Please ask the administrator.", "uk")


def _sorted(rounds: Iterable[Round]) -> list[Round]:
    """Return the rounds by fault, in the order in which faults first came."""
    order = {fault: place for place, fault in reversed(list(enumerate(one.fault for one in rounds)))}
    return sorted(rounds, key=lambda one: order[one.fault])


def _line(one: Round) -> str:
    cells = (
        one.fault,
        one.connection,
        ", ".join(map(_paper, one.papers)) or "none",
        f"{one.pressed} / {one.others}",
        "strip" if one.hall else "—",
        "twitches" if one.clerk else "—",
        one.told or "—",
        "—" if one.told_s is None else f"{one.told_s:.1f} s",
        "; ".join(lost([one])) or "nothing",
    )
    return f"| {' | '.join(cells)} |\n"


def _paper(paper: Paper) -> str:
    if paper.number is None:
        return "a rest" if paper.cut else "a torn piece"
    number = f"{paper.number} «КОПІЯ»" if paper.copy else paper.number
    return number if paper.cut else f"{number} (torn)"
