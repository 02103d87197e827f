# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages that change one effort. What was filled in is kept whatever goes wrong, also when somebody else was first."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.access.facade import Actor, Request, municipality_of
from baken.decide.policy.facade import Effort, Target, effort_by_slug
from baken.kernel.errors import Refused, StaleVersion
from baken.kernel.moment import now, today
from baken.observe.facade import INDICATORS
from baken.registry.facade import areas
from baken.ui.answering import either
from baken.ui.free_text import acting

from . import actions, pages, queries
from .fields import BY_NAME, FIELDS, known_to, value_of
from .forms import EffortForm, StopForm, TargetForm
from .policies import MANAGE
from .views import actor_of, plan_or_404

STATUS = {True: 422, False: 200}


@either
def edit(request: Request, plan: str, slug: str) -> HttpResponse:
    """Change an effort."""
    actor = actor_of(request, MANAGE)
    effort = effort_by_slug(actor, plan, slug)
    stored = _stored(effort)
    known = known_to(effort.plan, today())
    form = EffortForm(request.POST or None, known=known, current=stored)
    clash: list[tuple[str, str, str]] = []
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            entered = form.values()
            changed = {name: value for name, value in entered.items() if value != stored[name]}
            seen = _version(request.POST)
            try:
                if not changed and seen == effort.version:
                    messages.info(request, _("Er is niets veranderd."))
                    return redirect(effort)
                _update(actor, form, effort, seen, changed)
            except StaleVersion:
                effort = effort_by_slug(actor, plan, slug)
                clash, status = pages.conflict(effort, entered, _stored(effort)), 409
            except Refused as refused:
                _tell(form, refused)
            else:
                messages.success(request, _("De inspanning is bijgewerkt."))
                return redirect(effort)
    context = _context(actor, effort, form) | {"clash": clash, "stale": status == 409}
    return render(request, "programme/effort_form.html", context, status=status)


@either
def add(request: Request) -> HttpResponse:
    """Add an effort to the plan in force, or the one asked for."""
    actor = actor_of(request, MANAGE)
    plan = plan_or_404(actor, request.GET.get("plan", ""), today())
    known = known_to(plan, today())
    form = EffortForm(request.POST or None, known=known, current={"priority": request.GET.get("prioriteit", "")})
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.values().items() if value not in (None, "", [])}
        try:
            made = acting(
                form, actor, lambda: actions.add_effort(actor=actor, at=now(), plan=plan, values=values), at=now()
            )
        except Refused as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("De inspanning is toegevoegd."))
            return redirect(made)
    context = {"plan": plan, "form": form, "owners": queries.owners(queries.efforts_in(actor, plan))}
    return render(request, "programme/effort_form.html", context, status=STATUS[bool(form.errors)])


@either
def stop(request: Request, plan: str, slug: str) -> HttpResponse:
    """Stop an effort with a reason; or move it to what isn't prioritised."""
    actor = actor_of(request, MANAGE)
    effort = effort_by_slug(actor, plan, slug)
    form = StopForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _stop(actor, form, effort, _version(request.POST))
            except Refused as refused:
                _tell(form, refused)
            except StaleVersion:
                form.add_error(None, _("Een ander veranderde deze inspanning intussen. Kijk of stoppen nog klopt."))
                effort, status = effort_by_slug(actor, plan, slug), 409
            else:
                messages.success(request, _("De inspanning is gestopt."))
                return redirect(effort)
    return render(request, "programme/stop.html", {"effort": effort, "form": form}, status=status)


def _update(actor: Actor, form: EffortForm, effort: Effort, seen: int, changed: Mapping[str, Any]) -> None:
    def act() -> None:
        actions.update_effort(actor=actor, at=now(), effort=effort, version=seen, values=changed)

    acting(form, actor, act, at=now())


def _stop(actor: Actor, form: StopForm, effort: Effort, version: int) -> None:
    given = form.cleaned_data

    def act() -> None:
        if given["left_out"]:
            actions.leave_out_effort(
                actor=actor, at=now(), effort=effort, version=version, reason=given["reason"], again=given["again"]
            )
        else:
            actions.stop_effort(actor=actor, at=now(), effort=effort, version=version, reason=given["reason"])

    acting(form, actor, act, at=now())


@require_POST
def resume(request: Request, plan: str, slug: str) -> HttpResponse:
    """Take up again what was stopped or said to be done."""
    actor = actor_of(request, MANAGE)
    effort = effort_by_slug(actor, plan, slug)
    actions.resume_effort(actor=actor, at=now(), effort=effort, version=_version(request.POST))
    messages.success(request, _("De inspanning loopt weer."))
    return redirect(effort)


@either
def indicators(request: Request, plan: str, slug: str) -> HttpResponse:
    """Bind indicators to an effort, and take them off."""
    actor = actor_of(request, MANAGE)
    effort = effort_by_slug(actor, plan, slug)
    form = TargetForm(
        request.POST or None, choices=_target_choices(actor, effort), initial={"baseline_year": today().year - 1}
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        values = {"area_id": given.pop("area")} | given
        try:
            actions.bind_target(actor=actor, at=now(), effort=effort, values=values)
        except Refused as refused:
            _tell(form, refused)
        else:
            messages.success(request, _("De indicator hangt nu aan de inspanning."))
            return redirect("programme:indicators", plan, slug)
    context = {"effort": effort, "form": form, "targets": _targets(effort)}
    return render(request, "programme/indicators.html", context, status=STATUS[bool(form.errors)])


@require_POST
def unbind(request: Request, plan: str, slug: str) -> HttpResponse:
    """Take an indicator off an effort."""
    actor = actor_of(request, MANAGE)
    effort = effort_by_slug(actor, plan, slug)
    asked = request.POST.get("doel", "")
    target = next(
        (t for t in Target.objects.filter(effort=effort).select_related("effort__plan") if str(t.pk) == asked), None
    )
    if target is None:
        raise Http404
    actions.unbind_target(actor=actor, at=now(), target=target)
    messages.success(request, _("De indicator is losgemaakt."))
    return redirect("programme:indicators", plan, slug)


def _targets(effort: Effort) -> list[dict[str, Any]]:
    rows = list(Target.objects.filter(effort=effort))
    names = areas({row.area_id for row in rows}, year=today().year) if rows else {}
    return [
        {
            "target": row,
            "label": str(INDICATORS[row.indicator].title) if row.indicator in INDICATORS else row.indicator,
            "area": names[row.area_id].name if row.area_id in names else row.area_id,
        }
        for row in rows
    ]


def _target_choices(actor: Actor, effort: Effort) -> dict[str, list[tuple[str, str]]]:
    known = areas(year=today().year, municipality=municipality_of(actor).code)
    order = {"municipality": 0, "wijk": 1}
    places = [area for area in known.values() if area.level in order]
    places.sort(key=lambda area: (order[area.level], area.name))
    return {
        "indicator": sorted(
            ((slug, str(it.title)) for slug, it in INDICATORS.items()), key=lambda pair: pair[1].casefold()
        ),
        "area": [(area.code, area.name) for area in places],
        "direction": [("lower", _("lager")), ("higher", _("hoger"))],
    }


def _stored(effort: Effort) -> dict[str, Any]:
    return {one.name: value_of(effort, one.name) for one in FIELDS}


def _context(actor: Actor, effort: Effort, form: EffortForm) -> dict[str, Any]:
    return {
        "effort": effort,
        "plan": effort.plan,
        "form": form,
        "owners": queries.owners(queries.efforts_in(actor, effort.plan)),
    }


def _version(data: Mapping[str, str]) -> int:
    """Return the version that the page showed; what isn't a number is as stale as can be."""
    text = data.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _tell(form: Any, refused: Refused) -> None:
    """Put each reason next to its field, where it has one."""
    for reason in refused.reasons:
        name = reason.slug.removeprefix("wrong_")
        form.add_error(name if name in BY_NAME and name in form.fields else None, str(reason.text))
