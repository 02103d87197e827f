# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Boundaries of municipality, wijken and buurten per year, as PDOK publishes those of CBS and Kadaster."""
