# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alerts: months that stand out, told once, and what somebody made of them."""
