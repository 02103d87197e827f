# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents made from panels: PDF/UA, Word and CSV. Nothing here knows the database."""

from .csv import render_csv
from .document import Document
from .docx import render_docx
from .pdf import render_pdf

__all__ = ["Document", "render_csv", "render_docx", "render_pdf"]
