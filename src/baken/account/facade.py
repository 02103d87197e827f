# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of account."""

from .actions import draft_pack, issue_pack, publish_pack, withdraw_pack
from .files import FileDamaged, write_pack
from .models import CouncilPack, PackFile, Release
from .queries import Standing, latest_pack, packs_standing, published_for, search
from .workflow import PACK

__all__ = [
    "PACK",
    "CouncilPack",
    "FileDamaged",
    "PackFile",
    "Release",
    "Standing",
    "draft_pack",
    "issue_pack",
    "latest_pack",
    "packs_standing",
    "publish_pack",
    "published_for",
    "search",
    "withdraw_pack",
    "write_pack",
]
