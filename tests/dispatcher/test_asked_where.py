# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where the dispatcher is asked: by each unit on a topic of its own, and by none that it does not hear."""

from broker_config.acl import acl
from centre.config import CentreFile
from dispatcher.asked_where import requests_of


def test_every_topic_on_which_the_broker_lets_anybody_ask_is_heard(small_centre: CentreFile) -> None:
    """No wildcard among them: one that floods can be left alone."""
    words = "topic write "
    writable = {line.removeprefix(words) for line in acl(small_centre).splitlines() if line.startswith(words)}
    assert sorted(requests_of(small_centre)) == sorted(topic for topic in writable if topic.endswith("/request"))
