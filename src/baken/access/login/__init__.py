# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Getting in and staying in: passwords, the second step, sessions, and what is refused after guessing."""
