# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A checked file into the database: what it may refer to, writing it, and who hears of it."""
