# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures that come along with Baken, each with its source."""

from collections.abc import Iterable

from baken.observe import reference

from .base import Batch


class ReferenceSource:
    """The reference pack as a source."""

    slug = "reference"

    def batches(self) -> Iterable[Batch]:
        for dataset, rows, retrieved_at in reference.batches():
            yield dataset, rows, retrieved_at, None
