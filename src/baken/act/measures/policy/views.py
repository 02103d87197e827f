# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the municipality's rules on measures: all, one version, drafting, adopting."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, Request, municipality_of
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either

from ..doors import reader
from ..policies import MANAGE, VIEW
from . import pages, versions
from .forms import FORMS, NewForm, VersionForm, initial_of


@require_safe
def overview(request: Request) -> HttpResponse:
    """Every matrix, template and mandate, with what holds today."""
    actor = reader(request, VIEW)
    today = timezone.localdate(moment.now())
    groups = [(pages.WORDS[kind], pages.lines(actor, kind, today)) for kind in versions.KINDS]
    return render(request, "measures/policy/overview.html", {"groups": groups, "manage": actor.may(MANAGE)})


@require_safe
def version(request: Request, path: str, slug: str, number: int) -> HttpResponse:
    """One version of a rule, as table or text, with the versions before and after."""
    actor = reader(request, VIEW)
    return _shown(request, actor, path, slug, number, 200)


@either
def new(request: Request, path: str) -> HttpResponse:
    """Begin a new rule as a draft."""
    actor = reader(request, MANAGE)
    kind = _kind(path)
    start = NewForm(kind, answering.posted(request))
    form = FORMS[kind](answering.posted(request), initial={"valid_from": timezone.localdate(moment.now())})

    def page(status: int, **more: Any) -> HttpResponse:
        context = {"path": path, "kind": kind, "start": start, "form": form, **pages.legend(), **more}
        return render(request, "measures/policy/edit.html", context, status=status)

    def act() -> HttpResponse:
        values = form.values() | {
            name: start.cleaned_data[name] for name in ("instrument", "kind") if name in start.fields
        }
        made = versions.begin(
            actor=actor, at=moment.now(), municipality=municipality_of(actor), kind=kind,
            slug=start.cleaned_data["slug"], values=values, cells=form.cells(),
        )  # fmt: skip
        messages.success(request, _("Het concept is bewaard. Het geldt pas als het is vastgesteld."))
        return redirect("measures:policy_version", path, made.slug, 1)

    if start.is_bound and not start.is_valid():
        form.is_valid()
        return page(422)
    return answering.answer(form, act, page, actor=actor)


@either
def edit(request: Request, path: str, slug: str, number: int) -> HttpResponse:
    """Change a draft."""
    actor = reader(request, MANAGE)
    kind = _kind(path)
    it = _found(actor, kind, slug, number)[0]
    if it.adopted_on is not None:
        return _shown(request, actor, path, slug, number, 409, reasons=[versions.adopted_already()])
    form = FORMS[kind](answering.posted(request), initial=initial_of(it, versions.cells_of(it)))

    def page(status: int, **more: Any) -> HttpResponse:
        context = {"path": path, "kind": kind, "it": it, "form": form, **pages.legend(), **more}
        return render(request, "measures/policy/edit.html", context, status=status)

    def act() -> HttpResponse:
        cells = form.cells() if kind == "matrix" else None
        seen = form.cleaned_data["version"] or it.version
        versions.change(actor=actor, at=moment.now(), version=it, seen=seen, values=form.values(), cells=cells)
        messages.success(request, _("Het concept is gewijzigd."))
        return redirect("measures:policy_version", path, slug, number)

    return answering.answer(form, act, page, actor=actor, record=it)


@require_POST
def follow(request: Request, path: str, slug: str, number: int) -> HttpResponse:
    """Draft the next version."""
    actor = reader(request, MANAGE)
    it = _found(actor, _kind(path), slug, number)[0]

    def act() -> HttpResponse:
        made = versions.follow(actor=actor, at=moment.now(), version=it)
        messages.success(
            request, _("Er is een concept van de volgende versie. De vorige blijft gelden tot dit begint.")
        )
        return redirect("measures:policy_edit", path, slug, made.version_number)

    return _pressed(request, actor, path, it, act)


@require_POST
def adopt(request: Request, path: str, slug: str, number: int) -> HttpResponse:
    """Adopt a draft."""
    actor = reader(request, VIEW)
    it = _found(actor, _kind(path), slug, number)[0]

    def act() -> HttpResponse:
        seen = int(request.POST.get("version") or 0)
        versions.adopt(actor=actor, at=moment.now(), version=it, seen=seen)
        messages.success(request, _("Vastgesteld. Lopende dossiers houden de regel van hun dag."))
        return redirect("measures:policy_version", path, slug, number)

    return _pressed(request, actor, path, it, act)


@require_POST
def drop(request: Request, path: str, slug: str, number: int) -> HttpResponse:
    """Throw a draft away."""
    actor = reader(request, MANAGE)
    it = _found(actor, _kind(path), slug, number)[0]

    def act() -> HttpResponse:
        versions.drop(actor=actor, at=moment.now(), version=it, seen=int(request.POST.get("version") or 0))
        messages.success(request, _("Het concept is weg."))
        return redirect("measures:policy")

    return _pressed(request, actor, path, it, act)


def _pressed(request: Request, actor: Actor, path: str, it: Any, act: Any) -> HttpResponse:
    """Answer a button on the page of a version: what is refused stands above the page again."""
    form = VersionForm(request.POST)

    def page(status: int, **more: Any) -> HttpResponse:
        return _shown(request, actor, path, it.slug, it.version_number, status, form=form, **more)

    return answering.answer(form, act, page, actor=actor, record=it)


def _shown(request: Request, actor: Actor, path: str, slug: str, number: int, status: int, **more: Any) -> HttpResponse:
    kind = _kind(path)
    it, found = _found(actor, kind, slug, number)
    context = {"form": None, "reasons": (), **pages.one(actor, kind, found, it, timezone.localdate(moment.now()))}
    return render(
        request, "measures/policy/version.html", {**context, "manage": actor.may(MANAGE), **more}, status=status
    )


def _kind(path: str) -> str:
    if path not in pages.PATHS:
        raise Http404
    return pages.PATHS[path]


def _found(actor: Actor, kind: str, slug: str, number: int) -> tuple[Any, list[Any]]:
    """Return one version, and all of its rule, newest first."""
    mine = [one for one in pages.versions(actor, kind) if one.slug == slug]
    it = next((one for one in mine if one.version_number == number), None)
    if it is None:
        raise Http404
    return it, mine
