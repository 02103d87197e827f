# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from .headers import may_locate
from .styleguide import place
from .styleguide import shown as content


def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component on one page, with invented content: what designers look at and browser tests check."""
    return render(request, "ui/styleguide.html", content.page(request.GET))


def styleguide_place(request: HttpRequest) -> HttpResponse:
    """Show how every form asks where something is, in an invented municipality."""
    return may_locate(render(request, "ui/styleguide_place.html", place.page(request.GET)))


def styleguide_place_part(request: HttpRequest, part: str) -> HttpResponse:
    """Answer the script of that form."""
    found = place.answer(part, request.GET)
    if found is None:
        raise Http404
    if isinstance(found, SafeString):
        return HttpResponse(found, content_type="image/svg+xml")
    return JsonResponse(found)
