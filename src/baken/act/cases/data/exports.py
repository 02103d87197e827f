# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case as data: exactly what its reader may see. The pages' export and the API give the same."""

import csv
import io
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import EMERGENCY, purpose_label
from baken.kernel.errors import Reason, Refused
from baken.ui.csv_export import BOM, safe

from .. import pages, queries
from ..models import CaseAction, CaseDocument, CaseSubject, Entry, Section, Sharing, SubjectKind
from ..parts import PARTS, SIGHTS, part_label
from ..queries import Seen


def as_data(seen: Seen) -> dict[str, Any]:
    """Return the case as plain lists and mappings. A part that isn't seen isn't there; no key leads out of the case.

    Raises `Refused` in an emergency: who must know what is behind a door reads it, and takes nothing along.
    """
    if seen.purpose == EMERGENCY:
        text = _("Tijdens noodtoegang kunt u een dossier niet als geheel meenemen. Lezen en documenten openen kan wel.")
        raise Refused((Reason("emergency", text),))
    it = seen.case
    at = seen.actor.moment or timezone.now()
    return {
        "reference": it.reference,
        "kind": it.kind,
        "title": it.title,
        "address": it.address,
        "summary": it.summary,
        "area": it.area,
        "priority": it.priority,
        "stage": it.stage,
        "opened_on": it.opened_on.isoformat(),
        "closed_on": it.closed_on.isoformat() if it.closed_on else None,
        "next_meeting": it.next_meeting.isoformat() if it.next_meeting else None,
        "fictitious": it.fictitious,
        "purpose": seen.purpose,
        "basis": it.guarded.vault.basis,
        "participants": [
            {
                "who": line.who,
                "period": line.period,
                "sights": {slug: level for slug, _, level, _ in line.sights if level},
            }
            for line in pages.rights(seen, at)
        ],
        "parts": [_part(seen, slug, content) for slug, content in _contents(seen).items()],
    }


def _contents(seen: Seen) -> dict[str, dict[str, list[Any]]]:
    found: dict[str, dict[str, list[Any]]] = {slug: {} for slug in PARTS if seen.sights.get(slug)}
    for model in (Section, CaseSubject, Entry, CaseAction, CaseDocument, Sharing):
        rows: QuerySet[Any] = queries.rows(seen, model)
        for row in rows.select_related("author_partner") if model is Entry else rows:
            found[row.part].setdefault(model.__name__, []).append(row)
    return found


def _part(seen: Seen, slug: str, content: dict[str, list[Any]]) -> dict[str, Any]:
    section = next(iter(content.get("Section", [])), None)
    return {
        "part": slug,
        "label": part_label(slug),
        "sight": seen.sights[slug],
        "conclusion": section.conclusion if section else "",
        "concluded_by": section.concluded_by if section else "",
        "subjects": [
            {"kind": row.kind, "name": row.name, "birth_date": row.birth_date, "note": row.note}
            for row in content.get("CaseSubject", [])
        ],
        "entries": [
            {"at": line.at.isoformat(), "level": line.level, "author": line.author, "text": line.text}
            for line in pages.lines(content.get("Entry", []))
        ],
        "actions": [
            {"title": row.title, "due_on": row.due_on.isoformat(), "owner": row.owner, "done": row.done_at is not None}
            for row in content.get("CaseAction", [])
        ],
        "documents": [
            {"key": str(row.pk), "name": row.name, "media_type": row.media_type, "size": row.size}
            for row in content.get("CaseDocument", [])
        ],
        "sharings": [
            {"at": row.at.isoformat(), "recipient": pages.recipient(seen, row), "basis": row.basis, "what": row.what}
            for row in content.get("Sharing", [])
        ],
    }


def as_csv(data: dict[str, Any]) -> str:
    """Return the same as lines for a spreadsheet: part, kind, date, who, text."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n")
    write.writerow(["casus", "onderdeel", "soort", "datum", "door of voor", "tekst", "zicht", "doel"])

    def line(part: str, kind: str, when: str, by: str, text: str, sight: int) -> None:
        told = (data["reference"], part, kind, when, by, text, str(SIGHTS[sight]), purpose_label(data["purpose"]))
        write.writerow([safe(str(one)) for one in told])

    line("", "casus", data["opened_on"], "", f"{data['title']}, {data['address']}", 1)
    if data["summary"]:
        line("", "samenvatting", data["opened_on"], "", data["summary"], 1)
    for part in data["parts"]:
        label, sight = part["label"], part["sight"]
        if part["conclusion"]:
            line(label, "conclusie", "", part["concluded_by"], part["conclusion"], sight)
        for one in part["subjects"]:
            kind = str(SubjectKind(one["kind"]).label)
            line(label, "betrokkene", one["birth_date"], kind, f"{one['name']} {one['note']}".strip(), sight)
        for one in part["entries"]:
            line(label, "notitie", one["at"][:10], one["author"], one["text"], sight)
        for one in part["actions"]:
            line(label, "actie", one["due_on"], one["owner"], one["title"], sight)
        for one in part["documents"]:
            line(label, "document", "", "", one["name"], sight)
        for one in part["sharings"]:
            line(label, "gedeeld", one["at"][:10], one["recipient"], f"{one['what']} ({one['basis']})", sight)
    return BOM + out.getvalue()
