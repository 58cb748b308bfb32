# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one catalogue: complete, Ukrainian, and counted by the rules of its language."""

import io
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from babel.core import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from centre import catalogue
from tests.centre.wording import computed, faults, forms_of, sources, texts_of

FRIDAY = date(2026, 11, 20)
SAID = {"Ticket {number}": ("Ticket {number}",), "{number} hour": ("{number} hour", "{number} hours")}
GOOD = """
msgid "Ticket {number}"
msgstr "Талон {number}"

msgid "{number} hour"
msgid_plural "{number} hours"
msgstr[0] "{number} година"
msgstr[1] "{number} години"
msgstr[2] "{number} годин"
"""


def read(text: str) -> Catalog:
    """Return a catalogue of these lines."""
    return read_po(io.BytesIO(text.encode()), "uk", abort_invalid=True)


def ours() -> str:
    """Return the Ukrainian catalogue as it is written."""
    return catalogue.CATALOGUE.read_text(encoding="utf-8")


def test_every_text_is_translated() -> None:
    """Every text of every package stands in uk.po, in all its forms, with its placeholders; and nothing else does."""
    said = texts_of(sources())
    assert len(said) > 40
    assert faults(said, read(ours())) == []


def test_every_text_is_written_out_where_it_is_said() -> None:
    """No module computes what it asks the catalogue for: Babel could not find it, and nobody would translate it."""
    assert {str(file): computed(file) for file in sources() if computed(file)} == {}


def test_a_computed_text_is_found(tmp_path: Path) -> None:
    """A name, a joined string or a plural that is computed is named by its line."""
    file = tmp_path / "module.py"
    file.write_text(
        "catalogue.say(text, language)\n"
        "catalogue.say(f'Window {number}', language)\n"
        "catalogue.counted('{number} hour', hours, 2, language)\n"
        "catalogue.counted('{number} hour', '{number} hours', 2, language)\n"
    )
    assert computed(file) == [1, 2, 3]


def test_texts_are_found_in_code(tmp_path: Path) -> None:
    """What a module says is found: a text, a text in two strings, and a text with its plural."""
    file = tmp_path / "module.py"
    file.write_text(
        "catalogue.say('Ticket'\n    ' {number}', language)\n"
        "counted('{number} hour', '{number} hours', 2, language)\nnumbers.count(2)\n"
    )
    assert texts_of([file]) == SAID


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("", "", None),
        ('msgid "Ticket {number}"\nmsgstr "Талон {number}"\n', "", "'Ticket {number}' is not translated"),
        ('"Талон {number}"', '""', "'Ticket {number}' has not 1 forms: ('',)"),
        ('"Талон {number}"', '"Талон"', "'Ticket {number}' has other placeholders in 'Талон'"),
        ('{number} годин"', 'годин"', "'{number} hour' has other placeholders in 'годин'"),
        ('msgid "T', '#, fuzzy\nmsgid "T', "'Ticket {number}' is fuzzy: look at it, and take the mark away"),
        ('msgid "T', 'msgid "Old"\nmsgstr "Було"\n\nmsgid "T', "'Old' is said nowhere"),
        ('\nmsgid "T', '\n#~ msgid "Old"\n#~ msgstr "Було"\n\nmsgid "T', "'Old' is said nowhere"),
        ("hours", "hrs", "'{number} hour' has another plural in the code"),
        (
            'msgstr[2] "{number} годин"',
            'msgstr[2] ""',
            "'{number} hour' has not 3 forms: ('{number} година', '{number} години', '')",
        ),
        (
            'msgstr[2] "{number} годин"\n',
            "",
            "'{number} hour' has not 3 forms: ('{number} година', '{number} години', '')",
        ),
    ],
)
def test_each_fault_of_a_catalogue_is_named(old: str, new: str, fault: str | None) -> None:
    """A text that is missing, empty, fuzzy, unused, short of a form or has other placeholders is named."""
    assert faults(SAID, read(GOOD.replace(old, new))) == ([fault] if fault else [])


def test_the_catalogue_is_ukrainian() -> None:
    """No letter that only Russian has, no Latin letter within a word, and one kind of apostrophe."""
    forms = [form for message in read(ours()) if message.id for form in forms_of(message.string)]
    bare = " ".join(re.sub(r"\{\w+\}", "", form) for form in forms)
    assert re.findall(r"[ыэёъЫЭЁЪ]|[A-Za-z]|['`´ʼ′‘]", bare) == []


def test_forms_stand_in_the_order_of_unicodes_rules() -> None:
    """The forms we know are those that Unicode's rules give to whole numbers, and uk.po has as many."""
    for language, forms in catalogue.FORMS.items():
        rule = Locale.parse(catalogue.LOCALES[language]).plural_form
        assert {rule(number) for number in range(1000)} == set(forms)
    assert read(ours()).num_plurals == len(catalogue.FORMS["uk"])


def test_what_is_not_translated_is_said_in_english() -> None:
    """A text that the catalogue lacks is still said, with its English plural."""
    assert catalogue.say("Gate {number}", "uk", number=2) == "Gate 2"
    said = [catalogue.counted("{number} gate", "{number} gates", number, "uk") for number in (1, 2, 21)]
    assert said == ["1 gate", "2 gates", "21 gates"]


def test_english_needs_no_catalogue() -> None:
    """English is what stands in the code."""
    assert catalogue.say("Ticket", "en") == "Ticket"
    said = [catalogue.counted("{number} person", "{number} people", number, "en") for number in (0, 1, 2, 21)]
    assert said == ["0 people", "1 person", "2 people", "21 people"]


def test_a_value_is_never_read_as_a_placeholder() -> None:
    """Braces in what is filled in are printed as they are."""
    assert catalogue.say("Your time: {at}", "uk", at="{number}") == "Ваш час: {number}"


def test_days_are_named_by_their_pattern() -> None:
    """Names of days and months come from CLDR, with spaces that every code page has."""
    assert catalogue.calendar(FRIDAY, "d MMMM", "uk") == "20 листопада"
    assert catalogue.calendar(FRIDAY, "full", "uk").endswith("20 листопада 2026 р.")
    assert catalogue.calendar(FRIDAY, "EEEE, d MMMM", "en") == "Friday, 20 November"


def test_nothing_is_read_before_the_first_text() -> None:
    """A service that shows nothing does not load Babel, and after its first text a kiosk loads nothing more."""
    script = (
        "import sys; from centre import texts_closed; from display import words; from kiosk import ticket_press\n"
        "assert not [name for name in sys.modules if name.startswith('babel')]\n"
        "from centre import texts; from datetime import datetime, UTC; texts.copy(); before = set(sys.modules)\n"
        "texts.ahead(5); texts.date_line(datetime.now(UTC), 'Europe/Kyiv')\n"
        "assert not [name for name in set(sys.modules) - before if name.startswith('babel')]\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
