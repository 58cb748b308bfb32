# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Cross-check of sirens and alerts: each source has what it needs and no more, its pace is allowed, and one hears."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from centre.check_names import Use, used_twice
from centre.config import CentreFile
from centre.config_alarms import Siren, Source
from centre.feed_limits import LEAST_POLL_S, USUAL_POLL_S
from centre.hints import listed, shown
from centre.toml_reader import Slip, was_read

_FEED = ("regions", "url", "key_file", "poll_s", "stale_after_s")

_USED: dict[Source, tuple[str, ...]] = {
    "ukrainealarm": _FEED,
    "alerts_in_ua": _FEED,
    "alerts_in_ua_iot": _FEED,
    "mqtt": ("host", "port", "user", "key_file", "topics", "availability_topic", "stale_after_s"),
    "contact": ("alert_pin", "alarm_when_open"),
    "ups": ("mains_lost_pin", "battery_low_pin", "alarm_when_open"),
}
"""What a source has beside its id."""

_NEEDED: dict[Source, dict[str, str]] = {
    "ukrainealarm": {"regions": '["36"], the raion where the centre stands'},
    "alerts_in_ua": {"regions": '["36", "4"], the raion and the oblast it lies in'},
    "alerts_in_ua_iot": {"regions": '["4"], the oblast where the centre stands'},
    "mqtt": {"host": '"192.168.10.60"', "topics": '[{ topic = "homeassistant/alarm/state" }]'},
    "contact": {"alert_pin": "17"},
    "ups": {"mains_lost_pin": "17"},
}
"""What it must have, with an example."""

_ONE_REGION = ("ukrainealarm", "alerts_in_ua_iot")
"""Sources that are asked about one region."""

_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


def alerts(centre: CentreFile) -> Iterator[Slip]:
    """Yield shelter windows that are named twice, or named where no window works in an alert."""
    numbers = centre.alerts.shelter_windows
    yield from used_twice(
        Use(f"alerts.shelter_windows[{i}]", number, str(number), "the same list") for i, number in enumerate(numbers)
    )
    if numbers and centre.alerts.mode == "suspend":
        text = f'{shown(numbers)}: only for mode = "continue_in_shelter"; remove it, or set the mode'
        yield Slip("alerts.shelter_windows", text)


def sirens(centre: CentreFile) -> Iterator[Slip]:
    """Yield sirens that lack what their source needs, that name what it does not use, or that ask too often."""
    for i, siren in enumerate(centre.sirens):
        path = f"sirens[{i}]"
        if not was_read(siren.source):
            continue
        yield from _needed(siren, path)
        yield from _unused(siren, path)
        yield from _regions(siren, path)
        yield from _web(siren, path)
        yield from _pace(siren, path)
        yield from _topics(siren, path)


def unheard(centre: CentreFile) -> Iterator[Slip]:
    """Yield one warning if an alert can reach the queue by nobody's hand in the hall and from no source."""
    heard = any(siren.source != "ups" for siren in centre.sirens)
    if not heard and not any(key.action == "alert" for desk in centre.desks for key in desk.keys):
        text = 'no [[sirens]] hears of an air-raid alert, and no desk has a key with action = "alert"'
        yield Slip("alerts", f"{text}; add one, else only the office can stop the calls")


def half_heard(centre: CentreFile) -> Iterator[Slip]:
    """Yield sirens that would not hear an alert of all that the centre's raion lies in."""
    for i, siren in enumerate(centre.sirens):
        if siren.source == "alerts_in_ua" and len(siren.regions) == 1:
            text = "one region: an alert of the oblast it lies in is told under the oblast's number"
            yield Slip(f"sirens[{i}].regions", f'{text}; name both, as ["36", "4"]')


def _needed(siren: Siren, path: str) -> Iterator[Slip]:
    for key, example in _NEEDED[siren.source].items():
        value = getattr(siren, key)
        if was_read(value) and value in {None, "", ()}:
            yield Slip(f"{path}.{key}", f'missing; source = "{siren.source}" needs it, as {example}')
    without_key = siren.source in USUAL_POLL_S and not siren.key_file and not siren.url
    if without_key and was_read(siren.key_file) and was_read(siren.url):
        text = f'missing; source = "{siren.source}" needs it, unless url names a server that wants no key'
        yield Slip(f"{path}.key_file", text)


def _unused(siren: Siren, path: str) -> Iterator[Slip]:
    defaults = Siren(id="default", source=siren.source)
    for key in Siren.__struct_fields__:
        value = getattr(siren, key)
        if key in {"id", "source", *_USED[siren.source]} or value == getattr(defaults, key) or not was_read(value):
            continue
        yield Slip(f"{path}.{key}", f'{shown(value)}: not used with source = "{siren.source}"; remove it')


def _regions(siren: Siren, path: str) -> Iterator[Slip]:
    if siren.source not in USUAL_POLL_S:
        return
    for i, region in enumerate(siren.regions):
        if was_read(region) and not (region.isascii() and region.isdecimal()):
            yield Slip(f"{path}.regions[{i}]", f'{shown(region)}: expected the number of a region, such as "36"')
    yield from used_twice(
        Use(f"{path}.regions[{i}]", region, shown(region), "the same list") for i, region in enumerate(siren.regions)
    )
    if siren.source in _ONE_REGION and len(siren.regions) > 1:
        text = f'{len(siren.regions)} given; source = "{siren.source}" is asked about one: the smallest it knows'
        yield Slip(f"{path}.regions", text)


def _web(siren: Siren, path: str) -> Iterator[Slip]:
    if was_read(siren.key_file) and siren.key_file and not siren.key_file.startswith("/"):
        expected = "expected a whole path, such as /etc/cherha/keys/ukrainealarm"
        yield Slip(f"{path}.key_file", f"{shown(siren.key_file)}: {expected}")
    if not was_read(siren.url) or not siren.url:
        return
    try:
        parts = urlsplit(siren.url)
        scheme, host = parts.scheme, parts.hostname
    except ValueError:
        scheme, host = "", None
    if scheme not in {"http", "https"} or not host:
        yield Slip(f"{path}.url", f'{shown(siren.url)}: expected an address such as "https://siren.pp.ua"')
    elif scheme == "http" and siren.key_file and host not in _THIS_MACHINE:
        yield Slip(f"{path}.url", f"{shown(siren.url)}: whoever listens on the way reads the key; expected https")


def _pace(siren: Siren, path: str) -> Iterator[Slip]:
    least = LEAST_POLL_S.get(siren.source)
    if least is None or not was_read(siren.poll_s):
        return
    if 0 < siren.poll_s < least:
        why = f'source = "{siren.source}" shuts out who asks more often'
        yield Slip(f"{path}.poll_s", f"{siren.poll_s:g}: expected at least {least:g}, or 0 for its own pace; {why}")
    period_s = siren.poll_s or USUAL_POLL_S[siren.source]
    if was_read(siren.stale_after_s) and siren.stale_after_s < 2 * period_s:
        why = "one lost answer is no silence"
        yield Slip(f"{path}.stale_after_s", f"{siren.stale_after_s:g}: expected at least {2 * period_s:g}; {why}")


def _topics(siren: Siren, path: str) -> Iterator[Slip]:
    topics = {f"{path}.topics[{i}].topic": signal.topic for i, signal in enumerate(siren.topics)}
    if siren.availability_topic:
        topics[f"{path}.availability_topic"] = siren.availability_topic
    yield from used_twice(Use(where, topic, shown(topic), "another topic") for where, topic in topics.items())
    for where, topic in topics.items():
        wild = [sign for sign in "+#" if was_read(topic) and sign in topic]
        if wild:
            yield Slip(where, f"{shown(topic)}: expected one topic, without {listed(wild)}")
    if siren.source == "mqtt" and was_read(siren.key_file) and siren.key_file and siren.user == "":
        yield Slip(f"{path}.user", "missing; the password in key_file is somebody's")
