# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""REST: composes what the features expose, by the rules of the pages and no others."""
