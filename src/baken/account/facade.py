# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of account."""

from .actions import draft_pack, issue_pack, publish_pack, withdraw_pack
from .figures.actions import prepare_figures, publish_figures, withdraw_figures
from .figures.queries import figure_lines, public_figures
from .figures.rules import Wanted
from .files import FileDamaged, write_pack
from .models import CouncilPack, FigureRelease, PackFile, Release
from .queries import Standing, latest_pack, packs_standing, published_for, search
from .workflow import PACK

__all__ = [
    "PACK",
    "CouncilPack",
    "FigureRelease",
    "FileDamaged",
    "PackFile",
    "Release",
    "Standing",
    "Wanted",
    "draft_pack",
    "figure_lines",
    "issue_pack",
    "latest_pack",
    "packs_standing",
    "prepare_figures",
    "public_figures",
    "publish_figures",
    "publish_pack",
    "published_for",
    "search",
    "withdraw_figures",
    "withdraw_pack",
    "write_pack",
]
