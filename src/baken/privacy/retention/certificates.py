# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A certificate of destruction as a page and as PDF: what went, by which rule, by whose hands, and its row in the audit log.

It tells nothing of what was in the record. The PDF is PDF/UA-1 by typst, in Dutch whoever asks: it is a paper of the
municipality.
"""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.kernel.models import AuditEntry
from baken.kernel.papers.typesetting import pdf_of
from baken.ui.format import count, day, moment

from ..models import Certificate
from .due import count_label

TEMPLATE = Path(__file__).resolve().parent.parent / "templates_typst" / "certificate.typ"
WRITTEN = ("record.destroyed", "rows.destroyed")


def row_of(certificate: Certificate) -> AuditEntry | None:
    """Return the row of the audit log that the destruction wrote; its hash seals it, and all before it."""
    rows = AuditEntry.objects.filter(municipality_id=certificate.municipality_id, action__in=WRITTEN)
    return rows.filter(detail__certificate=certificate.number).order_by("sequence").first()


def counts_of(certificate: Certificate) -> list[tuple[str, int]]:
    """Return what was destroyed in words, with how many."""
    found = [(count_label(certificate.kind, slug), number) for slug, number in sorted(certificate.counts.items())]
    return [(label[:1].upper() + label[1:], number) for label, number in found]


def facts_of(it: Certificate) -> list[tuple[str, str]]:
    """Return the facts in words, in the order in which they are told."""
    approved = (
        _("%(who)s, %(at)s") % {"who": it.approved_by or "Baken", "at": moment(it.approved_at)}
        if it.approved_at
        else _("niet nodig volgens de regel")
    )
    own = _("Baken zelf, na de goedkeuring") if it.approved_at else _("Baken zelf, volgens de regel")
    by = it.destroyed_by or own
    return [
        (_("Soort"), it.kind_label),
        (_("Nummer van het dossier"), it.reference or "–"),
        (_("Afgeschermd register"), it.vault_name),
        (_("Regel"), it.rule_name),
        (_("Grondslag"), it.basis),
        (_("Termijn"), _("van %(a)s tot %(b)s") % {"a": day(it.retention_from), "b": day(it.due_on)}),
        (_("Goedgekeurd"), approved),
        (_("Uitgevoerd"), _("%(who)s, %(at)s") % {"who": by, "at": moment(it.destroyed_at)}),
    ]


def render_pdf(it: Certificate) -> bytes:
    """Return the certificate as PDF. The same certificate gives the same bytes: its moment is that of the destruction."""
    with override("nl"):
        row = row_of(it)
        told: dict[str, Any] = {
            "title": _("Verklaring van vernietiging %(n)s") % {"n": it.number},
            "author": _("Gemeente %(town)s") % {"town": it.municipality.name},
            "number": it.number,
            "kicker": _("Gemeente %(town)s, verklaring van vernietiging %(n)s")
            % {"town": it.municipality.name, "n": it.number},
            "heading": _("%(ref)s is vernietigd op %(on)s") % {"ref": it.reference, "on": day(it.destroyed_at)},
            "lede": _("Deze verklaring bevat geen persoonsgegevens van betrokkenen en blijft bewaard."),
            "facts-heading": _("Wat en waarom"),
            "facts": facts_of(it),
            "counts-heading": _("Wat er weg is"),
            "counts-labels": [_("Wat"), _("Aantal")],
            "counts": [(label, count(number)) for label, number in counts_of(it)],
            "counts-none": _("Het dossier had geen inhoud."),
            "seal-heading": _("Waaraan u dit kunt nakijken"),
            "seal-text": _("De vernietiging staat in het logboek van handelingen. Die regel is verzegeld met:"),
            "seal-row": _("Regel %(n)d van het logboek") % {"n": row.sequence} if row else "",
            "seal": row.hash if row else "",
        }
    return pdf_of(TEMPLATE, told, int(it.destroyed_at.timestamp()))
