# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Bibob policy: which application is screened, line by line, and the sample that chance draws."""
