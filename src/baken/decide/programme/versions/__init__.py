# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Versions of the programme: kept, laid side by side, changed as data."""
