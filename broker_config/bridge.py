# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The bridge to a region: a second, small Mosquitto, which hears the centre and tells the region; nothing comes back.

It is a process of its own, so that a region that is slow, away or hostile costs the hall nothing (decision 030).
"""

import os
import resource
import signal
from pathlib import Path
from typing import NoReturn

from broker_config import pulse
from broker_config.bridge_conf import Files, bridge_conf, saved_bytes
from broker_config.program import LOCAL, find, folder_for, own_name, write
from centre.cards import MAIN, broker_for
from centre.config import CentreFile
from centre.config_cards import Region
from centre.credentials import authority_of, client_id_of, identity_file, keys_folder, read_identity
from centre.errors import BadConfig, Unavailable
from centre.identity import user_of

HANDED = "region.pem"
"""The name under which the bridge's unit is handed what the region gave; it may not look into a folder of root's."""


def main(centre: CentreFile, unit: str, folder: Path) -> NoReturn:  # noqa: ARG001 - as every role's main; one bridge
    """Write the bridge's files into ``folder`` and replace this process by its Mosquitto; its pid stays ours.

    Raise BadConfig when centre.toml names no region, Unavailable when an identity is missing, or Mosquitto is.
    """
    program, *arguments = command(centre, folder)
    pulse.start(str(folder.absolute() / LOCAL))
    limit_disk(region_of(centre))
    os.execv(program, [program, *arguments])  # noqa: S606 - a program found on PATH, no shell wanted


def command(centre: CentreFile, folder: Path) -> list[str]:
    """Do all of ``main`` but the last steps: return the command line that starts the bridge in the foreground."""
    region, program, folder = region_of(centre), find(), folder.absolute()
    name = user_of("bridge", MAIN)
    own = read_identity(name)
    region_identity = _region_identity(region)
    given = _read(region_identity)
    files = Files(folder, identity_file(name), region_identity)
    conf_file = folder / "mosquitto.conf"
    with folder_for("the bridge's files", folder):
        write(folder / "acl", "")
        write(files.centre_authority, authority_of(own))
        write(files.region_authority, authority_of(given))
        write(conf_file, bridge_conf(broker_for(centre, MAIN), region, files, own_name(), client_id_of(name)))
    return [program, "-c", str(conf_file)]


def region_of(centre: CentreFile) -> Region:
    """Return where the bridge leads, or raise BadConfig."""
    if centre.region is None:
        raise BadConfig("cherha run bridge: centre.toml has no table [region], so there is nobody to tell.")
    return centre.region


def limit_disk(region: Region) -> None:
    """Let no file of this process, nor of what it becomes, outgrow its part of the budget; a save that would is none.

    The queue's own limits keep far from it. It is for what nobody foresaw: a full card would stop the whole centre.
    """
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # else the kernel ends the process; exec keeps what is ignored
    resource.setrlimit(resource.RLIMIT_FSIZE, (saved_bytes(region), saved_bytes(region)))


def _region_identity(region: Region) -> Path:
    """Return where the region's gift lies: where systemd hands it to us (LoadCredential=), else where it was put."""
    handed = keys_folder() / HANDED
    return handed if handed.exists() else Path(region.identity_file)


def _read(path: Path) -> str:
    """Return the text of the identity that the region gave, or raise Unavailable, in one sentence."""
    advice = "Put there what the region gave you: the key, its certificate, the region's authority. See [region]."
    try:
        text = path.read_text(encoding="ascii")
        authority_of(text)
    except OSError as wrong:
        raise Unavailable(f"{path}: the region's identity cannot be read: {wrong.strerror}. {advice}") from wrong
    except (ValueError, IndexError) as wrong:
        raise Unavailable(f"{path}: this is no identity. {advice}") from wrong
    return text
