# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Statutory terms together: what was missed, what is due, what stands still; the rules, a calculator and a calendar feed."""
