# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a deciding department does and sees: it hands in, decides, and never comes nearer to the file than its standing."""
