# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pulling figures from the page: what was asked, how far it is, what it changed, and when Baken asks by itself."""
