# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What of a centre concerns one display's zone: its windows, what they serve, and their calls; pure."""

from msgspec.structs import replace

from centre.config import CentreFile
from centre.config_displays import Display
from centre.messages import Board


def centre_of(centre: CentreFile, display: Display) -> CentreFile:
    """Return the centre as it is in the display's zone: all of it where the display names no windows."""
    if not display.windows:
        return centre
    windows = tuple(window for window in centre.windows if window.number in display.windows)
    served = {service for window in windows for service in window.services}
    services = tuple(service for service in centre.services if service.id in served)
    return replace(centre, windows=windows, services=services)


def board_of(board: Board, centre: CentreFile, display: Display) -> Board:
    """Return the board as it is in the zone; ``centre`` is the zone's, as ``centre_of`` returns it."""
    if not display.windows:
        return board
    served = {service.id for service in centre.services}
    return replace(
        board,
        calls=tuple(call for call in board.calls if call.window in display.windows),
        services=tuple(line for line in board.services if line.service in served),
    )
