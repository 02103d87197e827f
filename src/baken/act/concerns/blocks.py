# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a concern shows below what was told: each room of this feature gives its own block.

A maker is a function `(seen, at)`. The templates get the block as `block`, beside `seen` and `concern`.
Places: 5 victims, 10 toets, 20 similar, 30 looked up, 40 weighing, 45 reporter, 47 barriers,
50 sharing, 60 source, 70 links, 80 notes.
"""

from datetime import datetime

from baken.ui.blocks import Block as Block
from baken.ui.blocks import Blocks

from .queries import Seen

_blocks: Blocks[[Seen, datetime]] = Blocks()
register_block, blocks = _blocks.register, _blocks.made
_before: Blocks[[Seen, datetime]] = Blocks()
register_before, blocks_before = _before.register, _before.made
"""What stands there before the toets vooraf: only what belongs to what was told."""
_heads: Blocks[[Seen, datetime]] = Blocks()
register_head, heads = _heads.register, _heads.made
"""What stands above what was told: what is next, and by when."""
