# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Packets: what goes to a partner, what comes back, and what supervision sees of it."""
