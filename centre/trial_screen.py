# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Tries a screen: shows the pictures of ``centre/trial_picture.py``, asks what is seen, then tries its touch."""

from collections.abc import Callable, Iterator
from contextlib import closing

from centre import trial_marks, trial_picture, trial_touch
from centre.picture import Picture
from centre.sight import Measured
from centre.trials import NO, YES, Finding, Person, Skipped, Trial, seen

EDGES, SIZE, CIRCLE, COLOURS, LETTERS = "edges", "size", "shape", "colours", "letters"

CLOSE_MM = 2
"""A ruler of 100 mm may be read so wrong."""


def trial(screen: Measured, unit: str, distance_mm: float, key: str, *, touch: bool = False) -> Trial:
    """Return the trial of a unit's screen; ``key`` is where centre.toml says how large it is, ``touch`` if it feels."""

    def run(person: Person) -> Iterator[Finding]:
        from centre.screen import Screen  # noqa: PLC0415  (SDL is loaded only where a screen is tried)

        with closing(Screen(screen, unit)) as shown:

            def show(picture: Picture) -> None:
                shown.show(picture)
                shown.pump()

            show(trial_picture.pattern(screen))
            yield _edges(person)
            yield _size(person, screen, key)
            yield _shape(person, screen)
            yield _colours(person)
            yield _letters(person, screen, distance_mm, show)
        if touch:
            yield trial_touch.touch(person, screen, unit)

    parts = [f"screen: {part}" for part in (EDGES, SIZE, CIRCLE, COLOURS, LETTERS)]
    return Trial("screen", (*parts, *([trial_marks.PART] if touch else [])), run)


def _edges(person: Person) -> Finding:
    ask = "Is there a white line along all four edges of the screen, nothing cut off?"
    todo = "Switch the television's overscan off (picture size: 1:1, just scan, screen fit)."
    return seen(person, f"screen: {EDGES}", ask, todo=todo, says="a frame was shown")


def _size(person: Person, screen: Measured, key: str) -> Finding:
    """Ask how long the ruler is; of another length than it says the right diagonal follows."""
    part, length = f"screen: {SIZE}", trial_picture.length_mm(screen, "across")
    says = f"a ruler of {length} mm was shown"
    if not person.there:
        return Finding(part, "unseen", says)
    try:
        typed = person.ask(f"Is the ruler across {length} mm long? [y, or its length in mm]")
        while typed not in YES and _measured(typed) is None:
            typed = person.ask("Type y, or the length that you measure, as 95")
    except Skipped:
        return Finding(part, "unseen", f"{says}; the question was skipped")
    measured = length if typed in YES else _measured(typed) or length
    if abs(measured - length) <= CLOSE_MM * length / 100:
        return Finding(part, "works", f"the ruler is {measured:g} mm long, as it should be")
    right = screen.diagonal_inches * measured / length
    todo = f"Set {key}.diagonal_inches to {right:.1f}; it is {screen.diagonal_inches:g} in centre.toml."
    return Finding(part, "broken", f"the ruler of {length} mm is {measured:g} mm long", todo)


def _measured(typed: str) -> float | None:
    """Return the millimetres that were typed; None for what is no length. *n* alone says too little to help."""
    if typed in NO:
        return None
    try:
        millimetres = float(typed.removesuffix("mm").replace(",", "."))
    except ValueError:
        return None
    return millimetres if millimetres > 0 else None


def _shape(person: Person, screen: Measured) -> Finding:
    todo = (
        f"The screen has other dots than {screen.width_px} x {screen.height_px}: set width_px and height_px to its own,"
        " and the television to the picture's own proportions."
    )
    return seen(person, f"screen: {CIRCLE}", "Is the ring round?", todo=todo, says="a ring was shown")


def _colours(person: Person) -> Finding:
    ask = "Has each colour its name (червоний red, зелений green, синій blue, білий white)? Are there six greys?"
    todo = "Look at the cable (a broken wire takes a colour away) and at the television's picture settings."
    return seen(person, f"screen: {COLOURS}", ask, todo=todo, says="colours and greys were shown")


def _letters(person: Person, screen: Measured, distance_mm: float, show: Callable[[Picture], None]) -> Finding:
    pictures = trial_picture.letters(screen, distance_mm)
    part, ask = f"screen: {LETTERS}", f"Step {distance_mm / 1000:g} m back: can you read every letter of it?"
    todo = "Take a larger screen, or set the distance to what it is; if letters are missing, install fonts-dejavu-core."
    for number, picture in enumerate(pictures, start=1):
        show(picture)
        of = f" (page {number} of {len(pictures)})" if len(pictures) > 1 else ""
        finding = seen(person, part, f"{ask}{of}", todo=todo, says="every letter was shown")
        if finding.verdict != "works":
            break
    return finding
