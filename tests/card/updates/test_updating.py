# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What is installed, from where, and why something is not; RAUC's part is played by bundles' names."""

from pathlib import Path

import pytest

from card.bundle import Refusal
from card.slots import Slots, activated
from card.updating import FETCHED, KEPT, installed, unwell, version, waits
from centre.errors import DeviceFault, Unavailable
from centre.journal_lines import SCHEMA
from centre.poweroff import DEFAULT as POWER_OFF
from tests.card.updates.machine import SLOT_BYTES, Bench, Pi

ADDRESS = "http://updates.oblast.example/cherha.raucb"


@pytest.fixture
def pi(tmp_path: Path) -> Pi:
    """Return a Pi that was never updated."""
    return Pi(tmp_path / "pi")


@pytest.fixture
def bench(pi: Pi) -> Bench:
    """Return it with all that an update takes."""
    return Bench(pi)


def bundle(bench: Bench, name: str) -> str:
    """Return the path of a bundle on a stick."""
    return str(bench.pi.put(f"run/cherha-sticks/sda1/{name}.raucb"))


def refusal(bench: Bench, place: str, *, again: bool = False) -> Refusal:
    """Return why a place is refused; then nothing was installed, and the card's state is what it was."""
    before, installed_before = bench.pi.sectors.read(), list(bench.rauc.installed)
    with pytest.raises(Refusal) as refused:
        bench.updater.update(place, again=again)
    assert (bench.pi.sectors.read(), bench.rauc.installed) == (before, installed_before)
    return refused.value


def test_a_newer_bundle_goes_into_the_other_slot(bench: Bench) -> None:
    """It is tried at the next start; what was not well is written down before, for its judge."""
    bench.unwell = ["cherha-display@hall.service"]
    place = bundle(bench, "0.2.0")
    assert bench.updater.update(place).version == "0.2.0"
    assert bench.pi.sectors.read() == activated(Slots(), "B")
    assert unwell(bench.pi.root) == bench.unwell
    assert bench.told == [f"{place}: version 0.2.0 is being installed; 0.1.0 goes on meanwhile.", "100%"]


def test_a_unit_that_was_only_starting_is_asked_for_all_the_same(bench: Bench) -> None:
    """A Pi that is switched on with its stick in begins to install while all of its units still start."""
    bench.unwell = ["cherha-display@hall.service", "cherha-kiosk@one.service"]
    bench.rauc.meanwhile = lambda: bench.unwell.remove("cherha-kiosk@one.service")
    bench.updater.update(bundle(bench, "0.2.0"))
    assert unwell(bench.pi.root) == ["cherha-display@hall.service"]


@pytest.mark.parametrize("number", [2, 3])
def test_with_another_card_of_the_same_names_nothing_is_written(bench: Bench, number: int) -> None:
    """Two cards of one image have the same ids: RAUC would write that one's slot, or we its state."""
    place = bundle(bench, "0.2.0")
    bench.pi.another_card(number)
    with pytest.raises(Unavailable) as refused:
        bench.updater.update(place)
    assert str(refused.value) == (
        "Another card of Cherha's is in this Pi, sda, and has the same names as the one that it runs from: nothing is "
        "written, as it might be to the wrong one. Take the other one out."
    )
    assert (bench.rauc.installed, set((bench.pi.root / "dev/sda").read_bytes())) == ([], {0})


def test_of_a_stick_the_newest_bundle_that_is_trusted_is_taken(bench: Bench) -> None:
    """By the numbers of their versions, not by their letters; a forged one beside it disturbs nobody."""
    for name in ("0.9.0", "0.10.0", "forged-1.0.0", ".hidden-2.0.0"):
        bundle(bench, name)
    assert bench.updater.update(str(bench.pi.root / "run/cherha-sticks/sda1")).version == "0.10.0"


def test_a_stick_without_a_bundle_is_no_fault(bench: Bench) -> None:
    """Most sticks have none."""
    bench.pi.put("stick/photo.jpg")
    said = refusal(bench, str(bench.pi.root / "stick"))
    assert (str(said), said.quiet) == (f"{bench.pi.root}/stick: no bundle (*.raucb) is there.", True)


def test_a_stick_with_a_forged_bundle_alone_is_one(bench: Bench) -> None:
    """Whoever put it in hears of it."""
    bundle(bench, "forged-1.0.0")
    said = refusal(bench, str(bench.pi.root / "run/cherha-sticks/sda1"))
    assert (str(said), said.quiet) == ("forged-1.0.0.raucb is forged.", False)


def test_a_place_that_is_not_there_is_said(bench: Bench) -> None:
    """With what may be named."""
    said = refusal(bench, "/nowhere")
    assert str(said) == "/nowhere: there is no such file or folder. Name a bundle (*.raucb), a stick or an address."


def test_the_version_that_runs_is_not_installed_again_unless_that_is_meant(bench: Bench) -> None:
    """A stick that was left in says so at each start, and nobody need hear of it."""
    place = bundle(bench, "0.1.0")
    said = refusal(bench, place)
    assert (str(said), said.quiet) == (
        f"{place} has version 0.1.0, which runs here already. To install it: --again",
        True,
    )
    assert bench.updater.update(place, again=True).version == "0.1.0"


def test_an_older_version_is_not_installed_unless_that_is_meant(bench: Bench) -> None:
    """Signed it is too; that it is old is no secret of who offers it."""
    place = bundle(bench, "0.0.9")
    said = refusal(bench, place)
    older = f"{place} has version 0.0.9, which is older than this Pi's 0.1.0. To go back to it: --again"
    assert (str(said), said.quiet) == (older, True)
    assert bench.updater.update(place, again=True).version == "0.0.9"


def test_another_machines_bundle_is_never_installed(bench: Bench) -> None:
    """Nor if it is meant."""
    bench.rauc.about = bench.rauc.about._replace(compatible="toaster")
    place = bundle(bench, "0.2.0")
    said = refusal(bench, place, again=True)
    assert str(said) == f"{place} is for another machine: 'toaster', and this Pi is 'cherha-arm64'."


def test_a_version_whose_journals_could_not_be_read_after_a_return_is_never_installed(bench: Bench) -> None:
    """A queue that stands still after a return is worse than an update in two steps."""
    bench.rauc.about = bench.rauc.about._replace(journal=SCHEMA + 1)
    place = bundle(bench, "0.2.0")
    said = refusal(bench, place, again=True)
    assert str(said) == (
        f"{place}: version 0.2.0 writes journals that this version could not read if it had to return "
        f"(schema {SCHEMA + 1}, this one reads {SCHEMA}). Install a version between the two first."
    )


def test_a_system_that_is_too_large_is_never_begun(bench: Bench) -> None:
    """It would be found out at its end, and the system that there was to go back to had been overwritten."""
    bench.rauc.about = bench.rauc.about._replace(size=SLOT_BYTES + 1)
    place = bundle(bench, "0.2.0")
    assert str(refusal(bench, place, again=True)) == (
        f"{place}: version 0.2.0 has 939 MB, and a system of this card 939 MB at most. "
        "Flash its image onto a new card, and copy this card's folder onto it."
    )
    bench.rauc.about = bench.rauc.about._replace(size=SLOT_BYTES)
    assert bench.updater.update(place).version == "0.2.0"


def test_one_that_waits_for_the_next_start_is_not_written_twice(bench: Bench) -> None:
    """Each restart of a service that looks for sticks would else wear the card."""
    place = bundle(bench, "0.2.0")
    bench.pi.other_has("0.2.0", activated(Slots(), "B"))
    said = refusal(bench, place)
    assert (str(said), said.quiet) == (
        "Version 0.2.0 is installed, and takes effect at the next start of this Pi.",
        True,
    )


def test_one_that_did_not_come_up_is_not_tried_again_by_itself(bench: Bench) -> None:
    """A stick that was left in would else make each second start a failed one; a newer one is another matter."""
    place = bundle(bench, "0.2.0")
    bench.pi.other_has("0.2.0", Slots(("B", "A"), "good", "bad"))
    said = refusal(bench, place)
    assert str(said) == (
        "Version 0.2.0 was tried on this Pi and did not come up, so it went back to 0.1.0. To try it once more: --again"
    )
    assert said.quiet
    assert bench.updater.update(bundle(bench, "0.2.1")).version == "0.2.1"
    assert bench.updater.update(place, again=True).version == "0.2.0"


def test_a_version_of_before_that_lies_in_the_other_slot_is_no_obstacle(bench: Bench) -> None:
    """It proved itself once and was replaced: to have it again is a matter of its age alone."""
    bench.pi.other_has("0.2.0", Slots())
    assert bench.updater.update(bundle(bench, "0.2.0")).version == "0.2.0"


@pytest.mark.parametrize("state", ["1", "bad"])
def test_a_system_on_trial_does_not_overwrite_the_one_before_it(tmp_path: Path, state: str) -> None:
    """That is what it goes back to; as soon as it has proved itself it may. "bad": its last try."""
    bench = Bench(Pi(tmp_path, "B", trial=True))
    bench.pi.sectors.write(Slots(("B", "A"), "good", state))  # type: ignore[arg-type]  # the words of the table
    place = bundle(bench, "0.3.0")
    assert str(refusal(bench, place, again=True)) == (
        "The version that runs has yet to prove itself, and the one before it must not be overwritten until then. "
        "Try again in ten minutes."
    )
    bench.pi.sectors.write(Slots(("B", "A")))
    assert bench.updater.update(place).version == "0.3.0"
    assert bench.pi.sectors.read() == Slots(("A", "B"), "2", "good")


def test_the_stick_that_brought_the_system_on_trial_disturbs_nobody(tmp_path: Path) -> None:
    """It is still in, as at most starts after an update: nothing is wrong, so no lamp says so."""
    bench = Bench(Pi(tmp_path, "B", trial=True))
    bench.pi.sectors.write(Slots(("B", "A"), "good", "1"))
    said = refusal(bench, bundle(bench, "0.1.0"))
    assert ("which runs here already" in str(said), said.quiet) == (True, True)


def test_a_battery_that_is_almost_empty_has_no_time_for_it(bench: Bench) -> None:
    """Some service has asked for this Pi's end."""
    bench.pi.put(POWER_OFF.lstrip("/"))
    said = refusal(bench, bundle(bench, "0.2.0"))
    assert str(said) == "The battery is almost empty: an update waits for the mains."


def test_from_an_address_it_is_fetched_once(bench: Bench) -> None:
    """The next night the server is asked whether it has another one, and nothing is left on the disk."""
    bench.served = ("0.2.0", '"tag-1"')
    assert bench.updater.update(ADDRESS).version == "0.2.0"
    assert bench.rauc.installed == [FETCHED]
    assert sorted(file.name for file in (bench.pi.root / KEPT).iterdir()) == ["seen", "unwell"]
    said = refusal(bench, ADDRESS)
    assert (str(said), said.quiet) == (f"{ADDRESS} is what it was when it was last looked at.", True)
    assert bench.asked == ["", '"tag-1"']
    bench.updater.update(ADDRESS, again=True)
    assert bench.asked == ["", '"tag-1"', ""]


def test_what_was_fetched_and_refused_is_not_fetched_nightly(bench: Bench) -> None:
    """A server that still offers the old version costs no night's traffic."""
    bench.served = ("0.0.9", '"old"')
    assert "is older" in str(refusal(bench, ADDRESS))
    assert "is what it was" in str(refusal(bench, ADDRESS))
    assert not (bench.pi.root / KEPT / FETCHED).exists()


def test_what_was_fetched_and_not_written_to_its_end_comes_again(bench: Bench) -> None:
    """A card that failed once, or a power cut in the middle of the night, costs a night and not the version."""
    bench.served = ("0.2.0", '"tag-1"')
    bench.rauc.meanwhile = _fails
    with pytest.raises(DeviceFault):
        bench.updater.update(ADDRESS)
    bench.rauc.meanwhile = list
    assert bench.updater.update(ADDRESS).version == "0.2.0"
    assert bench.asked == ["", ""]


def test_a_system_in_its_last_try_waits_for_no_other(tmp_path: Path) -> None:
    """The one before it is started next if it fails, and nobody restarts for that."""
    pi = Pi(tmp_path, "B", trial=True)
    pi.sectors.write(Slots(("B", "A"), "good", "bad"))
    assert not waits(pi.root)


def _fails() -> None:
    raise DeviceFault("the card does not take it")


def test_what_this_pi_has_is_read(pi: Pi) -> None:
    """Of the image's own second system RAUC knows nothing."""
    bench = Bench(pi)
    assert installed(pi.root, bench.rauc) == ("0.1.0", "", "there", SLOT_BYTES)
    pi.other_has("0.2.0", activated(Slots(), "B"))
    assert installed(pi.root, bench.rauc) == ("0.1.0", "0.2.0", "waiting", SLOT_BYTES)
    pi.sectors.write(Slots(("B", "A"), "good", "1"))  # U-Boot found no kernel at its first try
    assert waits(pi.root)
    pi.put("var/lib/rauc/status", "[slot.rootfs.1]\nbundle.version=0.2.0\nstatus=pending\n")
    assert installed(pi.root, bench.rauc).other_version == ""
    pi.put("usr/lib/os-release", "ID=debian\n")
    assert version(pi.root) == ""
