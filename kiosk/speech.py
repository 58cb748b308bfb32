# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the kiosk's voice says of a page, a choice, a ticket: pure. It says what screen and paper show, nothing less.

The texts are those of the screen at its largest and the lines of the paper, read aloud by centre/spoken.py.
"""

from collections.abc import Iterable, Iterator

from centre import texts
from centre.config import CentreFile, Language
from centre.config_kiosks import Button, Kiosk
from centre.messages import TicketReply
from centre.spoken import Sentence, sentences
from kiosk import labels, said, spoken_words, ticket, words
from kiosk.listening import VOLUMES_DB, Say
from kiosk.pages import Choice, Page


class Speech:
    """All that one kiosk can say; ``focus`` is the name of the choice on which the keys stand."""

    def __init__(self, centre: CentreFile, kiosk: Kiosk) -> None:
        self._centre, self._buttons = centre, {button.name: button for button in kiosk.buttons}
        self._keys = {button.voice for button in kiosk.buttons if button.voice}
        self._chooses = "choose" in self._keys
        self._others = any(not button.voice for button in kiosk.buttons)

    def sentences(self, says: Iterable[Say], page: Page, focus: str) -> tuple[Sentence, ...]:
        """Return what is to be said, in the languages of the page, all of one language before the next."""
        asked = list(says)
        return tuple(
            sentence
            for language in page.languages
            for say in asked
            for text in self._texts(say, page, focus, language)
            for sentence in sentences(_ended(text), language)
        )

    def _texts(self, say: Say, page: Page, focus: str, language: Language) -> Iterator[str]:
        match say.what:
            case "welcome":
                yield from self._welcome(language)
            case "page":
                yield from self._page(page, focus, language)
            case "choice":
                yield from self._choice(say.of, page, language)
            case "button":
                yield from self._button(say.of, page, language)
            case "entered":
                yield spoken_words.entered(len(page.digits), page.digits_of, language)
            case "volume":
                yield spoken_words.volume(int(say.of), len(VOLUMES_DB), language)
            case "doubt":
                yield words.still_there(language)
                yield spoken_words.any_key(language)
            case "off":
                yield spoken_words.off(language)

    def _welcome(self, language: Language) -> Iterator[str]:
        yield spoken_words.welcome(language)
        yield from spoken_words.keys(self._keys, language, buttons=self._others)

    def _page(self, page: Page, focus: str, language: Language) -> Iterator[str]:
        if page.kind == "take" and page.ticket:
            yield from self._ticket(page.ticket, language, copy=page.copy)
            return
        if page.kind == "code":
            yield words.key_in(language)
            yield spoken_words.entered(len(page.digits), page.digits_of, language)
        else:
            yield from (one.text for one in said.said(self._centre, page, language, touch=self._chooses)[0])
        if focus and "next" in self._keys:
            yield from self._choice(focus, page, language)

    def _choice(self, name: str, page: Page, language: Language) -> Iterator[str]:
        """Yield what stands on a choice, and which of how many it is."""
        for place, choice in enumerate(page.choices, 1):
            if choice.name == name:
                yield from self._label(choice, page, language)
                if len(page.choices) > 1:
                    yield spoken_words.place(place, len(page.choices), language)

    def _button(self, name: str, page: Page, language: Language) -> Iterator[str]:
        """Yield what a button is, also one that means nothing on this page."""
        found = next((choice for choice in page.choices if choice.name == name), None)
        choice = found or _alone(self._buttons[name])
        if choice:
            yield from self._label(choice, page, language)
        else:
            yield texts.purpose(self._buttons[name].purpose or "consult", language)
        yield spoken_words.again(language)

    def _label(self, choice: Choice, page: Page, language: Language) -> Iterator[str]:
        yield labels.label(self._centre, choice, page, language)
        yield labels.state(choice, language, page.opens_at, self._centre.centre.time_zone)

    def _ticket(self, reply: TicketReply, language: Language, *, copy: bool) -> Iterator[str]:
        """Yield every line of the paper, the number first; what it is stands before what needs a label to be heard."""
        centre = self._centre.centre
        service = next((one for one in self._centre.services if one.id == reply.service), None)
        issued = ticket.issued(reply, centre.time_zone)
        number = spoken_words.ticket(reply.ticket, language)
        yield spoken_words.out(language)
        for line in ticket.body(reply, centre.time_zone, (language,), copy=copy):
            if line.text == reply.ticket:
                yield number
                if service:
                    yield spoken_words.service((language == "en" and service.name_en) or service.name, language)
            elif line in issued:
                yield spoken_words.issued(line.text, language)
            else:
                yield line.text
        yield from (line.text for line in ticket.tail(centre, (language,)))
        yield (language == "en" and centre.name_en) or centre.name
        yield spoken_words.take(language)
        yield number
        yield spoken_words.hear_again(language)


def _alone(button: Button) -> Choice | None:
    """Return a button as a choice, None for a purpose, which is one only within a sphere."""
    if button.service:
        return Choice(button.name, "service", button.service)
    if button.sphere:
        return Choice(button.name, "sphere", button.sphere)
    if button.language:
        return Choice(button.name, "language", button.language)
    if button.digit is not None:
        return Choice(button.name, "digit", str(button.digit))
    return Choice(button.name, "priority") if button.priority else None


def _ended(text: str) -> str:
    """Return a text with an end, at which the voice falls."""
    return text if not text or text[-1] in ".!?…:" else f"{text}."
