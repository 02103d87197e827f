# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a claim of the framework is about and may expect; testing it is of `decide.claims`."""
