# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""What stands on a Pi's card: made on the technician's computer, taken in by the Pi, moved to another building."""
