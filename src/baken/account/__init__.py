# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounting: the council pack as pages, PDF, Word and CSV, and what the public may read."""
