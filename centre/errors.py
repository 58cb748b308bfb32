# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What can go wrong, split by who can mend it; the text says what, which value, what was expected, what to do."""


class CherhaError(Exception):
    """Anything Cherha expects to go wrong; its text is shown to a technician as it stands, without a trace."""


class BadConfig(CherhaError):
    """The technician's file is wrong; every error of the file is in the text, one a line."""


class BadMessage(CherhaError):
    """A peer said something that is not in the contract; it is logged, refused and dropped."""


class DeviceFault(CherhaError):
    """A piece of hardware does not do its part; the text names it and says what to do."""


class JournalDamaged(CherhaError):
    """The journal cannot be trusted as it is; the text says what was kept and where."""


class Unavailable(CherhaError):
    """Something of this machine is missing or taken: a port, a package, a folder."""


class Taken(Unavailable):
    """Another process of this machine is what this one was to be: whoever comes second ends, and does not wait."""
