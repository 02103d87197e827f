# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a report comes in, whatever way it comes: questions, receipt codes, the one action, the form of colleagues and partners."""
