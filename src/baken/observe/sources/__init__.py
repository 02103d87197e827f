# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sources: what writes facts, and nothing else does."""


def register_sources() -> None:
    """Register the publishers that can be pulled, once, when observe starts."""
    from .base import register_remote_source
    from .statline import StatlineSource

    register_remote_source(StatlineSource())
