# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A panel as a CSV download."""

from django.http import HttpResponse

from baken.ui.csv_export import render_csv
from baken.ui.panels import Panel


def csv_response(panel: Panel, name: str) -> HttpResponse:
    """Return the panel as a CSV attachment called `name`."""
    response = HttpResponse(render_csv(panel), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
