# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""View models of claims: the list, for page, CSV, Word and PDF. `figures` has those of each test."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.decide.policy.facade import Claim, Framework, document_source
from baken.observe.facade import source_of
from baken.ui.panels import Cell, Column, Panel, Row, Source

from .trying import Tried
from .words import (
    OUTCOMES,
    claim_sentence,
    outcome_word,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One claim as the list shows it."""

    claim: Claim
    outcome: str
    tests: tuple[Tried, ...]
    href: str = ""
    tested_at: datetime | None = None


def about(claim: Claim) -> str:
    """Return what a claim is about: its areas, or the whole municipality."""
    return ", ".join(claim.areas) if claim.areas else _("heel de gemeente")


def title_of(outcomes: Sequence[str]) -> str:
    """Return the finding of a list: how many claims have which outcome."""
    if not outcomes:
        return _("Er zijn geen beweringen om te toetsen")
    n = {slug: sum(outcome == slug for outcome in outcomes) for slug in OUTCOMES}
    supported = ngettext(
        "%(n)d van de %(all)d beweringen is onderbouwd",
        "%(n)d van de %(all)d beweringen zijn onderbouwd",
        n["supported"],
    ) % {"n": n["supported"], "all": len(outcomes)}
    parts = [
        supported,
        _("%(n)d tegengesproken") % {"n": n["contradicted"]},
        _("%(n)d zonder aantoonbaar verschil") % {"n": n["no_significant_change"]},
        _("%(n)d niet te toetsen") % {"n": n["not_testable"]},
    ]
    return ", ".join(parts)


def overview_panel(framework: Framework, told: Sequence[Told], as_of: datetime | None) -> Panel:
    """Return the claims of a framework with their outcomes and why."""
    rows = tuple(
        Row(
            one.claim.slug,
            (
                Cell(one.claim.text, href=one.href),
                Cell(about(one.claim)),
                Cell(outcome_word(one.outcome)),
                Cell(claim_sentence(one.outcome, one.tests)),
                Cell(needs_text(need for tried in one.tests for need in tried.needs), note=_("niets")),
            ),
        )
        for one in told
    )
    used = {r.dataset: r.status for one in told for tried in one.tests for r in tried.result.used}
    return Panel(
        key="claims",
        title=title_of([one.outcome for one in told]),
        subtitle=_("Wat de kadernota beweert, met een vaste regel getoetst; niemand vult de uitkomst in."),
        period=framework.years,
        as_of=day(as_of),
        columns=(
            Column("claim", _("Bewering")),
            Column("about", _("Over")),
            Column("outcome", _("Uitkomst")),
            Column("why", _("Waarom")),
            Column("needs", _("Nodig om (meer) te toetsen")),
        ),
        rows=rows,
        sources=(document_source(framework), *sources(used)),
        notes=(_("Voorbeeldcijfers en landelijke cijfers toetsen niets."),),
    )


def needs_text(needs: Iterable[str]) -> str | None:
    """Return which tables or files would help, or None where nothing would."""
    found = [
        _("de Veiligheidsmonitor met cijfers per wijk") if need == "local-survey" else _("tabel %(id)s") % {"id": need}
        for need in dict.fromkeys(needs)
    ]
    return ", ".join(found) if found else None


def day(moment: datetime | None) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""


def sources(used: Mapping[str, str]) -> tuple[Source, ...]:
    """Return the sources of figures; `used` is the status of a figure by dataset."""
    found = []
    for dataset, status in used.items():
        source = source_of(dataset)
        found.append(replace(source, status=status) if status == "provisional" else source)
    return tuple(found)
