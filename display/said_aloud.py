# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is played for each thing that is said: a sound, then the words of the screen; pure, it knows no turns."""

from collections.abc import Iterator

from centre import texts_alarms
from centre.config import CentreFile, Language
from centre.messages import Alert
from centre.speech import Utterance
from centre.spoken import sentences
from display.announcing import Saying
from display.chime import attention, chime
from display.spoken_calls import call


def utterances(saying: Saying, centre: CentreFile) -> tuple[Utterance, ...]:
    """Return what is played, one after the other, all of one language before the next."""
    if saying.what == "call":
        return (chime(), *(call(saying.ticket, saying.window, language) for language in saying.languages))
    words = (
        sentence
        for language in saying.languages
        for text in _texts(saying, centre, language)
        for sentence in sentences(text if text[-1] in ".!" else f"{text}.", language)
    )
    return (chime() if saying.what == "all_clear" else attention(), *words)


def _texts(saying: Saying, centre: CentreFile, language: Language) -> Iterator[str]:
    if saying.what == "all_clear":
        yield texts_alarms.all_clear(language)
        if saying.resumes_at:
            yield texts_alarms.resumes(saying.resumes_at, centre.centre.time_zone, language)
    elif saying.alert and saying.what == "warning":
        yield texts_alarms.attention(language)
        yield texts_alarms.warning(saying.alert.level, language)
        yield _stays(centre, language)
    elif saying.alert:
        yield from _alert(centre, saying.alert, language)


def _alert(centre: CentreFile, alert: Alert, language: Language) -> Iterator[str]:
    """Yield that people must go, and where to; the level only where somebody has named one."""
    yield texts_alarms.attention(language)
    yield texts_alarms.warning("unknown", language)
    if threat := texts_alarms.threat(alert.level, language):
        yield threat
    yield texts_alarms.way_to_shelter(centre.centre, language)
    if centre.alerts.mode == "continue_in_shelter":
        yield texts_alarms.in_shelter(centre.alerts.shelter_windows, language)
    else:
        yield texts_alarms.tickets_kept(language)


def _stays(centre: CentreFile, language: Language) -> str:
    """Return that the reception goes on, be it that the whole centre is in a shelter."""
    if centre.alerts.sheltered:
        return texts_alarms.in_shelter((), language)
    return texts_alarms.reception_goes_on(language)
