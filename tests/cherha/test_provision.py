# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha provision``, from the words typed to the page that a technician reads."""

import getpass
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from centre import config
from cherha.__main__ import main

EXAMPLES = Path(config.__file__).parent / "examples"
Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Said:
    """Return what provisions an example into the folder "out", and gives exit code, page and complaint."""
    monkeypatch.chdir(tmp_path)

    def run(example: str, *words: str) -> tuple[int, str, str]:
        code = main(["provision", str(EXAMPLES / f"{example}.toml"), "--out", "out", *words])
        return (code, *capsys.readouterr())

    return run


def test_a_mobile_centre_is_one_card(said: Said) -> None:
    """What it runs, and the four things to do; there is nothing to warn of."""
    code, page, complaint = said("mobile")
    assert (code, complaint) == (0, "")
    assert page == (
        "Мобільний ЦНАП «Степ»: 1 card in out, by a new authority.\n"
        "\n"
        "card    address  folder  runs\n"
        "main    by DHCP  new     broker, dispatcher, kiosk, desk-1, desk-2, display screen, siren battery\n"
        "office           new     on main, too: the head's and the technician's identities\n"
        "\n"
        "Next:\n"
        " 1. Flash the image onto a card: main.\n"
        " 2. Copy out/main/cherha, whole, onto the partition CHERHA of its card.\n"
        " 3. Put it into its Pi and switch it on. It says what it has become.\n"
        " 4. The head's commands work on the Pi of main alone, as root: no other machine finds the broker.\n"
        " 5. Keep out, and keep it locked: with out/authority/authority-key.pem anybody can be anybody here.\n"
    )
    _, again, _ = said("mobile")
    assert again.splitlines()[-1] == "Nothing to do: the cards that were made of these folders are right."


def test_a_broker_that_other_pis_do_not_find_is_warned_of(said: Said) -> None:
    """Before anybody flashes a card: the small example is for a demo, it has six Pis, and a broker for one."""
    page = said("small")[1].splitlines()
    assert page[page.index("Next:") - 2] == (
        f'{EXAMPLES / "small.toml"}: warning: broker.host: "127.0.0.1": only the broker\'s own Pi finds it there, and'
        ' there are 5 more cards; with devices on other Pis set the address of this one, as "192.168.10.10"'
    )


def test_of_many_cards_only_those_are_told_of_that_change(said: Said, tmp_path: Path) -> None:
    """A card of the large centre was lost; a feed's key is missing still."""
    (tmp_path / "password").write_text("ворота-2026")
    (tmp_path / "out" / "feed-keys").mkdir(parents=True)
    (tmp_path / "out" / "feed-keys" / "ukrainealarm").write_text("abc")
    _, page, _ = said("large", "--wifi-password-file", "password")
    assert page.splitlines()[-8:-5] == [
        " 1. Flash the image onto 70 cards, and label them: main, window-10, yard, kiosk-entrance, kiosk-social,",
        "    kiosk-low, desk-01 and 63 more of the table.",
        " 2. Copy the folder of each, as out/main/cherha, whole, onto the partition CHERHA of its card: main,",
    ]
    code, page, complaint = said("large", "--revoke", "yard")
    assert (code, complaint) == (0, "")
    assert page == (
        "Центр надання адміністративних послуг міста Світанок: 70 cards in out, by its authority.\n"
        "\n"
        "card     address                       folder          runs\n"
        "main     192.168.10.10/24              changed         broker, dispatcher, siren feed, siren feed-spare,\n"
        "                                                       siren-roof, siren battery\n"
        "yard     Wi-Fi Svitanok-yard, by DHCP  new identities  display yard\n"
        "68 more                                as it was\n"
        "office                                 as it was       on no Pi: the head's and the technician's identities\n"
        "\n"
        "Revoked: 1 identity. The broker learns of it from its card, so copy that one first.\n"
        "\n"
        "Missing: the key of feed-spare (sirens[1].key_file). Put it into out/feed-keys/alerts_in_ua and say the same"
        "\nagain; until then it cannot be used.\n"
        "\n"
        "Next:\n"
        " 1. Copy the folder of each, as out/main/cherha, whole, onto the partition CHERHA of its card, in place of"
        " the\n    one that is there: main and yard.\n"
        " 2. Put each into its Pi and switch it on, main first: the others look for it. It says what it has become.\n"
    )


def test_a_password_is_typed_at_a_terminal_unseen(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one the command says how to give it, and its exit code is 1."""
    code, page, complaint = said("large")
    assert (code, page, complaint[:42]) == (1, "", 'Card yard is on the Wi-Fi "Svitanok-yard",')
    asked: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return "ворота-2026"

    monkeypatch.setattr(getpass, "getpass", typed)
    assert said("large", "--only", "yard")[0] == 0
    assert asked == ["Password of the Wi-Fi Svitanok-yard (it is not shown): "]


@pytest.mark.parametrize(("typed", "code"), [(["short", "", "long enough"], 0), (["short"] * 3, 1)])
def test_a_password_that_is_none_is_asked_for_again(
    said: Said, monkeypatch: pytest.MonkeyPatch, typed: list[str], code: int
) -> None:
    """Three times: a slip of the finger does not begin the command anew, and nobody is asked for ever."""
    answers = iter(typed)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(answers))
    found, _, complaint = said("large", "--only", "yard")
    assert (found, list(answers)) == (code, [])
    assert complaint.count("What was typed: expected the password of the Wi-Fi") == (2 if code == 0 else 3)
