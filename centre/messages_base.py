# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What every message on the wire has in common; the messages themselves are beside it."""

import msgspec

from centre.facts_base import snake


class Message(msgspec.Struct, frozen=True, kw_only=True, tag=snake, tag_field="message"):
    """Anything said on the wire."""
