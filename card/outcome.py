# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What became of each card when the folders were made, and the page that says it. Pure."""

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from broker_config.authority import KEY
from card.card_file import FOLDER, PARTITION
from card.contents import runs
from centre.cards import is_loopback
from centre.config import CentreFile
from centre.config_cards import Card
from centre.hints import listed
from centre.key_files import KeyFile

State = Literal["new", "new identities", "changed", "as it was", "not asked for"]

COPIED: tuple[State, ...] = ("new", "new identities", "changed")
"""After which a card is not right any more until the folder is copied."""

WIDTH, MOST_NAMES = 110, 8
"""Letters of a line, and names that are told of in one sentence."""


class Row(NamedTuple):
    """A card, what became of its folder, and by which ssh keys it is reached."""

    card: Card
    state: State
    reached: tuple[str, ...] = ()


class Outcome(NamedTuple):
    """All that there is to tell; the first of the ``rows`` is the broker's card.

    ``removed``: cards that are in the file no more; ``left``: folders of theirs in which something else lies.
    ``missing``: key files that are nowhere yet, with the folder they are looked for in ``feed_keys``.
    ``revoked``: how many identities count no more since now; ``broker_revoked``: the broker's own is one of them.
    """

    centre: CentreFile
    out: Path
    authority_new: bool
    rows: Sequence[Row]
    office: State
    feed_keys: Path
    removed: Sequence[str] = ()
    left: Sequence[Path] = ()
    missing: Sequence[KeyFile] = ()
    revoked: int = 0
    broker_revoked: bool = False


def lines(told: Outcome, warnings: Sequence[str] = ()) -> Iterator[str]:
    """Yield the page: what each card is, what is out of the common, what the technician does next.

    ``warnings``, of the file, come before what is next: what they tell of is better mended before any card is flashed.
    """
    made = "a new authority" if told.authority_new else "its authority"
    yield f"{told.centre.centre.name}: {_counted(len(told.rows), 'card')} in {told.out}, by {made}."
    yield ""
    yield from _table(told)
    for remark in _remarks(told):
        yield ""
        yield from _wrapped(remark)
    if warnings:
        yield ""
        yield from warnings
    yield ""
    yield from _next(told)


def _table(told: Outcome) -> Iterator[str]:
    """Yield a row for each card; of many that have not changed none."""
    quiet = [row for row in told.rows if row.state not in COPIED]
    shown = [row for row in told.rows if row.state in COPIED or len(quiet) <= MOST_NAMES]
    rows = [("card", "address", "folder", "runs")]
    rows += [(card.id, _network(card), state, ", ".join(runs(told.centre, card))) for card, state, _ in shown]
    if len(shown) < len(told.rows):
        rows.append((f"{len(quiet)} more", "", quiet[0].state, ""))
    where = f"on {told.rows[0].card.id}, too" if is_loopback(told.centre.broker.host) else "on no Pi"
    rows.append(("office", "", told.office, f"{where}: the head's and the technician's identities"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    for *cells, last in rows:
        start = "".join(f"{cell.ljust(width)}  " for cell, width in zip(cells, widths, strict=True))
        yield from _wrapped(last, start, " " * len(start)) or [start.rstrip()]


def _network(card: Card) -> str:
    """Return where a card is in the network."""
    return f"{f'Wi-Fi {card.wifi}, ' if card.wifi else ''}{card.address or 'by DHCP'}"


def _remarks(told: Outcome) -> Iterator[str]:
    """Yield what is out of the common, a paragraph each."""
    if told.removed:
        yield f"In the file no more, so the folders are removed and the identities revoked: {_few(told.removed)}."
    for place in told.left:
        yield f"{place} stays: there is something in it that was not made here."
    if told.revoked:
        some = _counted(told.revoked, "identity", "identities")
        yield f"Revoked: {some}. The broker learns of it from its card, so copy that one first."
    if told.broker_revoked:
        text = "The broker's own identity is among them, and units ask no list when they look for the broker."
        yield f"{text} If its card was stolen, begin anew with another --out and copy every card."
    for file in told.missing:
        text = f"Missing: the key of {file.unit} ({file.place}). Put it into {told.feed_keys / (file.name or '')}"
        yield f"{text} and say the same again; until then it cannot be used."
    yield from _reached(told.rows)


def _reached(rows: Sequence[Row]) -> Iterator[str]:
    """Yield whose ssh keys open which cards, and which are opened by none; nothing where all are closed."""
    by_keys: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        by_keys.setdefault(row.reached, []).append(row.card.id)
    closed = by_keys.pop((), [])
    for names, cards in by_keys.items():
        which = "every card" if len(cards) == len(rows) else f"the card{'s' * (len(cards) > 1)} {_few(cards)}"
        yield f"By ssh, as root, {listed(names)} may reach {which}."
    if by_keys and closed:
        yield f"By ssh nobody may reach {_few(closed)}."


def _next(told: Outcome) -> Iterator[str]:
    """Yield the steps, of which only those stand here that there is a reason for."""
    steps = [*_of_cards(told), *_of_office(told)]
    if told.authority_new:
        key = told.out / "authority" / KEY
        steps.append(f"Keep {told.out}, and keep it locked: with {key} anybody can be anybody here.")
    if not steps:
        yield "Nothing to do: the cards that were made of these folders are right."
        return
    yield "Next:"
    for number, step in enumerate(steps, start=1):
        yield from _wrapped(step, f" {number}. ", " " * 4)


def _of_cards(told: Outcome) -> Iterator[str]:
    fresh = [row.card.id for row in told.rows if row.state == "new"]
    copied = [row.card.id for row in told.rows if row.state in COPIED]
    if fresh:
        what = "a card" if len(fresh) == 1 else f"{len(fresh)} cards, and label them"
        yield f"Flash the image onto {what}: {_few(fresh)}."
    if not copied:
        return
    several = len(copied) > 1
    again = "" if fresh else ", in place of the one that is there"
    example = f"{told.out / copied[0] / FOLDER}"
    whole = f"whole, onto the partition {PARTITION} of its card{again}"
    yield f"Copy the folder of each, as {example}, {whole}: {_few(copied)}." if several else f"Copy {example}, {whole}."
    first = f", {copied[0]} first: the others look for it" if several and copied[0] == told.rows[0].card.id else ""
    yield f"Put {'each' if several else 'it'} into its Pi and switch it on{first}. It says what it has become."


def _of_office(told: Outcome) -> Iterator[str]:
    if told.office not in COPIED:
        return
    place = told.out / "office"
    if is_loopback(told.centre.broker.host):
        main = told.rows[0].card.id
        yield f"The head's commands work on the Pi of {main} alone, as root: no other machine finds the broker."
    else:
        how = "CHERHA_KEYS=office cherha status --centre office/centre.toml"
        yield f"Copy {place}, whole, to the head's computer. There: {how}"


def _wrapped(text: str, start: str = "", indent: str = "") -> list[str]:
    """Return a paragraph in lines; no name and no path is broken."""
    wrapper = textwrap.TextWrapper(WIDTH, start, indent, break_on_hyphens=False, break_long_words=False)
    return wrapper.wrap(text)


def _few(names: Sequence[str]) -> str:
    """Return names as a list, of many only the first."""
    if len(names) <= MOST_NAMES:
        return listed(names)
    return f"{', '.join(names[: MOST_NAMES - 1])} and {len(names) - MOST_NAMES + 1} more of the table"


def _counted(number: int, what: str, several: str = "") -> str:
    return f"{number} {what}" if number == 1 else f"{number} {several or f'{what}s'}"
