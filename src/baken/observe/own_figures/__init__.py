# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Totals of the municipality's own records, closed per month: how they come about and who reads them."""
