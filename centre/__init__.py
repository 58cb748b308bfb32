# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What all services share: centre.toml, the words on the wire, the link, the journal, the texts."""
