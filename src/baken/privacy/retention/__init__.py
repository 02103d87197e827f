# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long things are kept: rules, what is due, destruction with its certificate, and the year ahead."""
