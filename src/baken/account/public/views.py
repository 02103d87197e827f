# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages for everybody, without login. Everything here comes from `queries.published_for`."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from baken.decide.policy import facade as decide
from baken.kernel.models import Municipality
from baken.kernel.moment import now

from .. import files, queries
from ..models import FileKind
from ..serve import answer
from ..views import drawing
from . import pages as public

MAIN_FILES = (FileKind.PDF, FileKind.DOCX, FileKind.CSV_ZIP)


@require_GET
def municipalities(request: HttpRequest) -> HttpResponse:
    """The municipalities that published something."""
    return render(request, "accounting/public_list.html", {"municipalities": queries.public_municipalities()})


@require_GET
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """A municipality's public page: where to call, the picture, the priorities, the dossiers."""
    found = get_object_or_404(Municipality, slug=slug)
    packs = list(queries.published_for(found).prefetch_related("files"))
    picture = public.picture_of(packs[0]) if packs else None
    policy = decide.public_panels(found, at=now())
    context = {
        "municipality": found,
        "picture": picture,
        "figures": [{"panel": panel, "draw": drawing(panel)} for panel in picture.panels] if picture else [],
        "priorities": public.priorities_in(policy),
        "left_out": public.left_out_in(policy),
        "packs": [
            {
                "pack": pack,
                "query": f"?editie={pack.edition}",
                "files": [file for kind in MAIN_FILES for file in pack.files.all() if file.kind == kind],
            }
            for pack in packs
        ],
    }
    return render(request, "accounting/public_page.html", context)


@require_GET
def download(request: HttpRequest, slug: str, year: int, name: str) -> HttpResponseBase:
    """One file of a published pack: of its newest edition, or of the one asked for."""
    rows = queries.published_for(get_object_or_404(Municipality, slug=slug)).filter(year=year, files__name=name)
    asked = request.GET.get("editie", "")
    if asked:
        if not (asked.isascii() and asked.isdigit() and len(asked) < 5):
            raise Http404
        rows = rows.filter(edition=int(asked))
    pack = rows.first()
    file = files.current(pack, name) if pack else None
    if file is None:
        raise Http404
    return answer(file)
