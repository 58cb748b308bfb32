# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What a link hears: its subscriptions at the broker, left and taken up again where somebody says too much.

It makes no connection and knows no service; whom not to listen to, and for how long, centre/link_floods.py decides.
"""

import logging
import time

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.subscribeoptions import SubscribeOptions

from centre import messages
from centre.errors import BadMessage
from centre.link_client import PromptClient
from centre.link_events import Received
from centre.link_floods import Floods
from centre.service import Inbox

log = logging.getLogger(__name__)

KEPT_S = 365 * 24 * 3600
"""How long the broker keeps what is retained. It never matters; but a broker must say of what has an expiry how much of
it is left (MQTT 5, 3.3.2.3.3), so whoever hears a board late knows how late, whatever its own clock shows."""

MOST_OWED = 128
"""So many answers to one unit may be on their way, at most; a unit that is well has a dozen questions open."""


class Subscriptions:
    """Of one link, whatever the connection; used in its network thread only. ``inbox`` gets what is heard.

    What is retained is delivered at the subscription for ``states`` only.
    """

    def __init__(self, inbox: Inbox, requests: tuple[str, ...], states: tuple[str, ...]) -> None:
        fresh_only = SubscribeOptions(qos=1, retainAsPublished=True, retainHandling=2)
        with_state = SubscribeOptions(qos=1, retainAsPublished=True, retainHandling=0)
        self._states = dict.fromkeys(states, with_state)
        self._wanted = dict.fromkeys(requests, fresh_only) | self._states
        self._floods = Floods(inbox)
        self._begun: int | None = None

    def begin(self, client: Client) -> bool:
        """Ask for all on a new connection; return False where there is nothing to be heard, so nothing to wait for."""
        self._floods.begin()
        if self._wanted:
            _, self._begun = client.subscribe(list(self._wanted.items()))
        return bool(self._wanted)

    def are_begun(self, mid: int) -> bool:
        """Return whether it is those of a new connection that the broker confirms with this number."""
        return mid == self._begun

    def hear(self, client: PromptClient, message: MQTTMessage) -> None:
        """Take a message off the wire."""
        now_s = time.monotonic()
        if self._floods.ignores(message.topic, now_s):
            return
        try:
            row, levels = messages.read_topic(message.topic)
        except BadMessage as unknown:
            log.warning("%s", unknown)
            return
        said = Received(row, levels, bytes(message.payload), message.retain, _kept_s(message))
        self._floods.hear(message.topic, said, now_s, owed=owed(client, said))

    def go_round(self, client: Client) -> float:
        """Leave the topics of those who say too much, come back after a while; return in how many seconds it is needed.

        As soon as a flood has been read each state is asked for anew: behind it the broker may have dropped a board.
        """
        if leaving := [topic for topic in self._floods.to_leave() if topic in self._wanted]:
            client.unsubscribe(leaving)
            client.loop_write()
        now_s = time.monotonic()
        over, anew = self._floods.over(now_s), self._floods.asks_anew(now_s)
        again = [topic for topic in self._wanted if topic in over or (anew and topic in self._states)]
        if again := [topic for topic in again if not self._floods.deaf_to(topic)]:
            client.subscribe([(topic, self._wanted[topic]) for topic in again])
            client.loop_write()
        return self._floods.to_do_in_s(now_s)


def owed(client: PromptClient, said: Received) -> bool:
    """Return whether too many answers to whoever asks are still on their way: those to others wait behind them."""
    if not said.row.endswith("_request"):
        return False
    return client.unconfirmed(messages.topic(said.row.replace("_request", "_reply"), **said.levels), MOST_OWED)


def _kept_s(message: MQTTMessage) -> float:
    """Return how long the broker had kept what is retained; its clock counts whole seconds, so one is not one yet."""
    left_s = getattr(message.properties, "MessageExpiryInterval", KEPT_S) if message.retain else KEPT_S
    return float(max(KEPT_S - 1 - left_s, 0))
