# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What may be typed after ``cherha provision``; ``cherha/provision.py`` obeys it."""

import argparse
import importlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cherha.technician_words import Commands

LOG_LEVEL = "CRITICAL"
"""The page says it all; CHERHA_LOG=INFO shows the log too."""

HELP = "one centre.toml into a folder for each card: identities, addresses, Wi-Fi; say it again after each change"
OUT = "the folders, and the centre's authority, which is kept here and on no card; default: %(default)s"
ALL_IN_ONE = "the whole centre on one Pi, which needs no network: a mobile one"
RENEW = "new identities for all; the old ones count until they end"
REVOKE = "a card was lost or stolen: new identities for it, and the old ones count no more; may be repeated; or: office"
ONLY = "this card alone; may be repeated"
WIFI = "its first line is the password of the Wi-Fi; NAME=FILE, repeated, if there are several networks"
SSH_KEY = "a public key (.pub), whose owner may reach the Pis by ssh, as root; may be repeated; is kept later on"
NO_SSH = "take the ssh keys away: ssh runs on no Pi any more"
FEED_KEYS = "where the key files of the feeds lie, by their names in centre.toml; default: OUT/feed-keys"
RENAMED = "the centre of these folders has a new name"

REMOVE = "most cards of these folders are in the file no more: remove them, and revoke their identities for good"


def add_command(commands: "Commands") -> None:
    """Add ``provision`` to the command line."""
    parser = commands.add_parser("provision", help=HELP, description=HELP)
    parser.add_argument("file", type=Path, metavar="FILE", help="a centre.toml")
    parser.add_argument("--out", type=Path, default=Path("provision-out"), metavar="DIR", help=OUT)
    parser.add_argument("--all-in-one", action="store_true", help=ALL_IN_ONE)
    parser.add_argument("--only", action="append", default=[], metavar="CARD", help=ONLY)
    parser.add_argument("--renew", action="store_true", help=RENEW)
    parser.add_argument("--revoke", action="append", default=[], metavar="CARD", help=REVOKE)
    parser.add_argument("--wifi-password-file", action="append", default=[], metavar="FILE", help=WIFI)
    ssh = parser.add_mutually_exclusive_group()
    ssh.add_argument("--ssh-key", action="append", default=[], type=Path, metavar="FILE", help=SSH_KEY)
    ssh.add_argument("--no-ssh", action="store_true", help=NO_SSH)
    parser.add_argument("--feed-keys", type=Path, metavar="DIR", help=FEED_KEYS)
    parser.add_argument("--renamed", action="store_true", help=RENAMED)
    parser.add_argument("--remove", action="store_true", help=REMOVE)
    parser.set_defaults(run=_provision, log=LOG_LEVEL)


def _provision(options: argparse.Namespace) -> int:
    return int(importlib.import_module("cherha.provision").provision(options))
