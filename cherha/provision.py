# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""``cherha provision``: a folder for each card, made of one centre.toml, and what the technician does with them."""

import argparse
import getpass
import sys

from card.outcome import lines
from card.provision import Order, centre_of
from card.provision import provision as make
from card.wifi import checked
from centre.check_addresses import alone
from centre.config_check import warn
from centre.errors import BadConfig
from centre.time import read_clocks

TRIES = 3
"""How often a password may be typed."""


def provision(options: argparse.Namespace) -> int:
    """Make the folders and print the page; raise BadConfig or Unavailable, in sentences, if it cannot be done."""
    order = Order(
        file=options.file,
        out=options.out,
        all_in_one=options.all_in_one,
        renew=options.renew,
        revoke=options.revoke,
        only=options.only,
        renamed=options.renamed,
        remove=options.remove,
        feed_keys=options.feed_keys,
        wifi_password_files=options.wifi_password_file,
        ssh_keys=options.ssh_key,
        no_ssh=options.no_ssh,
        ask=_ask if sys.stdin.isatty() else None,
    )
    centre = centre_of(order)
    warnings = [f"{order.file}: warning: {slip}" for slip in dict.fromkeys([*alone(centre), *warn(centre)])]
    print("\n".join(lines(make(order, centre, read_clocks().utc), warnings)))
    return 0


def _ask(network: str) -> str:
    """Return what was typed; what is no password is said, and asked for again."""
    for _ in range(TRIES - 1):
        try:
            return _typed(network)
        except BadConfig as wrong:
            print(wrong, file=sys.stderr)
    return _typed(network)


def _typed(network: str) -> str:
    return checked(getpass.getpass(f"Password of the Wi-Fi {network} (it is not shown): "), "What was typed")
