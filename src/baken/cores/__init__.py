# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers and law arithmetic: pure Python, no Django, no input or output, no clock of its own."""
