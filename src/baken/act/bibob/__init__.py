# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bibob screening of whoever applies: own investigation, advice of the national office, conclusion, and the wall around it."""
