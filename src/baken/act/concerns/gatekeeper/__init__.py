# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The toets vooraf, and what makes a concern findable once it is passed."""
