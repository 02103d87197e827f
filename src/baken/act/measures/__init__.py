# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Administrative measures of mayor or executive: closing premises, penalty orders, warnings, each on its statutory clocks."""
