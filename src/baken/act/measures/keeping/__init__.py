# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What keeping a file asks: its destruction, who has a task in it, the hash of its address under a new key."""
