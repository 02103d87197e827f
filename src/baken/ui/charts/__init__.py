# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure geometry of charts: a panel goes in, positions come out. Horizontal positions are per cent of the plot's width,
vertical ones pixels, so that a plot stretches with the page and its letters don't. No HTML here."""
