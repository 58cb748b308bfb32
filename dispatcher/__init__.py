# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The one owner of the queue: its pure rules, and the loop that commits and publishes."""
