# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts for documents, drawn from a panel and nothing else by Altair and vl-convert. No browser, no network."""

from .draw import png_of, svg_of

__all__ = ["png_of", "svg_of"]
