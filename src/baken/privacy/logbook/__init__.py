# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Logboek Dataverwerkingen: its lines in words and its pages. `privacy.middleware` writes it."""
