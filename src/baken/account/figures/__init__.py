# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures from the municipality's own records for the public: prepared, protected, published and kept in a register."""
