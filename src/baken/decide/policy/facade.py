# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What other features may use of decide."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Actor
from baken.kernel.models import Municipality
from baken.ui.panels import Panel, Section

from . import panels, queries
from .actions import import_document, import_framework, import_plan, problems_in
from .claims.areas import area_codes
from .claims.expectations import OF_ALL_WIJKEN, Expect
from .claims.notes import ClaimNote, register_claim_notes
from .efforts.blocks import BlockLink, EffortBlock, effort_blocks, register_effort_block
from .efforts.rules import EffortFacts, EffortState, effort_explanation, effort_standing, effort_state
from .file import FileRefused, Problem, read
from .importing.imported import on_document_imported
from .importing.world import named_areas
from .models import (
    Claim,
    ClaimKind,
    Effort,
    EffortArea,
    EffortPartner,
    Framework,
    NotPrioritised,
    Plan,
    Priority,
    Programme,
    StatutoryTask,
    Target,
    Theme,
)
from .models.effort import PROGRESS_FIELDS
from .panels import MARKS, EffortView, document_source, effort_views, state_word
from .policies import IMPORT, VIEW_EFFORT, VIEW_FRAMEWORK, VIEW_OWN_EFFORT, VIEW_PLAN, Adopted
from .queries import (
    council_reader,
    effort_by_slug,
    efforts,
    framework_in_force,
    frameworks,
    parts,
    plan_in_force,
    plans,
)
from .rules import ATTENTION_PERCENT, ON_COURSE_PERCENT, Standing, explanation
from .targets.panels import targets_panel

__all__ = [
    "ATTENTION_PERCENT",
    "IMPORT",
    "MARKS",
    "OF_ALL_WIJKEN",
    "ON_COURSE_PERCENT",
    "PROGRESS_FIELDS",
    "VIEW_EFFORT",
    "VIEW_FRAMEWORK",
    "VIEW_OWN_EFFORT",
    "VIEW_PLAN",
    "Adopted",
    "BlockLink",
    "Claim",
    "ClaimKind",
    "ClaimNote",
    "Due",
    "Effort",
    "EffortArea",
    "EffortBlock",
    "EffortFacts",
    "EffortPartner",
    "EffortState",
    "EffortView",
    "Expect",
    "FileRefused",
    "Framework",
    "NotPrioritised",
    "Plan",
    "Priority",
    "PriorityLine",
    "Problem",
    "Programme",
    "Standing",
    "Target",
    "area_codes",
    "council_panels",
    "council_reader",
    "document_source",
    "due_efforts",
    "effort_blocks",
    "effort_by_slug",
    "effort_explanation",
    "effort_standing",
    "effort_state",
    "effort_views",
    "efforts",
    "efforts_by_area",
    "explanation",
    "framework_in_force",
    "frameworks",
    "has_framework",
    "has_plan",
    "import_document",
    "import_framework",
    "import_plan",
    "named_areas",
    "on_document_imported",
    "parts",
    "plan_in_force",
    "plans",
    "priorities_standing",
    "problems_in",
    "public_panels",
    "read",
    "register_claim_notes",
    "register_effort_block",
    "search",
    "state_word",
]


@dataclass(frozen=True, slots=True)
class PriorityLine:
    """One priority for a list: `standing` is a slug (on_course, attention, behind, not_assessable)."""

    name: str
    href: str
    standing: str
    reason: str
    on_time: int
    total: int
    fictitious: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """One effort that is due: `late` when its term has passed."""

    title: str
    href: str
    on: date
    late: bool
    owner: str
    priority: str
    partners: tuple[str, ...] = ()
    fictitious: bool = False


def priorities_standing(municipality: Municipality, at: datetime, as_of: datetime | None = None) -> list[PriorityLine]:
    """Return the priorities of the framework in force at `at` with how they stand, as the council may see it."""
    on = timezone.localdate(at)
    reader = queries.council_reader(municipality.id)
    framework = queries.framework_in_force(reader, on)
    if framework is None:
        return []
    found, _bound = queries.standings(framework, on, as_of)
    plan = queries.plan_in_force(reader, framework, on)
    return [
        PriorityLine(
            name=priority.short_title,
            href=priority.get_absolute_url(),
            standing=found[priority.id].state.value,
            reason=found[priority.id].reason,
            on_time=found[priority.id].on_time,
            total=found[priority.id].total,
            fictitious=plan is not None and plan.fictitious,
        )
        for priority in queries.priorities_of(reader, framework)
    ]


def due_efforts(
    actor: Actor, municipality: Municipality, since: date, until: date, on: date | None = None
) -> list[Due]:
    """Return the efforts that `actor` may see with a term from `since` to `until` and not done, soonest first."""
    if actor.municipality_id != municipality.id:
        return []
    day = on or timezone.localdate()
    return [
        Due(
            title=effort.title,
            href=effort.get_absolute_url(),
            on=effort.term,
            late=effort.term < day,
            owner=effort.owner,
            priority=effort.priority.short_title,
            partners=tuple(organisation.name for organisation in effort.partners.all()),
            fictitious=effort.plan.fictitious,
        )
        for effort in queries.due_between(actor, since, until)
        if effort.term is not None
    ]


def efforts_by_area(actor: Actor, area: str) -> list[Effort]:
    """Return the efforts that `actor` may see and that are meant for the area (CBS code), in the order of the plan."""
    return list(queries.efforts(actor).filter(areas=area, plan__status="adopted"))


def council_panels(
    municipality: Municipality, year: int, at: datetime, as_of: datetime | None = None
) -> tuple[Section, ...]:
    """Return the policy part of the council dossier of `year`: priorities, efforts, targets, and what is left out.

    Shows what the council may see, with standings on the day of `at`. Empty when no framework had been adopted.
    """
    reader, on = queries.council_reader(municipality.id), timezone.localdate(at)
    framework = queries.framework_in_force(reader, date(year, 12, 31))
    if framework is None:
        return ()
    plan = queries.plan_in_force(reader, framework, date(year, 12, 31))
    priorities = queries.priorities_of(reader, framework)
    found, bound = queries.standings(framework, on, as_of)
    policy = [
        panels.priorities_panel(framework, priorities, found, on, plan),
        panels.ambitions_panel(framework, priorities),
        panels.not_prioritised_panel(framework, list(queries.parts(NotPrioritised.objects.all(), reader, framework))),
        panels.statutory_panel(framework, queries.parts(StatutoryTask.objects.all(), reader, framework)),
    ]
    every = [one for group in bound.values() for one in group]
    policy += [panel for panel in (targets_panel(every, example=False),) if panel is not None]
    sections = [Section("priorities", _("Prioriteiten"), tuple(policy), _rule_in_words())]
    if plan is not None:
        views = panels.effort_views(queries.efforts(reader).filter(plan=plan), on)
        extra = targets_panel(every, example=True)
        done = (panels.efforts_panel(views, plan, on), *((extra,) if extra else ()))
        sections.append(Section("efforts", _("Inspanningen"), done, _invented(plan)))
    sections += _evaluation(reader, framework)
    return tuple(sections)


def public_panels(municipality: Municipality, at: datetime, as_of: datetime | None = None) -> tuple[Panel, ...]:
    """Return what anybody may see of adopted policy: priorities with standing, ambitions, and what is left out."""
    reader, on = queries.council_reader(municipality.id), timezone.localdate(at)
    framework = queries.framework_in_force(reader, on)
    if framework is None:
        return ()
    priorities = queries.priorities_of(reader, framework)
    found, _bound = queries.standings(framework, on, as_of)
    plan = queries.plan_in_force(reader, framework, on)
    return (
        panels.priorities_panel(framework, priorities, found, on, plan),
        panels.ambitions_panel(framework, priorities),
        panels.not_prioritised_panel(framework, list(queries.parts(NotPrioritised.objects.all(), reader, framework))),
    )


def search(actor: Actor, text: str) -> list[tuple[str, str, str]]:
    """Return (title, kind, url) of visible policy that speaks of `text`."""
    return [_result(row) for row in queries.matching(actor, text)] if text.strip() else []


def has_framework(municipality: Municipality, slug: str) -> bool:
    """Whether a framework of that slug has been read in, draft or not."""
    return Framework.objects.filter(municipality=municipality, slug=slug).exists()


def has_plan(municipality: Municipality, slug: str) -> bool:
    """Whether a plan of that slug has been read in, draft or not."""
    return Plan.objects.filter(municipality=municipality, slug=slug).exists()


def _evaluation(reader: Actor, framework: Framework) -> list[Section]:
    if framework.previous is None:
        return []
    themes = list(queries.parts(Theme.objects.all(), reader, framework.previous))
    if not themes:
        return []
    return [Section("evaluation", _("Vorige kadernota"), (panels.themes_panel(framework.previous, themes),))]


def _rule_in_words() -> str:
    return _(
        "Op koers: minstens %(high)d%% van de inspanningen ligt op tijd zonder risico en geen echt cijfer is aantoonbaar "
        "slechter. Aandacht nodig: minstens %(low)d%% op tijd. Loopt achter: minder. Voorbeeldcijfers en gestopte "
        "inspanningen tellen niet mee."
    ) % {"high": ON_COURSE_PERCENT, "low": ATTENTION_PERCENT}


def _invented(plan: Plan) -> str:
    return _("De inspanningen in dit voorbeeld zijn verzonnen, ook hun uren en bedragen.") if plan.fictitious else ""


def _result(row: Model) -> tuple[str, str, str]:
    kinds: dict[type[Model], Any] = {
        Framework: _("kadernota"),
        Plan: _("IVP"),
        Priority: _("prioriteit"),
        Theme: _("thema van een vorige kadernota"),
        NotPrioritised: _("niet geprioriteerd"),
        Effort: _("inspanning"),
    }
    owner = row if isinstance(row, (Framework, Plan, Priority, Effort)) else row.framework  # type: ignore[attr-defined]
    return str(getattr(row, "title", row)), str(kinds[type(row)]), owner.get_absolute_url()
