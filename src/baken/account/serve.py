# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file as an answer: right type, right name, nothing guessed by the browser."""

import io

from django.http import FileResponse

from .files import MadeFile
from .models import FileKind

INLINE = frozenset({FileKind.PDF})
"""What a browser shows by itself; everything else is saved."""


def answer(file: MadeFile) -> FileResponse:
    """Return a file as a streamed download."""
    response = FileResponse(
        io.BytesIO(file.data),
        as_attachment=file.kind not in INLINE,
        filename=file.name,
        content_type=file.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
