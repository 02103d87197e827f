# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files in registers with a desk: opening one, finding one by words, and the terms that run on it."""
