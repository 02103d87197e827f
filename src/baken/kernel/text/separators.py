# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which separator a CSV file has: recognised rather than asked for."""

import csv
import io
from collections import Counter

SEPARATORS = ";\t,|"
SAMPLE = 30
"""Rows by which the separator is recognised."""
SAMPLE_TEXT = 100_000


def separator_of(text: str) -> str:
    """Return the separator that divides most rows into one and the same number of cells, the widest if several do."""
    head = "\n".join(text[:SAMPLE_TEXT].split("\n", SAMPLE)[:SAMPLE])

    def fit(separator: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(head), delimiter=separator) if any(row)]
        except csv.Error:
            return (0.0, 0)
        width, count = Counter(widths).most_common(1)[0] if widths else (0, 0)
        return (count / len(widths), width) if width > 1 else (0.0, 0)

    return max(SEPARATORS, key=fit)
