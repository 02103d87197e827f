# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may know and do what: actors, roles, partners, purposes, and one rule set behind every check and every list."""
