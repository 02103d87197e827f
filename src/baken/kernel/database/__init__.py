# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Baken asks of the database itself: roles, append-only tables, quick filling of an empty one."""
