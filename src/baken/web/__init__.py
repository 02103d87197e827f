# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house as its visitors see it: navigation along the loop, a home per role, search, pages about Baken itself."""
