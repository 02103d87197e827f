# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of what follows a round: follow-up, reports, debrief, closing."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Partner, Request
from baken.kernel import moment
from baken.kernel.papers.kept import PaperDamaged
from baken.kernel.papers.sealed import download as sealed_download
from baken.privacy.facade import shows_alone
from baken.ui import answering
from baken.ui.answering import either
from baken.ui.format import day

from .. import queries
from ..doors import confidential
from ..findings import queries as finding_queries
from ..models import Finding, FollowUp, InspectionReport, Target
from ..planning import choices
from ..planning.forms import ReasonForm
from ..planning.step_views import StepPage, add_step
from ..planning.views import form_page, given
from ..policies import PLAN, RECORD, VIEW
from ..queries import Seen
from . import blocks, closing, reports
from . import follow_up as follow_ups
from .follow_up import Asked
from .forms import DebriefForm, FollowUpForm, MoveForm, SettleForm

FOLLOW_UP, REPORTS = "#opvolging", "#rapporten"


def add_steps() -> None:
    """Have the steps after the round asked as those before it are. Called once, when the app starts."""
    add_step("reported", StepPage(
        closing.report, gettext_lazy("Rapport maken"),
        gettext_lazy("De ronde is dan voorbij. Baken maakt het gezamenlijke rapport en dat van elke discipline uit de "
                     "bevindingen. Wat een telefoon later nog verstuurt, komt erbij te staan."),
        gettext_lazy("De rapporten liggen er. Geef elke bevinding die niet in orde is een eigenaar en een datum."),
        lacking=closing.unfinished,
    ))  # fmt: skip
    add_step("followed_up", StepPage(
        follow_ups.begin_follow_up, gettext_lazy("Opvolging is uitgezet"),
        gettext_lazy("Elke bevinding die niet in orde is, heeft een eigenaar en een datum."),
        gettext_lazy("De opvolging loopt. Over wat over de datum gaat, staat een regel op de termijnenlijst."),
        lacking=follow_ups.without_owner,
    ))  # fmt: skip
    add_step("debriefed", StepPage(
        closing.debrief, gettext_lazy("Evalueren"), gettext_lazy("Wat nam iedereen mee? Partners lezen dit ook."),
        gettext_lazy("De evaluatie is bewaard."), DebriefForm, ("debrief", "lessons", "hours"),
        lacking=follow_ups.without_owner,
    ))  # fmt: skip
    add_step("closed", StepPage(
        closing.close, gettext_lazy("Controle afronden"),
        gettext_lazy("De bewaartermijn begint. Partners zien de controle nog dertig dagen."),
        gettext_lazy("De controle is afgerond."), lacking=closing.still_open,
    ))  # fmt: skip
    add_step("reopened", StepPage(
        closing.reopen, gettext_lazy("Controle weer openen"),
        gettext_lazy("De bewaartermijn stopt, en partners zien de controle weer."),
        gettext_lazy("De controle is weer open."), ReasonForm, ("reason",), main=False,
    ))  # fmt: skip


@either
@confidential("page", PLAN)
def set_out(request: Request, seen: Seen) -> HttpResponse:
    """Give a finding (`?bevinding=`) an owner and a day; without one, something beside the findings."""
    finding = _finding(seen, request.GET.get("bevinding", ""))
    targets = {str(row.pk): row for row in queries.rows(seen, Target).order_by("order", "id")}
    initial = {}
    if finding is not None:
        party = next((value for value in _owners(seen, finding.discipline)), "")
        told = f"{finding.question}: {finding.note}" if finding.note else finding.question or finding.note
        initial = {"target": str(finding.target_id), "discipline": finding.discipline, "who": party, "what": told}
    form = FollowUpForm(
        answering.posted(request), initial=initial,
        targets=[(key, row.address) for key, row in targets.items()], disciplines=choices.parties(seen.file),
        people=choices.owners(seen.file),
    )  # fmt: skip

    def act() -> None:
        told = form.cleaned_data
        kind, _colon, slug = told["who"].partition(":")
        partner = None
        if kind == "p":
            partner = Partner.objects.filter(municipality=seen.file.municipality_id, slug=slug).first()
        asked = Asked(
            target=targets[told["target"]], discipline=told["discipline"], what=told["what"], due_on=told["due_on"],
            partner=partner, role=slug if kind == "r" else "", finding=finding,
        )  # fmt: skip
        follow_ups.set_out(**given(seen), asked=asked)

    return form_page(
        request, seen, form, act, _("De opvolging is uitgezet."), heading=_("Opvolging uitzetten"),
        button=_("Zet uit"), back=FOLLOW_UP,
        lede=_("Eén eigenaar en één datum. Een organisatie kan alleen eigenaar zijn van haar eigen discipline."),
    )  # fmt: skip


@either
@confidential("page", RECORD)
def settle(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Write what came of a follow-up."""
    row = queries.row(seen, FollowUp, key, RECORD)
    if not row.outcome and not follow_ups.may_settle(seen.actor, row):
        raise Http404
    form = SettleForm(answering.posted(request), initial={"version": row.version, "done_on": moment.today()})

    def act() -> None:
        told = form.cleaned_data
        follow_ups.settle(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, follow_up=row, seen=told["version"] or 0,
            outcome=told["outcome"], text=told["text"], done_on=told["done_on"],
        )  # fmt: skip

    return form_page(
        request, seen, form, act, _("Bewaard. De gemeente en de eigenaar zien wat ervan kwam."),
        heading=_("Wat kwam ervan?"), button=_("Bewaar"), back=FOLLOW_UP,
        lede=f"{row.target.address}: {row.what}", **blocks.settle_context(row),
    )  # fmt: skip


@either
@confidential("page", PLAN)
def move(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Set another day for a follow-up."""
    row = queries.row(seen, FollowUp, key, PLAN)
    if request.method != "POST" and not blocks.may_move(seen, row):
        raise Http404
    form = MoveForm(answering.posted(request), initial={"version": row.version})

    def act() -> None:
        told = form.cleaned_data
        follow_ups.move(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, follow_up=row, seen=told["version"] or 0,
            due_on=told["due_on"], because=told["because"],
        )  # fmt: skip

    return form_page(
        request, seen, form, act, _("De dag is verzet. De eerste dag blijft te zien."), heading=_("Dag verzetten"),
        button=_("Verzet de dag"), back=FOLLOW_UP,
        lede=_("Nu klaar op %(day)s: %(what)s") % {"what": row.what, "day": day(row.due_on)},
    )  # fmt: skip


@require_POST
@confidential("page", VIEW)
def report_make(request: Request, seen: Seen) -> HttpResponse:
    """Make a report anew: what was made before stays."""
    chosen = request.POST.get("discipline", "")
    reports.make(**given(seen), discipline="" if chosen == "joint" else chosen or "none")
    messages.success(request, _("Het rapport is gemaakt. Het vorige blijft bewaard."))
    return redirect(f"{seen.file.get_absolute_url()}{REPORTS}")


@require_safe
@confidential("download")
def report(request: Request, seen: Seen, key: UUID) -> FileResponse:
    """A report of this inspection; under another's address, or of another discipline, it isn't there."""
    row = queries.row(seen, InspectionReport, key)
    try:
        shows_alone(request, row.pk, part=row.part)
        return sealed_download(row)
    except PaperDamaged as damaged:
        raise Http404 from damaged


def _finding(seen: Seen, key: str) -> Finding | None:
    if not key:
        return None
    try:
        wanted = UUID(key)
    except ValueError as wrong:
        raise Http404 from wrong
    found = next((row for row in finding_queries.not_in_order(seen) if row.pk == wanted), None)
    if found is None:
        raise Http404
    return found


def _owners(seen: Seen, discipline: str) -> list[str]:
    """Return who is the party of a discipline, as the form names it."""
    for row in finding_queries.parties(seen):
        if row.discipline == discipline:
            return [f"p:{row.partner.slug}" if row.partner else f"r:{row.role}"]
    return []
