# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Concerns as numbers: closed months, plan and capacity, the example's year."""
