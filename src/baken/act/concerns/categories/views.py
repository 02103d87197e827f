# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages on which a municipality sets up its categories: all of them, one, a new one, and whether the public may use it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, Request, municipality_of
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either

from ..doors import reader
from ..models import Category, Channel
from ..policies import MANAGE
from . import pages as pages
from .actions import add_category, change_category
from .forms import CategoryForm, NewCategoryForm, SwitchForm, initial_of

SWITCHES = ("active", "desk_ready", "dpia_ready", "public")


@require_safe
def categories(request: Request) -> HttpResponse:
    """All categories: what is asked, who sees it, in what terms, how long it stays."""
    actor = reader(request, MANAGE)
    groups = pages.lines(municipality_of(actor))
    return render(request, "concerns/categories/all.html", {"groups": groups})


@require_safe
def category(request: Request, slug: str) -> HttpResponse:
    """One category, its form as people see it, its switches and its history."""
    actor = reader(request, MANAGE)
    return _shown(request, _found(actor, slug), None)


@require_POST
def switch(request: Request, slug: str) -> HttpResponse:
    """Take a category in or out of use, or open it to the public."""
    actor = reader(request, MANAGE)
    it = _found(actor, slug)
    form = SwitchForm(request.POST)

    def page(status: int, **more: Any) -> HttpResponse:
        return _shown(request, it, form, status, **more)

    def act() -> HttpResponse:
        told = form.cleaned_data
        values = {name: told[name] for name in SWITCHES}
        change_category(
            actor=actor, at=moment.now(), category=it, seen=told["version"], values=values, reason=told["reason"]
        )
        messages.success(request, _("De categorie is bijgewerkt."))
        return redirect("concerns:category_page", slug)

    return answering.answer(form, act, page, actor=actor, record=it)


@either
def edit(request: Request, slug: str) -> HttpResponse:
    """Change texts, questions, terms and who handles; with a look at the form before it is kept."""
    actor = reader(request, MANAGE)
    it = _found(actor, slug)
    municipality = municipality_of(actor)
    form = CategoryForm(answering.posted(request), initial=initial_of(it), **pages.choices(municipality))
    channel = Channel.PUBLIC if it.public else Channel.STAFF

    def page(status: int, **more: Any) -> HttpResponse:
        context = {"category": it, "form": form, "preview": pages.preview(it, channel), **more}
        return render(request, "concerns/categories/edit.html", context, status=status)

    if request.method == "POST" and "bekijk" in request.POST:
        for name in [name for name in form.errors if name != "questions"]:
            del form.errors[name]  # it is looked at, not kept: only what is wrong with the questions counts
        if form.errors:
            return page(422)
        typed = Category(questions=form.cleaned_data["questions"])
        return page(200, preview=pages.preview(typed, channel), previewed=True)

    def act() -> HttpResponse:
        told = form.cleaned_data
        change_category(
            actor=actor, at=moment.now(), category=it, seen=told["version"], values=form.values(), reason=told["reason"]
        )
        messages.success(request, _("De categorie is gewijzigd. Wat al was gemeld, blijft zoals het is gevraagd."))
        return redirect("concerns:category_page", slug)

    return answering.answer(form, act, page, actor=actor, record=it)


@either
def new(request: Request) -> HttpResponse:
    """Begin a new category: closed to the public until somebody opens it."""
    actor = reader(request, MANAGE)
    municipality = municipality_of(actor)
    desks = pages.desks(municipality)
    given = pages.choices(municipality)
    form = NewCategoryForm(
        answering.posted(request), themes=given["themes"], roles=given["roles"],
        vaults=[(vault.slug, vault.name) for vault in desks],
    )  # fmt: skip

    def page(status: int, **more: Any) -> HttpResponse:
        return render(request, "concerns/categories/new.html", {"form": form, "desks": desks, **more}, status=status)

    def act() -> HttpResponse:
        told = form.cleaned_data
        values = {name: told[name] for name in ("slug", "group", "theme", "handler_role")}
        values["texts"] = {"nl": {"name": told["name"]}}
        vault = next(one for one in desks if one.slug == told["vault"])
        made = add_category(
            actor=actor, at=moment.now(), municipality=municipality, vault=vault, values=values, reason=told["reason"]
        )
        messages.success(request, _("De categorie is er. Vul nu teksten en vragen in."))
        return redirect("concerns:category_edit", made.slug)

    return answering.answer(form, act, page, actor=actor)


def _shown(request: Request, it: Category, form: SwitchForm | None, status: int = 200, **more: Any) -> HttpResponse:
    start = {name: getattr(it, name) for name in (*SWITCHES, "version")}
    context = {**pages.one(it, municipality_of(request.actor)), "form": form or SwitchForm(initial=start), **more}
    return render(request, "concerns/categories/one.html", context, status=status)


def _found(actor: Actor, slug: str) -> Category:
    rows = Category.objects.select_related("vault").filter(municipality=municipality_of(actor), slug=slug)
    found = rows.first()
    if found is None:
        raise Http404
    return found
