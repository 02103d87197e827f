# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The step "act": signals, cases, measures, Bibob and inspections, which don't know one another; `journeys` knows all."""
