# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of an inspection shows: each room of this feature gives its own block.

A maker is a function `(seen, at)`. The templates get the block as `block`, beside `seen` and `inspection`.
Places: 10 goal, 20 parties, 30 addresses, 40 homes, 50 findings, 60 follow-up, 70 reports, 80 debrief.
"""

from datetime import datetime

from baken.ui.blocks import Block as Block
from baken.ui.blocks import Blocks

from .queries import Seen

_blocks: Blocks[[Seen, datetime]] = Blocks()
register_block, blocks = _blocks.register, _blocks.made
