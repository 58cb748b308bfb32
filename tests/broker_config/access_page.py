# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The page of access, made by trying each role at each topic.

``python -m tests.broker_config.access_page`` writes docs/access.md.
"""

import os
import tempfile
from pathlib import Path

from centre.messages import PREFIX, WIRE
from tests import identities
from tests.broker_config.access import ROLES, Found, large_centre, try_all
from tests.broker_config.strangers import STRANGERS
from tests.conftest import Broker

PAGE = Path(__file__).resolve().parents[2] / "docs" / "access.md"

_TEXT = """\
# Who may say and hear what

Made by `python -m tests.broker_config.access_page`, which tries each role at each topic before a running Mosquitto with
the files of the large example: do not edit. The topic table in `centre/messages.py` says what should come out; a test
holds both against each other, and this page against a new trial.

`all`: every topic of the line. `own`: the topic of this unit, or of the window at which it stands, and no other unit's.
`·`: refused; who writes is answered *Not authorized* (135), who subscribes is delivered nothing. `bridge` is what a
region hears ([decision 030](decisions/030-the-bridge.md)), `page` what any browser may read at the door for pages
([decision 031](decisions/031-who-is-who.md)), `technician` whoever looks at what the units say.

## To look as the technician

`cherha provision` writes the technician's identity to `cards/office/technician.pem` (on the main Pi it is
`/etc/cherha/keys/technician.pem`). It may write nothing. One command shows all that it may hear, as it is said, with
the address that `[broker] host` has; `mosquitto_sub` is in Debian's package `mosquitto-clients`:

```sh
I=cards/office/technician.pem
mosquitto_sub -V 5 -h 192.168.10.10 -p 8883 --cafile $I --cert $I --key $I -t 'cherha/1/#' -v
```

Two topics are kept even from this identity: `rating/{{id}}/request` and `rating/{{id}}/reply`. What a citizen says of
the service is nobody's word; whoever heard at which moment it was said, and at which window somebody had just been
served, would know whose it was and of which clerk. `cherha ratings` has the counts
([decision 020](decisions/020-a-word-from-the-citizen.md)).

## Write

{write}

## Read

{read}

## Who is not what he says

Each of these was tried before the broker. Words of the broker's log: `journalctl -u cherha-broker` on its Pi. Where the
broker hangs up before TLS has said why, the unit's log says so, and to look there.

{strangers}
"""


def page(written: Found, read: Found) -> str:
    """Return the text of docs/access.md."""
    return _TEXT.format(write=_table(written), read=_table(read), strangers=_strangers())


def _table(found: Found) -> str:
    head = f"| topic under `{PREFIX}/` | {' | '.join(ROLES)} |\n|---|{':-:|' * len(ROLES)}\n"
    return head + "\n".join(
        f"| `{row.topic}` | {' | '.join(found[row.name, role] for role in ROLES)} |" for row in WIRE
    )


def _strangers() -> str:
    head = "| who comes | what becomes of it | the broker's log | the unit's log |\n|---|---|---|---|\n"
    return head + "\n".join(
        f"| {one.who} | {one.fate} | `{one.broker_says}` | {one.unit_says or '–'} |" for one in STRANGERS
    )


def tried(folder: Path, keys: Path) -> str:
    """Return the page that a broker in this folder makes true."""
    centre = large_centre()
    identities.give_all(centre, keys)
    broker = Broker(centre, folder)
    try:
        return page(*try_all(broker))
    finally:
        broker.close()


def main() -> None:
    """Write the page."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CHERHA_KEYS"] = folder
        PAGE.write_text(tried(Path(folder) / "broker", Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
