# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of meetings."""


def register_policies() -> None:
    """Register the rules of every model that is listed or opened by itself."""
