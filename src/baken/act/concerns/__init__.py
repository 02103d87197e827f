# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Concerns (signalen, meldingen): from what somebody saw to what was done with it, and back to who told it."""
