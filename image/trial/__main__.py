# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``make image-test``: boots the very image under QEMU and plays a morning from outside; it builds nothing.

All scenes together take about half an hour on two cores. It exits 0 only when every check holds; then, if all scenes
were played, image/proof.json says so, to be committed.
"""

import argparse
import hashlib
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from centre.errors import CherhaError, Unavailable
from image.trial import proof, report, scene_morning, scene_swap, scene_update, scene_wrong, stage
from image.trial.checks import SCENES, Checks
from simulator import reading

PLAYS: dict[str, Callable[[stage.Stage], None]] = {
    "morning": scene_morning.play,
    "wrong": scene_wrong.play,
    "swap": scene_swap.play,
    "update": scene_update.play,
}

IMAGES = Path("image-out")


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the scenes, write ``image.json`` and the table; a scene without an end is told, and the next played."""
    options = _options(arguments)
    try:
        reading.check_installed()
        image = found(options.image, (options.out, IMAGES))
        names = scenes(options.scene)
        if scene_update.SCENE in names:  # it is the last, and would be in vain
            scene_update.signed_by(image, (options.key, options.cert))
    except CherhaError as fault:
        print(fault, file=sys.stderr)
        return 1
    checks = Checks(names)
    # Absolute: the programs of a scene run in folders of their own.
    out = fresh(options.out / "image-test").absolute()
    figures = _tried(stage.Stage(image, out, checks, (options.key, options.cert)), names)
    results = checks.results()
    options.out.mkdir(parents=True, exist_ok=True)
    path = report.write(options.out, results, figures)
    (options.out / "image.md").write_text(report.table(results, figures) + "\n", encoding="utf-8")
    print(report.table(results, figures), f"\n{path}")
    for sentence in checks.broken():
        print(sentence, file=sys.stderr)
    if all(results.values()) and set(names) == set(SCENES):
        print(proven(proof.SOURCE, image, names, results, figures))
    return int(not all(results.values()))


def proven(
    source: Path, image: Path, names: Sequence[str], results: Mapping[str, bool], figures: Mapping[str, object]
) -> str:
    """Write the proof that this source's image was tried, if this image is of this source; return what to do."""
    if proof.made_of(image) != (proof.inputs(source) or None):
        return f"{image.name} was made of another source than this, so it proves nothing of it. Make one: make image"
    return f"{proof.record(source, names, results, figures)} says what was tried: commit it."


def found(given: Path | None, folders: Sequence[Path]) -> Path:
    """Return the image: the one that is named, else the newest in the first folder that has one."""
    if given is not None:
        folders = (given,) if given.is_dir() else ()
        if given.is_file():
            return given
    for folder in folders:
        if images := sorted(folder.glob("*.img"), key=lambda file: file.stat().st_mtime):
            return images[-1]
    raise Unavailable(f"No image in {' or '.join(map(str, folders or (given,)))}. Make one: make image")


def scenes(words: str) -> list[str]:
    """Return the scenes of a list with commas, all for an empty one; raise Unavailable for what is none."""
    asked = [word for word in words.replace(",", " ").split() if word]
    if unknown := [word for word in asked if word not in SCENES]:
        raise Unavailable(f"SCENE={words}: no scene '{unknown[0]}'. There are: {', '.join(SCENES)}")
    return [scene for scene in SCENES if scene in asked or not asked]


def fresh(folder: Path) -> Path:
    """Return an empty folder: what the last trial left is of another image."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _tried(place: stage.Stage, names: Sequence[str]) -> dict[str, object]:
    """Play the scenes one after the other; return the figures."""
    begun_s = time.monotonic()
    took: dict[str, float] = {}
    for name in names:
        print(f"{name}:", flush=True)
        scene_s = time.monotonic()
        fresh(place.out / name)
        try:
            PLAYS[name](place)
        except CherhaError as fault:
            print(f"{name} came to no end, and its cards are kept: {fault}", file=sys.stderr, flush=True)
        else:
            stage.forget(place.out / name)
        took[name] = round(time.monotonic() - scene_s, 1)
    with place.image.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    used_mb = round(place.image.stat().st_blocks * 512 / 1_000_000)
    about = {"image": place.image.name, "image_sha256": sha256, "image_mb": used_mb, "took_s": took}
    return {**about, **place.figures, "trial_s": round(time.monotonic() - begun_s, 1)}


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make image-test", description=__doc__)
    parser.add_argument(
        "--image", type=Path, metavar="FILE", help="the image, or a folder with one; default: image-out"
    )
    parser.add_argument("--out", type=Path, default=IMAGES, metavar="DIR", help="default: %(default)s")
    parser.add_argument("--key", type=Path, metavar="FILE", help="by which the image's updates are signed")
    parser.add_argument("--cert", type=Path, metavar="FILE", help="its certificate")
    parser.add_argument("--scene", default="", metavar="NAMES", help=f"some of: {', '.join(SCENES)}; default: all")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
