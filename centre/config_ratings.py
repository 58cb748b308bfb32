# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What ``centre.toml`` may say of a box for a word: four buttons at the exit or at a window."""

from typing import Annotated

import msgspec

from centre.config_rules import Section, policy
from centre.config_words import Identifier, Pin, Seconds, WindowNumber
from centre.facts_base import Word


class RatingButton(Section, frozen=True, kw_only=True):
    """The button of one word; ``led_pin`` lights its lamp."""

    word: Word
    pin: Pin
    led_pin: Pin | None = None


class Rating(Section, frozen=True, kw_only=True):
    """Four buttons for a citizen's word on the service; at a ``window``, or without one at the exit."""

    id: Identifier
    window: WindowNumber | None = None
    buttons: Annotated[tuple[RatingButton, ...], msgspec.Meta(min_length=4, max_length=4)]
    give_up_after_s: Seconds = 5.0
    stuck_after_s: Seconds = 10.0
    pause_s: Annotated[
        float,
        policy(
            "Seconds after a press in which no other of the four buttons counts: one person, one word.",
            "Cherha: children play, and whoever comes next still walks",
            ge=1,
            le=60,
        ),
    ] = 5.0
    service_after_s: Annotated[
        int,
        policy(
            "Seconds after the end at a window in which a word said there is still of that service; later, and while"
            " nobody was served, it is of none.",
            "Cherha: papers are put away first",
            ge=0,
            le=600,
        ),
    ] = 120
