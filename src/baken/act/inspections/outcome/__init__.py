# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows a round: reports, follow-up with partners, debrief, closing."""
