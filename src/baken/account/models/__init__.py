# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .edited import EditedOrigin, EditedWord
from .figures import FigureDraft, FigureLevel, FigureRelease, FigureStatus
from .pack import CouncilPack, PackStatus
from .pack_file import FileKind, PackFile
from .release import Release, ReleaseKind

__all__ = [
    "CouncilPack",
    "EditedOrigin",
    "EditedWord",
    "FigureDraft",
    "FigureLevel",
    "FigureRelease",
    "FigureStatus",
    "FileKind",
    "PackFile",
    "PackStatus",
    "Release",
    "ReleaseKind",
]
