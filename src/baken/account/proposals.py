# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A proposal to the council as a Word file: made from the same sections as its page, to go on editing."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from baken.access.facade import Request, municipality_of
from baken.decide.council import facade as council
from baken.kernel.moment import today
from baken.ui import format as fmt

from .documents.letter import render_letter
from .files import MEDIA_TYPES
from .models import FileKind


@require_GET
def download(request: Request, pk: UUID) -> HttpResponse:
    """One proposal as Word, for who may see the proposal."""
    proposal = council.proposal_by_id(request.actor, pk)
    with override("nl"):
        data = render_proposal(proposal, municipality_of(request.actor).name, today())
    response = HttpResponse(data, content_type=MEDIA_TYPES[FileKind.DOCX])
    name = slugify(proposal.title)[:60] or "raadsvoorstel"
    response["Content-Disposition"] = f'attachment; filename="raadsvoorstel-{name}.docx"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def render_proposal(proposal: Any, municipality: str, day: date) -> bytes:
    """Return the Word file of a proposal on a day."""
    standing = _("Stand: %(status)s. Afgedrukt op %(day)s.") % {
        "status": proposal.get_status_display(),
        "day": fmt.day(day),
    }
    invented = [_("Dit voorstel is verzonnen, als voorbeeld.")] if proposal.fictitious else []
    return render_letter(
        kicker=_("Raadsvoorstel aan de raad van %(municipality)s") % {"municipality": municipality},
        title=proposal.title,
        facts=[standing, *invented],
        sections=(*council.proposal_sections(proposal), *council.appendices(proposal)),
        author=f"Gemeente {municipality}",
    )
