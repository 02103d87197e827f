# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fields that forms of measures share."""

from django import forms


def long(rows: int = 4) -> forms.Textarea:
    """Return a field for some sentences."""
    return forms.Textarea(attrs={"rows": rows})
