# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The safety picture itself: facts in, figures with their margins and verdicts out. Pure: no database, no clock."""
