# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changes outcomes: trying every claim of a framework, and keeping what is new."""

from collections.abc import Iterable
from datetime import datetime
from importlib.metadata import version

from django.utils.translation import override

from baken.access.facade import Actor, require_in, system_actor
from baken.decide.policy.facade import IMPORT, Claim, Framework
from baken.kernel import audit
from baken.kernel.actions import action
from baken.kernel.models import Municipality

from .models import ClaimOutcome
from .trying import Verdict, to_data, try_all
from .words import sentence


@action
def try_claims(*, actor: Actor, at: datetime, framework: Framework) -> tuple[ClaimOutcome, ...]:
    """Try every claim of `framework` on the figures known now and return the outcomes that are new.

    An outcome is stored anew only where it, or anything that went in, differs from the one in force. A claim that is no
    longer in the framework has no outcome in force any more. For who may read policy in; Baken does it by itself after
    each import and each load of figures.
    """
    require_in(actor, IMPORT, framework.municipality_id)
    Framework.objects.locked().get(pk=framework.pk)  # two tries at once would both find nothing in force
    claims = list(Claim.objects.filter(framework=framework))
    municipality = Municipality.objects.get(pk=framework.municipality_id)
    rows = ClaimOutcome.objects.filter(framework=framework, until__isnull=True)
    now = {row.slug: row for row in rows}
    new = [kept for v in try_all(municipality, framework, claims) if (kept := _kept(v, now.get(v.claim.slug), at))]
    _ended((row for slug, row in now.items() if slug not in {claim.slug for claim in claims}), at)
    changed = [row.slug for row in new if row.previous and row.previous != row.outcome]
    audit.record("claims.tested", framework, claims=len(claims), stored=len(new), changed=changed)
    return tuple(new)


def _kept(verdict: Verdict, before: ClaimOutcome | None, at: datetime) -> ClaimOutcome | None:
    digest = verdict.digest
    if before is not None and (before.digest, before.outcome) == (digest, verdict.outcome.value):
        return None
    if before is not None:
        _ended([before], at)
    with override("nl"):  # what is kept is the document's language, whoever acts
        tests = [to_data(tried) | {"sentence": sentence(tried)} for tried in verdict.tests]
    row = ClaimOutcome(
        municipality_id=verdict.claim.municipality_id,
        framework_id=verdict.claim.framework_id,
        slug=verdict.claim.slug,
        text=verdict.claim.text,
        outcome=verdict.outcome.value,
        previous=before.outcome if before else "",
        tested_at=at,
        digest=digest,
        tests=tests,
        code_version=version("baken"),
    )
    row.save()
    return row


def _ended(rows: Iterable[ClaimOutcome], at: datetime) -> None:
    for row in rows:
        row.until = max(at, row.tested_at)
        row.save()


def try_everywhere(at: datetime) -> None:
    """Try the claims of every framework of every municipality, as Baken itself: figures have changed."""
    for framework in Framework.objects.filter(claims__isnull=False).distinct().select_related("municipality"):
        try_claims(actor=system_actor(framework.municipality), at=at, framework=framework)
