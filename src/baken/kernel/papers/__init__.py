# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Papers that people add or Baken makes: looked at before they come in, kept by hash or sealed, typeset."""
