# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .pack import CouncilPack, PackStatus
from .pack_file import FileKind, PackFile
from .release import Release

__all__ = ["CouncilPack", "FileKind", "PackFile", "PackStatus", "Release"]
