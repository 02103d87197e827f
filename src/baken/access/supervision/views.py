# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages on roles and closed registers: the privacy officer changes them, the FG looks."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.kernel import moment
from baken.kernel.processing import processes
from baken.ui.answering import either

from ..authorization.policy import municipality_of, visible_or_404
from ..http import Request
from ..models import Regime, Vault, VaultAdmission
from ..roles import role_label
from . import matrix, vaults, wpg
from . import pages as supervision_pages
from .answering import MANAGE, VIEW, answer, reader, sensitive
from .forms import AdmissionForm, CellForm, DismissForm, PeriodForm, VaultChangeForm, VaultNewForm, first_moment


@require_safe
def roles(request: Request) -> HttpResponse:
    """The role matrix: which role may do what."""
    actor = reader(request)
    return render(request, "access/matrix.html", {**supervision_pages.matrix(actor), "manages": actor.may(MANAGE)})


@require_safe
def role(request: Request, role: str) -> HttpResponse:
    """What one role may do."""
    actor = reader(request)
    if role not in matrix.people_roles():
        raise Http404
    cells = supervision_pages.slice_of(actor, role=role)
    context = {"heading": str(cells[0].role.label), "of_role": True, "manages": actor.may(MANAGE)}
    context["cells"] = [(cell, supervision_pages.offered(actor, cell)) for cell in cells]
    return render(request, "access/matrix_slice.html", context)


@require_safe
def permission(request: Request, permission: str) -> HttpResponse:
    """Which roles hold one permission."""
    actor = reader(request)
    if not any(permission in slugs for slugs in matrix.permissions_shown().values()):
        raise Http404
    cells = supervision_pages.slice_of(actor, permission=permission)
    context = {"heading": cells[0].told, "of_role": False, "manages": actor.may(MANAGE)}
    context["cells"] = [(cell, supervision_pages.offered(actor, cell)) for cell in cells]
    return render(request, "access/matrix_slice.html", context)


@either
@sensitive(MANAGE)
def cell(request: Request, role: str, permission: str) -> HttpResponse:
    """Give one role one permission, or take it away."""
    actor = reader(request, MANAGE)
    known = role in matrix.people_roles() and any(permission in s for s in matrix.permissions_shown().values())
    if not known:
        raise Http404
    context = supervision_pages.cell_of(actor, role, permission)
    granted = context["cell"].granted
    start = {"was": "yes" if granted else "no"}
    form = CellForm(request.POST if request.method == "POST" else None, initial=start)

    def act() -> HttpResponse:
        was = form.cleaned_data["was"] == "yes"
        matrix.change_matrix(
            actor=actor, at=moment.now(), role=role, permission=permission, granted=not was, seen=was,
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
        messages.success(request, _("Het recht is gewijzigd. Dit geldt vanaf de volgende klik van wie deze rol heeft."))
        return redirect("supervision:permission", permission)

    return answer(request, form, act, context, template="matrix_cell")


@require_safe
def registers(request: Request) -> HttpResponse:
    """Every closed register."""
    actor = reader(request)
    context = {"lines": supervision_pages.vaults(actor), "manages": actor.may(MANAGE)}
    return render(request, "access/vaults.html", context)


@either
@sensitive(MANAGE)
def register_new(request: Request) -> HttpResponse:
    """Make a register."""
    actor = reader(request, MANAGE)
    form = VaultNewForm(request.POST if request.method == "POST" else None)
    context = {"heading": _("Nieuw afgeschermd register"), "button": _("Maak register"), "up": "registers"}

    def act() -> HttpResponse:
        values = dict(form.cleaned_data)
        made = vaults.make_vault(
            actor=actor, at=moment.now(), municipality=municipality_of(actor), slug=values.pop("slug"),
            controller=values.pop("controller"), regime=values.pop("regime"), values=values,
        )  # fmt: skip
        messages.success(request, _("Het register is gemaakt. Kies nu welke rollen erin werken."))
        return redirect("supervision:register", made.slug)

    return answer(request, form, act, context)


@require_safe
def register(request: Request, vault: str) -> HttpResponse:
    """One register: who may see what in it, and why."""
    actor = reader(request)
    found = visible_or_404(Vault.objects.all(), actor, VIEW, slug=vault)
    context = supervision_pages.vault(actor, found)
    context["exports"] = found.regime == Regime.WPG and actor.may(wpg.LOG)
    return render(request, "access/vault.html", {**context, "manages": actor.may(MANAGE)})


@either
@sensitive(MANAGE)
def register_edit(request: Request, vault: str) -> HttpResponse:
    """Change a register."""
    actor = reader(request, MANAGE)
    found = visible_or_404(Vault.objects.all(), actor, MANAGE, slug=vault)
    start = {name: getattr(found, name) for name in (*vaults.FIELDS, "version")}
    data = request.POST if request.method == "POST" else None
    settled = vaults.is_settled(actor, found)
    form = VaultChangeForm(data, initial=start, regime=found.regime, settled=settled)
    context = {"heading": _("Register wijzigen"), "button": _("Bewaar"), "up": "registers", "vault": found}

    def act() -> HttpResponse:
        values = dict(form.cleaned_data)
        vaults.change_vault(
            actor=actor, at=moment.now(), vault=found, seen=values.pop("version"), reason=values.pop("reason"),
            values=values,
        )  # fmt: skip
        messages.success(request, _("Het register is gewijzigd."))
        return redirect("supervision:register", found.slug)

    return answer(request, form, act, context, record=found)


@either
@sensitive(MANAGE)
def admission(request: Request, vault: str) -> HttpResponse:
    """Let a role work in a register."""
    actor = reader(request, MANAGE)
    found = visible_or_404(Vault.objects.all(), actor, MANAGE, slug=vault)
    form = AdmissionForm(
        request.POST if request.method == "POST" else None, vault=found, initial={"role": request.GET.get("rol", "")}
    )
    context = {"heading": _("Rol toelaten tot dit register"), "button": _("Laat toe"), "up": "registers"}

    def act() -> HttpResponse:
        vaults.admit(actor=actor, at=moment.now(), vault=found, **form.cleaned_data)
        messages.success(request, _("De rol werkt vanaf nu in dit register."))
        return redirect("supervision:register", found.slug)

    return answer(request, form, act, {**context, "vault": found})


@either
@sensitive(MANAGE)
def dismissal(request: Request, vault: str, role: str) -> HttpResponse:
    """Take a role out of a register."""
    actor = reader(request, MANAGE)
    found = visible_or_404(Vault.objects.all(), actor, MANAGE, slug=vault)
    row = visible_or_404(VaultAdmission.objects.filter(vault=found), actor, MANAGE, role=role)
    form = DismissForm(request.POST if request.method == "POST" else None)
    name = role_label(row.role)
    context = {
        "heading": _("%(role)s uit dit register halen") % {"role": name.capitalize()},
        "lede": _("Wie deze rol heeft, ziet vanaf de volgende klik niets meer uit dit register."),
        "button": _("Haal uit register"),
        "up": "registers",
        "vault": found,
    }

    def act() -> HttpResponse:
        vaults.dismiss(actor=actor, at=moment.now(), vault=found, role=row.role, **form.cleaned_data)
        messages.success(request, _("De rol werkt niet meer in dit register."))
        return redirect("supervision:register", found.slug)

    return answer(request, form, act, context)


@processes("investigation-boa")
@either
def wpg_export(request: Request, vault: str) -> HttpResponse:
    """The log of a Wpg register over a period, for its audits."""
    actor = reader(request, wpg.LOG)
    found = visible_or_404(Vault.objects.all(), actor, VIEW, slug=vault, regime=Regime.WPG)
    year = moment.today().year - 1
    start = {"since": f"{year}-01-01", "last_day": f"{year}-12-31"}
    form = PeriodForm(request.POST if request.method == "POST" else None, initial=start)
    kind = request.POST.get("vorm", "csv")

    def act() -> HttpResponse:
        if kind not in wpg.FORMATS:
            raise Http404
        since, last = form.cleaned_data["since"], form.cleaned_data["last_day"]
        until = first_moment(last + timedelta(days=1))
        text = wpg.export(actor=actor, at=moment.now(), vault=found, since=first_moment(since), until=until, form=kind)
        reply = HttpResponse(text, content_type=wpg.FORMATS[kind])
        reply["Content-Disposition"] = f'attachment; filename="wpg-{found.slug}-{since}-{last}.{kind}"'
        reply["Cache-Control"] = "no-store"
        return reply

    return answer(request, form, act, {"vault": found}, template="wpg_export")
