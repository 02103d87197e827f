# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the keyring is kept, checked and turned. Features use `kernel.keys` and `kernel.encryption`."""
