# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Administrative measures: closing premises, penalty orders, warnings and orders by mayor or executive, on their statutory clocks."""
