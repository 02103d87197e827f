# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The Word file that people go on with: adding it, and bringing its figures up to date. What they wrote stays theirs."""

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, visible_to
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.papers.kept import PaperDamaged, StoredPaper, examine, keep, open_paper

from ..documents import render_docx
from ..documents.refresh import Report, refresh
from ..files import MEDIA_TYPES, document_of
from ..models import CouncilPack, EditedOrigin, EditedWord, FileKind

SHOW = "account.pack.view_draft"
EDIT = "account.pack.draft"


REFRESHED = "-bijgewerkt"


def edited_of(actor: Actor, pack: CouncilPack) -> QuerySet[EditedWord]:
    """Return the edited Word files of a pack that the actor may see, newest first."""
    return visible_to(EditedWord.objects.filter(pack=pack), actor, SHOW).order_by("-number")


def add_edited(*, actor: Actor, at: datetime, pack: CouncilPack, upload: Any) -> EditedWord:
    """Keep an edited Word file as it is, and beside it one with the pack's figures of now; return the latter.

    Raises `Refused` when it isn't a Word file with figures of this pack; then nothing was stored.
    """
    require(actor, EDIT, pack)
    checked = examine(upload)
    if checked.media_type != MEDIA_TYPES[FileKind.DOCX]:
        raise Refused((Reason("no_docx", _("Dit is geen Word-bestand (.docx).")),))
    made, report = _refreshed(pack, checked.data, checked.name)
    return _store(actor=actor, at=at, pack=pack, kept=keep(checked), made=made, report=report)


def refresh_edited(*, actor: Actor, at: datetime, pack: CouncilPack) -> EditedWord:
    """Bring the newest edited Word file up to the pack's figures of now; return the new one. Raises `Refused`."""
    require(actor, EDIT, pack)
    last = edited_of(actor, pack).first()
    if last is None:
        raise Refused((Reason("none", _("Er is nog geen bewerkt Word-bestand. Voeg het eerst toe.")),))
    try:
        data = open_paper(last.digest)
    except PaperDamaged:
        raise Refused((Reason("damaged", _("Het bestand is beschadigd en kan niet worden bekeken.")),)) from None
    made, report = _refreshed(pack, data, last.name)
    return _store(actor=actor, at=at, pack=pack, kept=None, made=made, report=report)


def _refreshed(pack: CouncilPack, data: bytes, name: str) -> tuple[StoredPaper, Report]:
    """Make the file outside the transaction: drawing the fresh one takes seconds."""
    new, report = refresh(data, render_docx(document_of(pack)))
    return keep(examine(ContentFile(new, name=refreshed_name(name)))), report


def refreshed_name(name: str) -> str:
    """Return a name for the file with new figures, so that it doesn't hide among the downloads of the one without."""
    stem = name.rsplit(".", 1)[0].removesuffix(REFRESHED)
    return f"{stem[:100]}{REFRESHED}.docx"


@action
def _store(
    *, actor: Actor, at: datetime, pack: CouncilPack, kept: StoredPaper | None, made: StoredPaper, report: Report
) -> EditedWord:
    require(actor, EDIT, pack)
    CouncilPack.objects.locked().get(pk=pack.pk)  # two at once must not take one number
    number = EditedWord.objects.filter(pack=pack).aggregate(last=Max("number"))["last"] or 0
    common = {"municipality_id": pack.municipality_id, "pack": pack, "added_at": at}
    if kept is not None:
        number += 1
        EditedWord(**common, **kept.fields, number=number, origin=EditedOrigin.ADDED).save()
    row = EditedWord(
        **common,
        **made.fields,
        number=number + 1,
        origin=EditedOrigin.REFRESHED,
        content_digest=pack.content_digest,
        report={
            "changed": len(report.changed),
            "kept": len(report.kept),
            "added": len(report.added),
            "gone": len(report.gone),
            "missing": report.missing,
        },
    )
    row.save()
    audit.record("pack.word_refreshed" if kept is None else "pack.word_added", pack, number=row.number, **row.report)
    return row
