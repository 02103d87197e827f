# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody may: one rule set behind every check and every list, need-to-know, and the second lock in the database."""
