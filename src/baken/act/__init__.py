# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The step "act": cases, and later concerns, inspections and measures, which don't know one another."""
