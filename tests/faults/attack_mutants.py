# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""How nonsense is made: hypothesis strategies that hurt what is right, so that it comes deep into who reads it."""

import re
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

ODD_WORDS = (
    "", " ", "\0", "'", '"', "\\", "null", "-0", "1e999", "../../etc/passwd", "%s%n", "{0}", "ʼ’`", "І" * 300, "🔔",
    "\u202e", "A001", "А001", "2026-02-30", "25:61", "NaN", "true",
)  # fmt: skip
"""Words that have broken programs before; letters of two alphabets that look alike."""

ODD_NUMBERS = (-1, 0, 1, 255, 256, 2**31, 2**53 + 1, -(2**63), 10**30)

ODD_TOML = ("= ", '= ""', "= -1", "= 99999999999999999999", "= [", "= []", "= {}", "= nan", "= 1.5", "= true", '= "х"')
"""What stands in the place of a value; some are no TOML at all."""

_leaves = st.sampled_from(ODD_WORDS) | st.sampled_from(ODD_NUMBERS) | st.booleans() | st.none() | st.floats()
anything = st.recursive(
    _leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)
"""Any JSON."""


@st.composite
def hurt_bytes(draw: st.DrawFn, good: Sequence[bytes]) -> bytes:
    """Return a good word with some of its bytes cut, doubled or replaced."""
    said = draw(st.sampled_from(good))
    for _ in range(draw(st.integers(0, 4))):
        place, length = draw(st.integers(0, len(said))), draw(st.integers(0, 6))
        noise = draw(st.binary(max_size=4) | st.just(said[place : place + length] * 2))
        said = said[:place] + noise + said[place + length :]
    return said


@st.composite
def hurt_tree(draw: st.DrawFn, good: Sequence[Any]) -> Any:
    """Return a good tree of JSON in which some branches are gone, moved or replaced by anything."""
    tree = draw(st.sampled_from(good))
    for _ in range(draw(st.integers(1, 3))):
        tree = _hurt(draw, tree)
    return tree


def _hurt(draw: st.DrawFn, tree: Any) -> Any:
    if not isinstance(tree, dict | list) or not tree or draw(st.integers(0, 5)) == 0:
        return draw(anything)
    key = draw(st.sampled_from(sorted(tree) if isinstance(tree, dict) else range(len(tree))))
    if isinstance(tree, list):
        kept = list(tree)
        kept[key : key + 1] = draw(st.sampled_from(([], [kept[key]] * 2, [_hurt(draw, kept[key])])))
        return kept
    branch = dict(tree)
    held = branch.pop(key)
    match draw(st.sampled_from(("gone", "renamed", "hurt", "hurt", "hurt"))):
        case "renamed":
            branch[draw(st.sampled_from(ODD_WORDS))] = held
        case "hurt":
            branch[key] = _hurt(draw, held)
    return branch


@st.composite
def hurt_toml(draw: st.DrawFn, good: Sequence[str]) -> bytes:
    """Return a good file some lines of which are gone, doubled, moved or have another value; perhaps hurt as bytes."""
    lines = draw(st.sampled_from(good)).splitlines()
    said = [number for number, line in enumerate(lines) if line and not line.startswith("#")]
    for _ in range(draw(st.integers(1, 3))):
        number = draw(st.sampled_from(said))
        match draw(st.sampled_from(("gone", "twice", "value", "value", "value", "key"))):
            case "gone":
                lines[number] = ""
            case "twice":
                lines[number] += "\n" + lines[number]
            case "value":
                lines[number] = re.sub(r"=[^#\n]*", draw(st.sampled_from(ODD_TOML)), lines[number], count=1)
            case "key":
                lines[number] = draw(st.sampled_from(("x", "id", "[[kiosks]]", "[a.b]"))) + lines[number]
    text = "\n".join(lines)
    if draw(st.integers(0, 9)):
        return text.encode()
    place = draw(st.integers(0, len(text)))
    return text[:place].encode() + draw(st.binary(max_size=3)) + text[place:].encode()
