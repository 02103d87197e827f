# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register per address: what holds there and until when, for who works there; never why, never about whom."""

from .notes import forget, note

__all__ = ["forget", "note"]
