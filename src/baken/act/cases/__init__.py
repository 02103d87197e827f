# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases (casussen) about premises: who takes part, for what, and who sees which part."""
