# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What the trial of an image claims, by scene, and what came of each claim; what was not reached does not hold."""

from collections.abc import Mapping, Sequence

MORNING: Mapping[str, str] = {
    "first_boot_without_network": "a fresh card with its folder, no network: the kiosk's lamp burns, paper comes",
    "written_before_paper": "the card was told to write what it holds between a press and the cut of its paper",
    "call_on_screen": "a press at the desk: the call stands on the screen",
    "call_in_sound": "the hall heard that call, and no other",
    "cut_loses_no_number": "power cut in a press: numbers go on, none that is on paper is lost, none is twice",
    "cut_keeps_the_call": "back from the cut, the screen shows who was called before it",
    "cut_keeps_the_order": "back from the cut, all who hold a paper are called, each once, in order",
    "no_failed_units": "no unit of systemd failed",
    "root_is_read_only": "the root cannot be written, and there is no swap",
    "no_password": "no user has a password",
    "clean_end": "the power key ends the Pi cleanly",
}  # fmt: skip

WRONG: Mapping[str, str] = {
    "without_folder_said": "a card without a folder says so on the screen",
    "half_copied_said": "a folder that was copied in part is refused by one sentence on the screen",
    "half_copied_waits": "nothing of a centre runs then: the kiosk's lamp stays dark",
    "no_ssh_without_key": "without a key in a folder nobody answers at port 22",
}

SWAP: Mapping[str, str] = {
    "no_ssh_on_its_card": "a card whose folder brings no key: nobody answers at port 22, while it serves",
    "kiosk_of_its_own": "a kiosk's Pi finds the centre by its network, and a press is a ticket",
    "swap_goes_on": "it died; a fresh card with the same folder: its press is the next number",
    "swap_leaves_no_ghost": "the centre knows one kiosk, which is ready",
}

UPDATE: Mapping[str, str] = {
    "unsigned_refused": "a bundle that somebody else has signed changes nothing",
    "cut_update_harmless": "power cut while a bundle is written: the version before comes up, numbers go on",
    "update_taken": "a signed bundle over the network: at the next start the other slot comes up, with the new version",
    "update_keeps_numbers": "after the update the press is the next number",
    "bad_update_returns": "a bundle on a stick that does not come up: the Pi returns by itself to the version before",
    "return_keeps_numbers": "after the return the press is the next number",
}

SCENES: Mapping[str, Mapping[str, str]] = {"morning": MORNING, "wrong": WRONG, "swap": SWAP, "update": UPDATE}


class Checks:
    """What came of the claims of these scenes: false until it is told otherwise, and false for good once it was."""

    def __init__(self, scenes: Sequence[str]) -> None:
        self._claims = {name: claim for scene in scenes for name, claim in SCENES[scene].items()}
        self._held: dict[str, bool] = {}
        self.saw: dict[str, str] = {}

    def tell(self, name: str, held: bool, saw: str = "") -> bool:  # noqa: FBT001  (a verdict is its one argument)
        """Note whether a claim held, and what was seen; return it. A KeyError names a claim that nobody made."""
        if name not in self._claims:
            raise KeyError(name)
        self._held[name] = held and self._held.get(name, True)
        self.saw[name] = saw
        print(f"  {'yes' if held else 'NO '}  {name}: {saw or self._claims[name]}", flush=True)
        return held

    def results(self) -> dict[str, bool]:
        """Return each claim with whether it held."""
        return {name: self._held.get(name, False) for name in self._claims}

    def broken(self) -> list[str]:
        """Return a sentence for each claim that did not hold."""
        return [
            f"{name}: {self._claims[name]}. Seen: {self.saw.get(name, 'it was not reached')}"
            for name, held in self.results().items()
            if not held
        ]
