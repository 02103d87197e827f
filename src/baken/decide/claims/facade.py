# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of claims."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.decide.policy.facade import Claim, Framework, council_reader, framework_in_force, parts
from baken.kernel.models import Municipality
from baken.ui.panels import Section

from . import panels, queries
from .actions import try_claims
from .figures import figures_of_test
from .pages import claim_url
from .rules import Outcome
from .trying import try_all
from .words import OUTCOMES, outcome_word

__all__ = ["News", "Outcome", "claims_section", "news", "outcomes", "try_claims"]


class News(NamedTuple):
    """A claim whose outcome changed: what to say, where it leads, and when it was found."""

    text: str
    url: str
    at: datetime


def news(actor: Actor, municipality: Municipality, since: datetime) -> list[News]:
    """Return the changed outcomes since a moment that `actor` may see, newest first."""
    if actor.municipality_id != municipality.id:
        return []
    told = _("%(claim)s Dit was: %(before)s. Nu: %(now)s.")
    return [
        News(
            told % {"claim": row.text, "before": outcome_word(row.previous), "now": outcome_word(row.outcome)},
            claim_url(row.framework, row.slug),
            row.tested_at,
        )
        for row in queries.turned(actor, since)
    ]


def outcomes(framework: Framework) -> dict[str, Outcome]:
    """Return the outcomes in force by the claim's slug, as the council may see them; empty for a draft."""
    reader = council_reader(framework.municipality_id)
    rows = queries.outcomes(reader).filter(framework=framework, until__isnull=True)
    return {slug: Outcome(outcome) for slug, outcome in rows.values_list("slug", "outcome")}


def claims_section(municipality: Municipality, at: datetime, as_of: datetime | None = None) -> Section | None:
    """Return the claims of the framework in force at `at`, tried on the figures as known at `as_of` (now when None).

    They are tried anew, so that a dossier of an earlier moment says what could be said then. None where no framework
    that claims something had been adopted.
    """
    reader = council_reader(municipality.id)
    framework = framework_in_force(reader, timezone.localdate(at))
    claims = list(parts(Claim.objects.all(), reader, framework)) if framework else []
    if framework is None or not claims:
        return None
    told = [
        panels.Told(v.claim, v.outcome.value, v.tests, claim_url(framework, v.claim.slug))
        for v in try_all(municipality, framework, claims, as_of)
    ]
    told.sort(key=lambda one: list(OUTCOMES).index(one.outcome))
    found = [panels.overview_panel(framework, told, as_of)]
    for one in told:
        for tried in one.tests:
            if tried.outcome == Outcome.NOT_TESTABLE:
                continue  # a table without figures; the overview says why
            found += [figure.panel for figure in figures_of_test(tried, as_of)[:1]]
    intro = _("Elke uitkomst volgt uit een vaste regel. Geen aantoonbaar verschil betekent niet dat iets gelijk bleef.")
    return Section("claims", _("Wat de kadernota beweert, getoetst"), tuple(found), intro)
