# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .edited import EditedOrigin, EditedWord
from .pack import CouncilPack, PackStatus
from .pack_file import FileKind, PackFile
from .release import Release

__all__ = ["CouncilPack", "EditedOrigin", "EditedWord", "FileKind", "PackFile", "PackStatus", "Release"]
