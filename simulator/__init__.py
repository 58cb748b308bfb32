# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The hardware that is not there: pins, printer, screen recorder, and the demo centre."""
