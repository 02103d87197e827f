# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programme of a year: which branches, how often, on which grounds, and what came of it."""
