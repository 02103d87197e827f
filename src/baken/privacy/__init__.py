# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Privacy as work: which processing there is and why, what was read, what must be destroyed when, what was weighed."""
