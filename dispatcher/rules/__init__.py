# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The pure queue: decide(queue, command, now) gives facts, apply(queue, fact) gives the next queue."""
