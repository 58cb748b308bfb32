# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""One centre.toml into a folder for each card: who gets which identity, what is kept, what is revoked, what goes.

Said again it does only what has changed; cut off, it is said again. It never takes away what it did not make.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from card import contents, folder, ssh_keys, wifi
from card.card_file import AUTHORIZED, CARD, CENTRE, KEYS, REVOKED, host_name
from card.folder import Files
from card.holdings import AUTHORITY, FEED_KEYS, OFFICE, Holdings
from card.keyring import Keyring, User, broker_hosts
from card.outcome import Outcome, Row, State
from centre.cards import MAIN, all_in_one, cards, is_loopback, on_card
from centre.centre_file import load
from centre.config import CentreFile
from centre.config_cards import Card
from centre.config_check import check
from centre.errors import BadConfig, Unavailable
from centre.hints import did_you_mean, listed
from centre.identity import OFFICE_USERS, user_of
from centre.key_files import KeyFile, key_files, line_of


class Order(NamedTuple):
    """What was asked for; ``ask`` returns the password of a Wi-Fi by its name, None where nobody is there to say it.

    ``ssh_keys`` take the place of those that cards have; ``no_ssh`` takes these away.
    """

    file: Path
    out: Path
    all_in_one: bool = False
    renew: bool = False
    revoke: Sequence[str] = ()
    only: Sequence[str] = ()
    renamed: bool = False
    remove: bool = False
    feed_keys: Path | None = None
    wifi_password_files: Sequence[str] = ()
    ssh_keys: Sequence[Path] = ()
    no_ssh: bool = False
    ask: Callable[[str], str] | None = None


def centre_of(order: Order) -> CentreFile:
    """Return the centre that cards are made for; raise BadConfig, also if one Pi cannot be all of it."""
    centre = load(order.file)
    if not order.all_in_one:
        return centre
    one = all_in_one(centre)
    if slips := check(one):
        raise BadConfig("\n".join(f"{order.file} --all-in-one: {slip}" for slip in slips))
    return one


def provision(order: Order, centre: CentreFile, now: datetime) -> Outcome:
    """Make the folders, and return what is to be told of it.

    Raise BadConfig for what was asked wrongly, before anything is written; Unavailable when the disk does not do.
    """
    _check_names(order, cards(centre))
    try:
        return _Run(order, centre, now).outcome()
    except OSError as wrong:
        place = wrong.filename or order.out
        raise Unavailable(
            f"{place}: {wrong.strerror}. Mend it and say the same again: what is made is kept."
        ) from wrong


def _check_names(order: Order, known: Sequence[Card]) -> None:
    for option, names, more in (("--only", order.only, ()), ("--revoke", order.revoke, (OFFICE,))):
        for name in names:
            if name not in {*(card.id for card in known), *more}:
                raise BadConfig(_no_such_card(option, name, order.file, known, more))
    if order.only and order.revoke:
        raise BadConfig("--revoke changes the broker's card, too: leave --only out.")
    if order.feed_keys is not None and not order.feed_keys.is_dir():
        raise BadConfig(f"--feed-keys {order.feed_keys}: no such folder; expected the one with the feeds' key files")


def _no_such_card(option: str, name: str, file: Path, known: Sequence[Card], more: Sequence[str]) -> str:
    """Return what to say: a unit's card is named, and never another one that is only called alike."""
    if home := next((card.id for card in known if name in card.units), None):
        return f"{option} {name}: {name} is on card '{home}' in {file}. Say: {option} {home}"
    names = [card.id for card in known]
    text = f"{option} {name}: {file} has no such card."
    return f"{text}{did_you_mean(name, [*names, *more]) or f' It has: {listed(names)}.'}"


class _Run:
    """One run: what stands in the folders, what shall stand there, and the way from one to the other."""

    def __init__(self, order: Order, centre: CentreFile, now: datetime) -> None:
        self._order, self._centre = order, centre
        self._cards = cards(centre)
        self._main = self._cards[0]
        self._held = Holdings(order.out)
        self._held.check(centre.centre.name, renamed=order.renamed)
        self._held.must_be_ours()
        if order.revoke:
            self._held.must_have_authority(order.revoke)
        self._missing: list[KeyFile] = []
        self._passwords = self._all_passwords()
        self._ssh = ssh_keys.given(order.ssh_keys)
        folder.make(order.out)
        self._keyring = Keyring(order.out / AUTHORITY, centre.centre.name, now)
        if not (order.remove or order.only):
            self._held.must_keep_most([card.id for card in self._cards], self._keyring)

    def outcome(self) -> Outcome:
        """Do all of it; what is revoked comes first: no cut leaves an identity that was replaced and still counts."""
        strangers = [] if self._order.only else self._held.strangers([card.id for card in self._cards], self._keyring)
        keys = {card.id: self._keys(card) for card in self._cards if self._asked_for(card)}
        revoked = self._revoke(keys, strangers)
        if revoked:  # of which the broker must hear
            keys.setdefault(self._main.id, self._keys(self._main))
        return Outcome(
            centre=self._centre,
            out=self._order.out,
            authority_new=self._keyring.new,
            rows=[Row(card, self._card(card, keys.get(card.id)), self._reached(card)) for card in self._cards],
            office=self._office(),
            feed_keys=self._feed_keys(),
            removed=strangers,
            left=[self._held.place(name).parent for name in strangers if not self._removed(name)],
            missing=self._missing,
            revoked=revoked,
            broker_revoked=self._main.id in self._order.revoke,
        )

    def _asked_for(self, card: Card) -> bool:
        return not self._order.only or card.id in self._order.only

    def _renewed(self, name: str) -> bool:
        meant = not self._order.only or name in self._order.only
        return (self._order.renew and meant) or name in self._order.revoke

    def _all_passwords(self) -> dict[str, str]:
        """Return the password of each Wi-Fi that is needed; raise BadConfig if one cannot be had."""
        wanted: dict[str, list[str]] = {}
        for card in self._cards:
            if card.wifi and self._asked_for(card):
                wanted.setdefault(card.wifi, []).append(card.id)
        names = {card.wifi for card in self._cards if card.wifi}
        has = wifi.known(self._held.cards().values()) | wifi.given(self._order.wifi_password_files, names)
        for name in wanted:
            if name not in has and self._order.ask is not None:
                has[name] = wifi.checked(self._order.ask(name), "What was typed")
        if any(name not in has for name in wanted):
            raise BadConfig(wifi.missing(wanted, has))
        return has

    def _keys(self, card: Card) -> dict[str, bytes]:
        """Return the identities of a card's units by the names of their files."""
        hosts = broker_hosts(self._centre.broker.host, host_name(self._main.id))
        users = [
            User(user_of(place.role, place.id), hosts if place.role == "broker" else ())
            for place in on_card(self._centre, card)
        ]
        if card == self._main and is_loopback(self._centre.broker.host):
            users += map(User, OFFICE_USERS)  # nobody else reaches this broker, so the head speaks to it from here
        files = {f"{KEYS}/{user.name}.pem": user for user in users}
        held = self._held.files.get(card.id, {})
        return self._keyring.given(files, held, renew=self._renewed(card.id))

    def _revoke(self, keys: Mapping[str, Files], strangers: Sequence[str]) -> int:
        """Put on the list what goes away for good: of cards that are lost or no more, of units that moved."""
        gone = [text for name in strangers for text in self._held.files.get(name, {}).values()]
        for name, new in keys.items():
            held = self._held.files.get(name, {})
            gone += [text for file, text in held.items() if name in self._order.revoke or file not in new]
        if OFFICE in self._order.revoke:
            gone += self._held.office.values()
        return self._keyring.revoke(gone)

    def _card(self, card: Card, keys: Files | None) -> State:
        """Write the folder of a card; return what became of it."""
        if keys is None:
            return "not asked for"
        held = self._held.files.get(card.id, {})
        text = contents.card_text(self._centre, card, self._keyring.fingerprint, self._passwords.get(card.wifi))
        files = {CARD: text, CENTRE: self._centre_text(), **keys, **self._key_files(card), **self._authorized(card)}
        if card == self._main:
            files[f"{KEYS}/{REVOKED}"] = self._keyring.revocations()
        changed = folder.write(self._held.place(card.id), files, self._held.made_here(card.id, self._keyring))
        return _state(held, keys, changed=changed)

    def _office(self) -> State:
        """Write the folder for the head's computer; return what became of it."""
        if self._order.only:
            return "not asked for"
        place, held = self._order.out / OFFICE, self._held.office
        users = {f"{user}.pem": User(user) for user in OFFICE_USERS}
        keys = self._keyring.given(users, held, renew=self._renewed(OFFICE))
        files = {CENTRE: self._centre_text(), **keys}
        folder.make(place)
        for name, text in files.items():
            folder.replace(place / name, text)
        return _state(held, keys, changed=any(held.get(name) != text for name, text in files.items()))

    def _removed(self, name: str) -> bool:
        return folder.remove(self._held.place(name), self._held.made_here(name, self._keyring))

    def _centre_text(self) -> bytes:
        """Return the technician's own words, notes and all; only what is made one Pi is written anew."""
        return contents.centre_text(self._centre) if self._order.all_in_one else self._order.file.read_bytes()

    def _authorized(self, card: Card) -> dict[str, bytes]:
        """Return whose ssh keys open a card: those given now, else what it has; a new one has those of the main."""
        if self._order.no_ssh:
            return {}
        held = self._held.files.get(card.id) or self._held.files.get(self._main.id, {})
        text = self._ssh or held.get(AUTHORIZED, b"")
        return {AUTHORIZED: text} if text else {}

    def _reached(self, card: Card) -> tuple[str, ...]:
        """Return by which ssh keys a card is reached from now on, also one that was not asked for."""
        held = self._held.files.get(card.id, {})
        files = self._authorized(card) if self._asked_for(card) else held
        return ssh_keys.names(files.get(AUTHORIZED, b""))

    def _feed_keys(self) -> Path:
        return self._order.feed_keys or self._order.out / FEED_KEYS

    def _key_files(self, card: Card) -> dict[str, bytes]:
        """Return the keys that others gave, as they lie ready or as the card has them; note which are missing."""
        found, held = {}, self._held.files.get(card.id, {})
        for file in key_files(self._centre):
            if file.name is None or file.unit not in card.units:
                continue
            source, name = self._feed_keys() / file.name, f"{KEYS}/{file.name}"
            if source.is_file() and (text := source.read_bytes()):
                found[name] = _checked(source, text, file)
            elif name in held:
                found[name] = held[name]
            else:
                self._missing.append(file)
        return found


def _checked(source: Path, text: bytes, file: KeyFile) -> bytes:
    """Return a key file's content, or raise BadConfig for what its unit would find out on its own Pi."""
    if file.unit != MAIN and line_of(text) is None:
        raise BadConfig(f"{source}: expected the key of {file.unit}, one line of Latin letters, digits and signs")
    return text


def _state(held: Files, keys: Files, *, changed: bool) -> State:
    if not any(name in held for name in keys):
        return "new"
    if any(held.get(name) != text for name, text in keys.items()):
        return "new identities"
    return "changed" if changed else "as it was"
