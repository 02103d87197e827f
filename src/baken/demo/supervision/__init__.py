# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is who in the example, and what its privacy officer, FG and administrator did."""
