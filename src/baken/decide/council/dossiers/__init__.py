# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lies before the council: APV changes, proposals with their scenarios of capacity, hearings on the regional plan."""
