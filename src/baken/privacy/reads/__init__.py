# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads that nobody explained: found by rules, asked about, explained by the reader, settled."""
