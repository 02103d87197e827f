# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What inspectors saw: how it comes in, and how it is shown joined."""
