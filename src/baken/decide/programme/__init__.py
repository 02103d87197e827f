# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The efforts at work: the programme page, progress requests to owners, versions with their differences."""
