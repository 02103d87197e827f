# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the command line may ask of web: serve the pages, do the work of the queue, write the generated documents."""

from .docs import write as write_documents
from .serving import serve
from .worker import NoDatabase, work

__all__ = ["NoDatabase", "serve", "work", "write_documents"]
