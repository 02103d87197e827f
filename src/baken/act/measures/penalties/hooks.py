# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The penalties on the page of a measure."""

from ..blocks import register_block
from .blocks import block

PLACE = 60


def register() -> None:
    """Hang forfeitures and costs in the page of a measure."""
    register_block(PLACE, block)
