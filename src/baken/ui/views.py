# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import styleguide as content


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component on one page, with invented content: what designers look at and browser tests check."""
    return render(request, "ui/styleguide.html", content.page(request.GET))
