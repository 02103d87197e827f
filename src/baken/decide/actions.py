# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading policy documents in: all or nothing, checked whole, and written in the log."""

import hashlib
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Denied, Reason
from baken.kernel.models import Municipality

from .file import FileRefused, FrameworkFile, PlanFile, Problem, check, read
from .models import Edition, Framework, Plan
from .policies import IMPORT
from .storing import store_framework, store_plan
from .sync import Changes
from .world import world_for


@action
def import_framework(*, actor: Actor, at: datetime, municipality: Municipality, text: str | bytes) -> Framework:
    """Read a kadernota file in and return the framework; one with the same slug is replaced.

    Raises `FileRefused` with every problem by line, and then nothing was stored; `Denied` without the permission.
    """
    document = _checked(actor, at, municipality, text, FrameworkFile)
    changes = Changes()
    framework = store_framework(document, municipality, _areas(document, municipality, at), changes)
    _remember("framework", framework, text, changes, at)
    return framework


@action
def import_plan(*, actor: Actor, at: datetime, municipality: Municipality, text: str | bytes) -> Plan:
    """Read an IVP file in and return the plan; one with the same slug is replaced. Raises as `import_framework`."""
    document = _checked(actor, at, municipality, text, PlanFile)
    changes = Changes()
    plan = store_plan(document, municipality, _areas(document, municipality, at), changes)
    _remember("plan", plan, text, changes, at)
    return plan


@action
def import_document(*, actor: Actor, at: datetime, municipality: Municipality, text: str | bytes) -> Framework | Plan:
    """Read a file of either kind in; its key `format` says which."""
    document, _problems = read(text)
    if isinstance(document, PlanFile):
        return import_plan(actor=actor, at=at, municipality=municipality, text=text)
    return import_framework(actor=actor, at=at, municipality=municipality, text=text)


def problems_in(text: str | bytes, municipality: Municipality, at: datetime) -> tuple[Problem, ...]:
    """Return every problem of a file, of form and of meaning, in the order of its lines. Empty: it can be read in."""
    document, problems = read(text)
    if document is not None:
        problems = [*problems, *check(document, world_for(document, municipality, timezone.localdate(at)))]
    return tuple(sorted(set(problems)))


def _checked(actor: Actor, at: datetime, municipality: Municipality, text: str | bytes, kind: type) -> Any:
    require(actor, IMPORT)
    if actor.municipality_id != municipality.id:
        raise Denied((Reason("other_municipality", _("Dit hoort bij een andere gemeente.")),))
    Municipality.objects.select_for_update().get(
        pk=municipality.pk
    )  # two imports at once must not both find no overlap
    problems = problems_in(text, municipality, at)
    document, _form = read(text)
    if document is not None and not isinstance(document, kind):
        wrong = Problem(
            document.at("format"),
            "format",
            _("dit bestand is van de andere soort (kadernota of IVP)"),
            _("lees het in als wat het is"),
        )
        problems = (*problems, wrong)
    if problems:
        raise FileRefused(problems)
    return document


def _areas(document: Any, municipality: Municipality, at: datetime) -> dict[str, tuple[str, ...]]:
    return dict(world_for(document, municipality, timezone.localdate(at)).areas)


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
