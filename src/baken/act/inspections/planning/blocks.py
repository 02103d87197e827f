# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What planning shows on the page of an inspection."""

from datetime import datetime

from ..blocks import Block
from ..queries import Seen


def goal_block(seen: Seen, at: datetime) -> Block:
    """Goal and occasion."""
    return Block("inspections/planning/_goal.html")
