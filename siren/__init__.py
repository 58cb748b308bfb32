# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""Where alarms come from: feeds, topics and contacts, each telling its whole truth to the dispatcher."""
