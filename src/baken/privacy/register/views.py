# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the register of processing activities, and of whom people reach about their data."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Request, Vault, municipality_of, visible_or_404
from baken.kernel import moment
from baken.ui.answering import either, posted
from baken.ui.csv_export import csv_file

from .. import panels, queries
from ..answering import answer, reader
from ..models import ProcessingActivity
from ..policies import MANAGE_REGISTER, VIEW_REGISTER
from . import actions
from .forms import ActivityChangeForm, ContactsForm, NewActivityForm
from .history import history


def _crumbs(*more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return ((_("Register van verwerkingen"), reverse("privacy:register")), *more)


@require_safe
def register(request: Request) -> HttpResponse:
    """Every processing activity."""
    actor = reader(request, VIEW_REGISTER)
    rows = list(queries.activities(actor))
    context = {
        "rows": rows,
        "manage": actor.may(MANAGE_REGISTER),
        "today": moment.today(),
        "late": sum(row.review_on < moment.today() for row in rows),
        "contacts": queries.contacts_of(municipality_of(actor)),
    }
    return render(request, "privacy/register.html", context)


@require_safe
def register_csv(request: Request) -> HttpResponse:
    """The register as CSV, for the data protection authority when it asks (AVG art. 30(4))."""
    actor = reader(request, VIEW_REGISTER)
    mine = municipality_of(actor)
    vaults = dict(Vault.objects.filter(municipality=mine).values_list("slug", "name"))
    text = panels.register_csv(list(queries.activities(actor)), queries.contacts_of(mine), vaults)
    return csv_file(text, "register-van-verwerkingen.csv")


@require_POST
def register_load(request: Request) -> HttpResponse:
    """Add what comes along with Baken."""
    actor = reader(request, MANAGE_REGISTER)
    added = actions.load_defaults(actor=actor, at=moment.now(), municipality=municipality_of(actor))
    messages.success(request, _("Toegevoegd: %(n)d regels. Wat er al stond, is gebleven.") % {"n": added})
    return redirect("privacy:register")


@require_safe
def activity(request: Request, slug: str) -> HttpResponse:
    """One processing activity."""
    actor = reader(request, VIEW_REGISTER)
    it = visible_or_404(ProcessingActivity.objects.all(), actor, VIEW_REGISTER, slug=slug)
    vault = Vault.objects.filter(municipality=it.municipality_id, slug=it.vault).first() if it.vault else None
    dpia = queries.dpias(actor).filter(slug=it.dpia).first() if it.dpia else None
    context = {
        "it": it,
        "vault": vault,
        "dpia": dpia,
        "contacts": queries.contacts_of(municipality_of(actor)),
        "history": history(it, {name: field.label for name, field in ActivityChangeForm.base_fields.items()}),
        "manage": actor.may(MANAGE_REGISTER),
        "may_log": actor.may("access.log.view"),
        "late": it.review_on < moment.today(),
    }
    return render(request, "privacy/activity.html", context)


@either
def activity_new(request: Request) -> HttpResponse:
    """Add a processing activity of the municipality's own."""
    actor = reader(request, MANAGE_REGISTER)
    form = NewActivityForm(posted(request), actor=actor)

    def act() -> str:
        values = dict(form.cleaned_data)
        made = actions.add_activity(
            actor=actor, at=moment.now(), municipality=municipality_of(actor), slug=values.pop("slug"), values=values
        )
        messages.success(request, _("De verwerking is toegevoegd."))
        return made.get_absolute_url()

    context = {"heading": _("Nieuwe verwerking"), "button": _("Bewaar"), "crumbs": _crumbs()}
    return answer(request, form, act, context)


@either
def activity_edit(request: Request, slug: str) -> HttpResponse:
    """Change a processing activity."""
    actor = reader(request, MANAGE_REGISTER)
    it = visible_or_404(ProcessingActivity.objects.all(), actor, VIEW_REGISTER, slug=slug)
    start = {name: getattr(it, name) for name in (*actions.ACTIVITY_FIELDS, "version")}
    form = ActivityChangeForm(posted(request), initial=start, actor=actor)

    def act() -> str:
        values = dict(form.cleaned_data)
        seen = values.pop("version")
        actions.change_activity(actor=actor, at=moment.now(), activity=it, seen=seen, values=values)
        messages.success(request, _("De wijziging is bewaard."))
        return it.get_absolute_url()

    context = {
        "heading": _("Verwerking wijzigen"),
        "button": _("Bewaar"),
        "crumbs": _crumbs((it.name, it.get_absolute_url())),
        "lede": it.name,
    }
    return answer(request, form, act, context, record=it)


@either
def contacts(request: Request) -> HttpResponse:
    """Write down whom people reach about their data."""
    actor = reader(request, MANAGE_REGISTER)
    municipality = municipality_of(actor)
    it = queries.contacts_of(municipality)
    names = (*actions.CONTACT_FIELDS, "version")
    form = ContactsForm(posted(request), initial={name: getattr(it, name) for name in names} if it else None)

    def act() -> str:
        values = dict(form.cleaned_data)
        seen = values.pop("version")
        actions.set_contacts(actor=actor, at=moment.now(), municipality=municipality, seen=seen, values=values)
        messages.success(request, _("Bewaard. Het staat nu ook op de openbare pagina."))
        return reverse("privacy:register")

    context = {
        "heading": _("Wie mensen bereiken"),
        "button": _("Bewaar"),
        "crumbs": _crumbs(),
        "lede": _("Dit staat op de openbare pagina Privacy en verwerkingen, en in het register."),
    }
    return answer(request, form, act, context, record=it)
