# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A working day in simulated time, played by the real rules; it knows no wire, no disk and no clock."""
