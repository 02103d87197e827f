# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Penalty orders that were broken: what is forfeited, until when it can be collected; and the costs of coercion."""
