# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a measure shows below its head: each room of this feature gives its own block.

A maker is a function `(seen, at)`. The templates get the block as `block`, beside `seen` and `measure`.
Places: 10 terms, 20 policy, 30 parties, 40 view, 50 reasons and documents, 60 forfeitures, 70 remedies,
80 earlier measures at the address, 90 timeline.
"""

from datetime import datetime

from baken.ui.blocks import Block as Block
from baken.ui.blocks import Blocks

from .queries import Seen

_blocks: Blocks[[Seen, datetime]] = Blocks()
register_block, blocks = _blocks.register, _blocks.made
