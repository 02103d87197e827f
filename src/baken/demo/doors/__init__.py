# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open which door to a confidential object of the example: written by hand, never computed."""
