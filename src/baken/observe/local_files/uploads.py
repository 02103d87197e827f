# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""An upload that is too large is dropped while it comes in: nothing of it is kept in memory or on disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from .table import MAX_BYTES

PATIENCE = 30
"""How many times the limit is read and thrown away, so that the sender gets a page; after that the connection is cut."""


class Limit(FileUploadHandler):
    """Goes before the other handlers and counts what passes; past the limit nothing passes any more.

    The rest is taken in piece by piece and dropped. Django's own way of dropping it (`StopUpload` without reset) reads by
    lines, and a file without line ends is one line of 200 MB.
    """

    chunk_size = 64 * 1024

    def __init__(self, request: HttpRequest, most: int = MAX_BYTES) -> None:
        super().__init__(request)
        self.most = most
        self.too_large = False
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Let a piece through, as long as the whole stays under the limit."""
        self._received += len(raw_data)
        if self._received > self.most * PATIENCE:
            raise StopUpload(connection_reset=True)
        self.too_large = self.too_large or self._received > self.most
        return None if self.too_large else raw_data

    def file_complete(self, file_size: int) -> Any:
        """Leave the file to the handlers after this one."""
        return None
