# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making, changing and ending checklists. A change is a new version: a finding keeps the list as it was asked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor, require, require_in
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.errors import Reason, Refused, StaleVersion
from baken.kernel.models import Municipality, fresh

from ..models import Checklist
from ..policies import PLAN
from .rules import Item, against


@action
def load_checklists(
    *, actor: Actor, at: datetime, municipality: Municipality, entries: Iterable[Mapping[str, Any]]
) -> int:
    """Make the lists that aren't there yet; return how many. Those that are there stay as somebody changed them.

    An entry: `slug`, `discipline`, `title`, `branches`, `items` and `valid_from` (a date). Raises `Refused`.
    """
    require_in(actor, PLAN, municipality.pk)
    there = set(Checklist.objects.filter(municipality=municipality).values_list("slug", flat=True))
    made = [Checklist(municipality=municipality, **entry) for entry in entries if entry["slug"] not in there]
    wrong = [
        Reason(reason.slug, f"{one.slug}: {reason.text}")
        for one in made
        for reason in against(one.discipline, one.branches, one.items)
    ]
    if wrong:
        raise Refused(tuple(wrong))
    Checklist.objects.bulk_create(made)
    audit.record(
        "inspection.checklists_loaded", resource_type="inspections.checklist", resource_id="",
        municipality_id=municipality.pk, checklists=sorted(one.slug for one in made),
    )  # fmt: skip
    return len(made)


@action
def add_checklist(
    *,
    actor: Actor,
    at: datetime,
    municipality: Municipality,
    slug: str,
    discipline: str,
    title: str,
    branches: Sequence[str],
    items: Sequence[Item],
    valid_from: date,
) -> Checklist:
    """Make a list, which holds from a day on, and return it. Raises `Refused` with every reason."""
    require_in(actor, PLAN, municipality.pk)
    wrong = [*against(discipline, branches, items), *_without_title(title)]
    if Checklist.objects.filter(municipality=municipality, slug=slug).exists():
        wrong.append(Reason("taken", _("Er is al een lijst met deze korte naam. Kies een andere.")))
    if wrong:
        raise Refused(tuple(wrong))
    made = Checklist(
        municipality=municipality, slug=slug, discipline=discipline, title=title.strip(), branches=list(branches),
        items=list(items), valid_from=valid_from,
    )  # fmt: skip
    made.save(force_insert=True)
    audit.record("inspection.checklist_added", made, items=len(items))
    return made


@action
def change_checklist(
    *,
    actor: Actor,
    at: datetime,
    checklist: Checklist,
    seen: int,
    title: str,
    branches: Sequence[str],
    items: Sequence[Item],
    valid_from: date,
    reason: str,
) -> Checklist:
    """Make the next version of a list and return it; the one before holds until that day.

    Phones that hold the version before send with that, and that is taken. Raises `StaleVersion` where there is a newer
    version already, `Refused` with every reason.
    """
    require(actor, PLAN, checklist)
    before = _newest(checklist, seen)
    wrong = [*against(before.discipline, branches, items), *_without_title(title), *_without_reason(reason)]
    if valid_from < max(before.valid_from, timezone.localdate(at)):
        wrong.append(Reason("from", _("Een nieuwe versie kan niet terugwerken. Kies vandaag of een latere dag.")))
    if wrong:
        raise Refused(tuple(wrong))
    before.valid_until = valid_from
    before.save()
    made = Checklist(
        municipality_id=before.municipality_id, slug=before.slug, version_number=before.version_number + 1,
        discipline=before.discipline, title=title.strip(), branches=list(branches), items=list(items),
        valid_from=valid_from,
    )  # fmt: skip
    made.save(force_insert=True)
    audit.record("inspection.checklist_changed", made, items=len(items), personal={"reason": reason.strip()})
    return made


@action
def end_checklist(*, actor: Actor, at: datetime, checklist: Checklist, seen: int, reason: str) -> Checklist:
    """Take a list out of use from today on; what was found by it stays. Raises `StaleVersion`, `Refused`."""
    require(actor, PLAN, checklist)
    found = _newest(checklist, seen)
    day = timezone.localdate(at)
    wrong = _without_reason(reason)
    if found.valid_until is not None:
        wrong.append(Reason("ended", _("Deze lijst is al uit gebruik.")))
    if wrong:
        raise Refused(tuple(wrong))
    found.valid_until = max(day, found.valid_from)
    found.save()
    audit.record("inspection.checklist_ended", found, personal={"reason": reason.strip()})
    return found


def _newest(checklist: Checklist, seen: int) -> Checklist:
    """Return the row, locked. Raises `StaleVersion` where a newer version of the list was made."""
    found = fresh(checklist, seen)
    newer = Checklist.objects.filter(
        municipality_id=found.municipality_id, slug=found.slug, version_number__gt=found.version_number
    )
    if newer.exists():
        raise StaleVersion(f"checklist {found} has a newer version")
    return found


def _without_title(title: str) -> list[Reason]:
    return [] if title.strip() else [Reason("title", _("Geef de lijst een naam."))]


def _without_reason(reason: str) -> list[Reason]:
    return [] if reason.strip() else [Reason("no_reason", _("Schrijf op waarom."))]
