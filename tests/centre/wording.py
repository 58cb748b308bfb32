# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a catalogue, text by text: held against the English that Babel finds in the code."""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file

from centre.catalogue import FORMS

ROOT = Path(__file__).parents[2]
KEYWORDS = {"say": (1,), "counted": (1, 2)}

Texts = dict[str, tuple[str, ...]]
"""The English of each text, singular and plural where it counts something, by the first of them."""


def sources() -> list[Path]:
    """Return every module of every package; tests are none."""
    return sorted(file for package in ROOT.glob("*/__init__.py") for file in package.parent.rglob("*.py"))


def texts_of(files: Sequence[Path]) -> Texts:
    """Return what these modules say."""
    found = [text for file in files for _, text, _, _ in extract_from_file("python", file, keywords=KEYWORDS)]
    return {forms_of(text)[0]: forms_of(text) for text in found}


def computed(file: Path) -> list[int]:
    """Return the lines that ask the catalogue for a text that is not written out there, so that Babel cannot see it."""
    lines = []
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match call:
            case ast.Call(func=ast.Attribute(value=ast.Name("catalogue"), attr="say" | "counted" as name), args=args):
                wanted = args[: len(KEYWORDS[name])]
                if not wanted or not all(isinstance(arg, ast.Constant) for arg in wanted):
                    lines.append(call.lineno)
    return lines


def faults(said: Texts, catalogue: Catalog) -> list[str]:
    """Return a sentence for each text that a catalogue lacks, has wrongly, or has for nobody."""
    known = {forms_of(message.id)[0]: message for message in catalogue if message.id}
    missing = [f"{text!r} is not translated" for text in said if text not in known]
    unused = [f"{text!r} is said nowhere" for text in (*known, *catalogue.obsolete) if text not in said]
    wrong = [fault for text in said if text in known for fault in _faults(said[text], known[text])]
    return missing + unused + wrong


def _faults(english: tuple[str, ...], message: Message) -> Iterator[str]:
    """Yield what is wrong with one translation."""
    forms = forms_of(message.string)
    if message.fuzzy:
        yield f"{english[0]!r} is fuzzy: look at it, and take the mark away"
    if forms_of(message.id) != english:
        yield f"{english[0]!r} has another plural in the code"
    wanted = len(FORMS["uk"]) if len(english) > 1 else 1
    if len(forms) != wanted or not all(form.strip() for form in forms):
        yield f"{english[0]!r} has not {wanted} forms: {forms}"
    yield from (
        f"{english[0]!r} has other placeholders in {form!r}"
        for form in forms
        if form and _placeholders(form) != _placeholders(english[-1])
    )


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def forms_of(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return a text, or the forms of a counted one, as a tuple."""
    return (text or "",) if isinstance(text, str | None) else tuple(text)
