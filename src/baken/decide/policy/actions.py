# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading policy documents in: all or nothing, checked whole, and written in the log."""

import hashlib
from datetime import datetime
from types import UnionType
from typing import cast

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require_in
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality

from .file import FileRefused, FrameworkFile, PlanFile, Problem, World, check, read
from .importing.imported import document_imported
from .importing.storing import store_framework, store_plan
from .importing.sync import Changes
from .importing.world import world_for
from .models import Edition, Framework, Plan
from .policies import IMPORT


@action
def import_framework(*, actor: Actor, at: datetime, municipality: Municipality, text: str | bytes) -> Framework:
    """Read a kadernota file in and return the framework; one with the same slug is replaced.

    Raises `FileRefused` with every problem by line, and then nothing was stored; `Denied` without the permission.
    """
    return cast(Framework, _import(actor, at, municipality, text, FrameworkFile))


@action
def import_plan(*, actor: Actor, at: datetime, municipality: Municipality, text: str | bytes) -> Plan:
    """Read an IVP file in and return the plan; one with the same slug is replaced. Raises as `import_framework`."""
    return cast(Plan, _import(actor, at, municipality, text, PlanFile))


@action
def import_document(*, actor: Actor, at: datetime, municipality: Municipality, text: str | bytes) -> Framework | Plan:
    """Read a file of either kind in; its key `format` says which. Raises as `import_framework`."""
    return _import(actor, at, municipality, text, FrameworkFile | PlanFile)


def problems_in(text: str | bytes, municipality: Municipality, at: datetime) -> tuple[Problem, ...]:
    """Return every problem of a file, of form and of meaning, in the order of its lines. Empty: it can be read in."""
    return _examined(text, municipality, at)[2]


def _examined(
    text: str | bytes, municipality: Municipality, at: datetime
) -> tuple[FrameworkFile | PlanFile | None, World | None, tuple[Problem, ...]]:
    """Return the document as far as it could be read, the world it was checked in, and every problem."""
    document, problems = read(text)
    if document is None:
        return None, None, tuple(sorted(set(problems)))
    world = world_for(document, municipality, timezone.localdate(at))
    return document, world, tuple(sorted({*problems, *check(document, world)}))


def _import(
    actor: Actor, at: datetime, municipality: Municipality, text: str | bytes, kind: type | UnionType
) -> Framework | Plan:
    require_in(actor, IMPORT, municipality.id)
    Municipality.objects.select_for_update().get(pk=municipality.pk)  # two imports must not both find no overlap
    document, world, problems = _examined(text, municipality, at)
    if document is not None and not isinstance(document, kind):
        what = _("dit bestand is van de andere soort (kadernota of IVP)")
        problems = (*problems, Problem(document.at("format"), "format", what, _("lees het in als wat het is")))
    if problems or document is None or world is None:
        raise FileRefused(problems)
    changes, areas = Changes(), dict(world.areas)
    row: Framework | Plan
    if isinstance(document, FrameworkFile):
        row = store_framework(document, municipality, areas, changes)
    else:
        row = store_plan(document, municipality, areas, changes)
    told = "framework" if isinstance(row, Framework) else "plan"
    _remember(told, row, text, changes, at)
    document_imported(told, row, actor, at)
    return row


def _remember(kind: str, row: Framework | Plan, text: str | bytes, changes: Changes, at: datetime) -> None:
    """Keep the file as a new edition where it changed anything, and write the log either way."""
    content = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    counts = {"added": changes.added, "changed": changes.changed, "removed": changes.removed}
    if changes.any:
        mine = Edition.objects.filter(municipality_id=row.municipality_id, kind=kind, slug=row.slug)
        number = mine.count() + 1
        Edition(
            municipality_id=row.municipality_id,
            kind=kind,
            slug=row.slug,
            number=number,
            at=at,
            digest=hashlib.sha256(content.encode()).hexdigest(),
            text=content,
            **counts,
        ).save()
        if row.edition != number:
            row.edition = number
            row.save()
    audit.record(
        f"{kind}.imported",
        row,
        edition=row.edition,
        added=changes.added,
        changed=changes.changed,
        removed=changes.removed,
    )
