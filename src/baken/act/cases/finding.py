# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding cases without looking as somebody: for emergency access, and to make the search index anew."""

from datetime import datetime
from uuid import UUID

from baken.access.facade import Actor, GuardedRecord, opened, system_actor
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.address_hash import address_hash, address_hashes
from baken.kernel.models import Municipality
from baken.kernel.moment import now

from .indexing import index_case, index_row
from .models import Case, CaseAction, CaseDocument, CaseSubject, Entry

BATCH = 50


def find_for_emergency(municipality: Municipality, text: str) -> list[GuardedRecord]:
    """Return the guard of the case with exactly this reference, or of every open case at exactly this address, newest
    first; never a near match.

    All of them: in acute danger somebody stands before that door, and which case tells of the danger isn't known beforehand.
    Only registers that allow emergency access count: what lies in another neither stands in the way nor shows.
    """
    rows = Case.objects.filter(municipality=municipality, guarded__vault__emergency=True).select_related("guarded")
    found = list(rows.filter(reference=text.strip())[:1])
    hashes = address_hashes(municipality.pk, text)
    here = list(rows.filter(address_hash__in=sorted(hashes)).exclude(stage="closed").order_by("-opened_on", "-pk"))
    return [case.guarded for case in found or here]


def index_anew() -> None:
    """Make the search tokens and address hashes of every case with the current key; repeatable after a stop."""
    for municipality in Municipality.objects.all():
        actor = system_actor(municipality)
        with opened(actor, system=True):
            every = list(Case.objects.filter(municipality=municipality).order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(every), BATCH):
            _index(actor=actor, at=now(), cases=every[start : start + BATCH])


@action
def _index(*, actor: Actor, at: datetime, cases: list[UUID]) -> None:
    for case in Case.objects.filter(pk__in=cases):
        index_case(case)
        wanted = address_hash(case.municipality_id, case.address)
        if case.address_hash != wanted:
            Case.objects.filter(pk=case.pk).update(address_hash=wanted)
        for model in (Entry, CaseAction, CaseDocument, CaseSubject):
            for row in model.objects.filter(guarded=case.guarded_id):
                index_row(row)
    audit.record("case.indexed", resource_type="cases.case", resource_id=str(cases[0]), cases=len(cases))
