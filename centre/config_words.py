# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The kinds of values that ``centre.toml`` is written in: names, letters, pins, lines of text; no table of it."""

from typing import Annotated, Literal

import msgspec

from centre.hints import cyrillic_advice

Identifier = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z0-9][a-z0-9-]{0,30}\Z",
        description="1 to 31 small Latin letters, digits and hyphens, not starting with a hyphen",
    ),
]
"""A unit's or service's short name; a unit's is a level of its topics and the end of its name at the broker."""

Letters = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЮЯ]{1,2}\Z",
        description="one or two capital Ukrainian letters (not Ь, which has no name to call out)",
        extra={"advice": cyrillic_advice},
    ),
]
"""What the numbers of a service start with: А makes А001."""

Pin = Annotated[int, msgspec.Meta(ge=0, le=27)]
"""A GPIO number in Broadcom's counting (BCM), as printed on every pin-out: 0 to 27."""

Byte = Annotated[int, msgspec.Meta(ge=0, le=255)]
"""What a pad says or is told; TOML also writes it 0x31."""

Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]
Text = Annotated[
    str, msgspec.Meta(pattern=r"^[^\x00-\x1f\x7f]{1,120}\Z", description="one line of 1 to 120 characters")
]
"""One line that is shown or printed; no control character in it can reach a printer."""

Line = Annotated[
    str, msgspec.Meta(pattern=r"^[^\x00-\x1f\x7f]{0,120}\Z", description="one line of at most 120 characters")
]
"""The same, but it may be left empty."""

Host = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[A-Za-z0-9.:-]{1,253}\Z",
        description="a host name or an address, such as 192.168.10.10",
    ),
]
HostOrEmpty = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9.:-]{0,253}\Z", description="a host name or an address")]
WindowNumber = Annotated[int, msgspec.Meta(ge=1, le=999)]
Seconds = Annotated[float, msgspec.Meta(gt=0, le=3600)]
AtLeastOne = msgspec.Meta(min_length=1)

Numbers = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^([0-9]{3}-[0-9]{3})?\Z",
        description='a first and a last number of three digits, such as "801-849"',
    ),
]
"""A block of tickets' numbers, both ends in it; it may be left empty."""

Purpose = Literal["consult", "submit", "collect"]
"""What a citizen comes for within a sphere: advice, to hand papers in, or to take a finished document."""
