# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""A word from the citizen: four buttons, pressed or not, and nothing that says by whom."""
