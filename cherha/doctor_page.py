# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The page that a doctor leaves: what does not work and what to do, what nobody saw, what was not tried, what works.

Pure. It is Markdown that reads as well on a terminal.
"""

from collections.abc import Iterator, Sequence

from centre.trials import Finding, Verdict

WORDS: dict[Verdict, str] = {
    "works": "works",
    "broken": "DOES NOT WORK",
    "unseen": "not seen by a person",
    "untried": "not tried",
}

HEADINGS: dict[Verdict, str] = {
    "broken": "Does not work",
    "unseen": "Done, but not seen by a person",
    "untried": "Not tried",
    "works": "Works",
}
"""The gravest first."""


_COUNTED: dict[Verdict, str] = {"broken": "not working", "unseen": "not seen by a person", "untried": "not tried"}


def line(finding: Finding) -> str:
    """Return a finding as one line, as it is told when it is made."""
    says = f": {finding.says}" if finding.says else ""
    return f"{WORDS[finding.verdict]}: {finding.part}{says}"


def page(title: str, about: Sequence[str], findings: Sequence[Finding]) -> str:
    """Return the page; ``about`` are the lines that say what was tried, where and when."""
    return "\n".join(_page(title, about, findings)) + "\n"


def summary(findings: Sequence[Finding]) -> str:
    """Return in one sentence how many parts work, and how many do not."""
    counts = {verdict: sum(finding.verdict == verdict for finding in findings) for verdict in HEADINGS}
    if not findings:
        return "There is nothing to try."
    if counts["works"] == len(findings):
        return f"All {len(findings)} parts work." if len(findings) > 1 else "The one part works."
    counted = [f"{counts[verdict]} {word}" for verdict, word in _COUNTED.items() if counts[verdict]]
    parts = f"{len(findings)} parts" if len(findings) > 1 else "1 part"
    return f"Of {parts} {counts['works']} {'works' if counts['works'] == 1 else 'work'}; {', '.join(counted)}."


def _page(title: str, about: Sequence[str], findings: Sequence[Finding]) -> Iterator[str]:
    yield f"# {title}"
    yield ""
    yield from about
    yield ""
    yield f"**{summary(findings)}**"
    for verdict, heading in HEADINGS.items():
        found = [finding for finding in findings if finding.verdict == verdict]
        if found:
            yield from ("", f"## {heading}", "")
        for finding in found:
            yield f"- {finding.part}{f': {finding.says}' if finding.says else ''}"
            if finding.todo:
                yield f"  - **do:** {finding.todo}"
