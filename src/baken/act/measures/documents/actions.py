# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making and signing a document of a measure. What was signed is never made anew: a change needs a new decision."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.access.facade import Actor, require
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused
from baken.kernel.ids import uuid7
from baken.kernel.models import fresh
from baken.kernel.papers import sealed as sealed_papers
from baken.kernel.papers.kept import CheckedPaper

from ..files.steps import write
from ..models import DocumentKind, Forfeiture, Mandate, Measure, MeasureDocument, MeasureEvent
from ..policies import HANDLE, SIGN
from ..policy.mandates import is_body, mandate_for, may_sign, signs_as
from ..rules import decision_kind
from .drafting import Drafted, draft
from .facts import day_told
from .paper import render_pdf

PDF = "application/pdf"


class About:
    """Which breach a collection decision is about, with the sum so far and the last day of payment."""

    def __init__(self, forfeiture: Forfeiture, total: Decimal, pay_until: date):
        self.forfeiture, self.total, self.pay_until = forfeiture, total, pay_until

    @property
    def key(self) -> str:
        return str(self.forfeiture.pk)


@action
def make(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, kind: str, about: About | None = None
) -> MeasureDocument:
    """Make a letter or decision from the template of the day and the facts of the file, unsigned, and keep it sealed.

    One of the same kind that isn't signed is replaced. `about`: the breach that a collection decision is about. Raises
    `Refused` with every reason that wasn't written and every fact that the file doesn't hold.
    """
    require(actor, HANDLE, measure, purpose)
    it = fresh(measure)
    it.vault, it.municipality = measure.vault, measure.municipality
    on = timezone.localdate(at)
    drafted = _drafted(it, kind, on, about)
    against = [*_against_again(it, kind), *drafted.against]
    if against:
        raise Refused(tuple(against))
    _forget(unsigned(it, kind, about))
    made = _keep(actor, at, it, drafted, about)
    with override("nl"):
        write(it, actor, at, "document", on, drafted.title)
    audit.record("measure.document_made", it, kind=kind, document=str(made.pk), purpose=purpose)
    return made


@action
def sign(
    *, actor: Actor, at: datetime, purpose: str, measure: Measure, kind: str, about: About | None = None
) -> MeasureDocument:
    """Sign a document: it is made once more, with the function that signs and its mandate, and then stays as it is.

    Where one lies ready, its facts and reasons must still be those of the file: who signs has read that one. Without any,
    it is made now. Raises `Refused`: no mandate, no template, the file changed since, facts or reasons missing.
    """
    require(actor, SIGN if is_body(actor, measure) else HANDLE, measure, purpose)
    it = fresh(measure)
    it.vault, it.municipality = measure.vault, measure.municipality
    on = timezone.localdate(at)
    reasons = may_sign(actor, it, kind, on)
    mandate = mandate_for(actor, it, kind, on)
    drafted = _drafted(it, kind, on, about, signed=_signature(actor, it, kind, on, mandate))
    reasons += drafted.against
    ready = unsigned(it, kind, about)
    if ready is not None and not same(ready, drafted):
        text = _("Het dossier is veranderd nadat deze brief is gemaakt. Maak de brief opnieuw en lees hem na.")
        reasons.append(Reason("changed", text))
    if reasons:
        raise Refused(tuple(reasons))
    _forget(ready)
    made = _keep(actor, at, it, drafted, about, signed=True, mandate=mandate)
    audit.record("measure.document_signed", it, kind=kind, document=str(made.pk), purpose=purpose)
    return made


def _against_again(it: Measure, kind: str) -> list[Reason]:
    """Return why a letter can't be made: the decision was signed already, or an extension has no new last day to tell yet."""
    if kind == DocumentKind.EXTENSION:
        decided = MeasureEvent.objects.filter(measure=it, kind="extended").count()
        told = MeasureDocument.objects.filter(measure=it, kind=kind, signed_at__isnull=False).count()
        text = _("Leg eerst de verlenging vast: dan staat de nieuwe laatste dag in de brief.")
        return [Reason("not_extended", text)] if told >= decided else []
    if kind != decision_kind(it.instrument) or it.signed_at is None:
        return []
    return [Reason("signed", _("Dit besluit is ondertekend en wordt niet opnieuw gemaakt."))]


def unsigned(measure: Measure, kind: str, about: About | None = None) -> MeasureDocument | None:
    """Return the document of this kind that lies ready, about this breach where it is about one."""
    rows = MeasureDocument.objects.filter(measure=measure, kind=kind, signed_at__isnull=True).order_by("-made_at")
    key = about.key if about else ""
    return next((row for row in rows if told_of(row).get("about", "") == key), None)


def signed_about(measure: Measure, kind: str, about: str) -> bool:
    """Return whether a document of this kind about this breach was signed."""
    rows = MeasureDocument.objects.filter(measure=measure, kind=kind, signed_at__isnull=False)
    return any(told_of(row).get("about", "") == about for row in rows)


def told_of(document: MeasureDocument) -> dict[str, Any]:
    """Return what a document was made from."""
    found: dict[str, Any] = json.loads(document.told)
    return found


def same(ready: MeasureDocument, drafted: Drafted) -> bool:
    """Return whether what lies ready says what the file says now, by the same template, but for the day of the letter."""
    told = told_of(ready)
    if told["template"] != str(drafted.template or ""):
        return False
    old, new = dict(told["facts"]), dict(drafted.facts)
    old.pop("today", None)
    new.pop("today", None)
    reasons = told["reasons"] == dict(drafted.reasons)
    return old == new and reasons and told["addressees"] == [list(one) for one in drafted.addressees]


def _drafted(
    measure: Measure, kind: str, on: date, about: About | None, signed: Mapping[str, Any] | None = None
) -> Drafted:
    if about is None:
        return draft(measure, kind, on, **(signed or {}))
    return draft(
        measure, kind, on, forfeiture=about.forfeiture, total=about.total, pay_until=about.pay_until,
        **(signed or {}),
    )  # fmt: skip


def _signature(actor: Actor, measure: Measure, kind: str, on: date, mandate: Mandate | None) -> dict[str, str]:
    with override("nl"):
        told = ""
        if mandate is not None:
            told = _("%(title)s, versie %(n)d") % {"title": mandate.title, "n": mandate.version_number}
        return {"signed_as": signs_as(actor, measure, kind, on), "signed_on": day_told(on), "mandate": told}


def _keep(
    actor: Actor,
    at: datetime,
    measure: Measure,
    drafted: Drafted,
    about: About | None,
    signed: bool = False,
    mandate: Mandate | None = None,
) -> MeasureDocument:
    """Seal the PDF to a row of its own and return the row, saved."""
    data = render_pdf(drafted, at, measure.fictitious)
    name = f"{slugify(drafted.title)[:80]}-{measure.reference}.pdf"
    key = uuid7(at)
    paper = sealed_papers.keep(CheckedPaper(name, PDF, len(data), "", data), owner_id=key)
    row = MeasureDocument(
        id=key, municipality_id=measure.municipality_id, measure=measure, kind=drafted.kind, template=drafted.template,
        told=drafted.told_with(about=about.key if about else ""), made_at=at, made_by_id=actor.id, **paper.fields,
    )  # fmt: skip
    if signed:
        row.signed_at, row.signed_by_id, row.mandate = at, actor.id, mandate
    row.save(force_insert=True)
    return row


def _forget(document: MeasureDocument | None) -> None:
    """Throw away a document that lies ready and was never signed."""
    if document is not None:
        sealed_papers.destroy(document)
        document.delete()
