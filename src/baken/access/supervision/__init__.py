# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What privacy officer and FG look after: role matrix, closed registers, covenants, teams, the Wpg log."""
