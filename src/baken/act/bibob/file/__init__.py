# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The coordinator's pages: the list, one file, and a form for each step."""
