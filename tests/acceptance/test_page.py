# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""docs/acceptance.md names the acceptance tests that there are, each once, under its number."""

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs" / "acceptance.md"
LINE = re.compile(r"^\| (\d+) \| (.+) \| `(test_\w+)` \|$", re.MULTILINE)
NUMBERED = re.compile(r"test_(\d\d)_\w+")


def numbered() -> list[tuple[str, str]]:
    """Return the names of the numbered tests, each with its docstring, in the order of their numbers."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in HERE.glob("test_*.py")]
    made = [node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]
    return sorted((node.name, ast.get_docstring(node) or "") for node in made if NUMBERED.match(node.name))


def test_the_page_and_the_tests_name_each_other() -> None:
    """Twelve lines with a claim, twelve tests, the same names in the same order; each test says its number."""
    told = LINE.findall(PAGE.read_text(encoding="utf-8"))
    assert [int(number) for number, _, _ in told] == list(range(1, 13))
    assert [name for _, _, name in told] == [name for name, _ in numbered()]
    for (number, claim, name), (_, docstring) in zip(told, numbered(), strict=True):
        assert name.startswith(f"test_{int(number):02}_"), claim
        assert docstring.startswith(f"{number}. "), name
