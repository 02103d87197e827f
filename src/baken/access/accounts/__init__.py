# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Accounts and what they may: joining, moving, leaving, roles, keys of services, and the second person who confirms."""
