# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of a screening shows below its head: each room of this feature gives its own block.

A maker is a function `(seen, at)`, that of the list of screenings `(actor, purpose, at)`. Templates get the block as `block`,
beside `seen` and `screening`. Places on the page of a file: 10 questionnaire, 20 sources, 30 relations, 40 indicators,
50 advice of the LBB, 60 view and conclusion, 70 duties, 75 disclosures, 80 papers, 85 hours; on the list: 10 handed in,
50 workload.
"""

from datetime import datetime

from baken.access.facade import Actor
from baken.ui.blocks import Block as Block
from baken.ui.blocks import Blocks

from .queries import Seen

_blocks: Blocks[[Seen, datetime]] = Blocks()
_list_blocks: Blocks[[Actor, str, datetime]] = Blocks()
register_block, blocks = _blocks.register, _blocks.made
register_list_block, list_blocks = _list_blocks.register, _list_blocks.made
