# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who can see a case: adding, ending and narrowing; and sharing outside it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.access.facade import (
    EMERGENCY,
    ROLES,
    Actor,
    Partner,
    Request,
    VaultAdmission,
    opened,
    purpose_label,
    purposes_open_to,
)
from baken.kernel import moment
from baken.kernel.errors import Denied, Refused
from baken.ui.answering import either

from .. import pages, queries, words
from ..doors import answer, confidential, form_page
from ..forms import HandOverForm, ParticipantForm, ShareForm, SightForm
from ..models import Case
from ..parts import PARTS, part_label
from ..policies import MANAGE
from ..queries import Seen
from . import actions as acts
from . import leading

MAX_OTHERS = 50


@either
@confidential("page", MANAGE)
def participants(request: Request, seen: Seen) -> HttpResponse:
    """Who can see this case, and letting somebody take part."""
    posted = request.POST if request.method == "POST" else None
    form = ParticipantForm(posted, own=seen.sights, people=_people(seen))
    context = _context(seen)
    if request.method != "POST":
        return form_page(request, form, context, template="participants")

    def act() -> HttpResponse:
        kind, _sep, key = form.cleaned_data["who"].partition(":")
        chosen: dict[str, Any] = {"role": key} if kind == "role" else {"partner": Partner.objects.get(pk=key)}
        acts.add_participant(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, case=seen.case, sights=form.sights,
            until=form.cleaned_data["until"], **chosen,
        )  # fmt: skip
        messages.success(request, _("De deelnemer is toegevoegd."))
        return redirect("cases:participants", seen.case.reference)

    page = reverse("cases:participants", args=[seen.case.reference])
    return answer(request, form, act, context, template="participants", again=page)


@require_POST
@confidential("page", MANAGE)
def end(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """End a participation now."""
    row = queries.participation(seen, key)
    try:
        acts.end_participant(actor=seen.actor, at=moment.now(), purpose=seen.purpose, case=seen.case, participation=row)
    except Denied:
        raise
    except Refused as refused:
        form = ParticipantForm(None, own=seen.sights, people=_people(seen))
        context = {**_context(seen), "reasons": refused.reasons}
        return form_page(request, form, context, status=409, template="participants")
    messages.success(request, _("De deelname is geëindigd. Vanaf nu bestaat deze casus niet meer voor wie zo deelnam."))
    if row.pk not in seen.mine:
        return redirect("cases:participants", seen.case.reference)
    return redirect("cases:overview")


@either
@confidential("page", MANAGE)
def sight(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Change what a participation sees."""
    row = queries.participation(seen, key)
    start = {f"sight_{one.part}": one.level for one in row.sights.all()}
    form = SightForm(request.POST if request.method == "POST" else None, own=seen.sights, initial=start)
    context = {**_context(seen), "heading": _("Zicht wijzigen"), "about": pages.who(row), "button": _("Bewaar")}
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        acts.set_sight(
            actor=seen.actor,
            at=moment.now(),
            purpose=seen.purpose,
            case=seen.case,
            participation=row,
            sights=form.sights,
        )
        messages.success(request, _("Het zicht is gewijzigd. Dit geldt meteen."))
        return redirect("cases:participants", seen.case.reference)

    return answer(request, form, act, context)


@either
@confidential("page", MANAGE)
def hand_over(request: Request, seen: Seen) -> HttpResponse:
    """Have another function lead the case."""
    roles = leading.may_lead(seen.case, seen.purpose)
    form = HandOverForm(request.POST if request.method == "POST" else None, roles=roles)
    context = {
        **pages.frame(seen, None, moment.now()),
        "heading": _("Leiding overdragen"),
        "intro": words.handing_over() if roles else words.nobody_to_lead(),
        "button": _("Draag over"),
        "nothing": not roles,
    }
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        leading.hand_over(
            actor=seen.actor, at=moment.now(), purpose=seen.purpose, case=seen.case, **form.cleaned_data
        )  # fmt: skip
        messages.success(request, _("De leiding is overgedragen. De andere functie beslist vanaf nu wie meedoet."))
        return redirect(seen.case)

    return answer(request, form, act, context)


@either
@confidential("page", MANAGE)
def share(request: Request, seen: Seen) -> HttpResponse:
    """Share something from this case, with a record of it."""
    others = _others(seen)
    form = ShareForm(
        request.POST if request.method == "POST" else None,
        parts=[(slug, part_label(slug)) for slug in PARTS if seen.sights.get(slug, 0) > 1],
        recipients=_recipients(seen, others),
        purposes=[(slug, purpose_label(slug)) for slug in seen.case.guarded.vault.purposes],
        initial={"sharing_purpose": seen.purpose},
    )
    context = {
        **pages.frame(seen, None, moment.now()),
        "heading": _("Delen buiten deze casus"),
        "button": _("Deel en leg vast"),
    }
    context["intro"] = words.sharing()
    if request.method != "POST":
        return form_page(request, form, context)

    def act() -> HttpResponse:
        given = dict(form.cleaned_data)
        kind, _sep, key = given.pop("recipient").partition(":")
        chosen: dict[str, Any] = {}
        if kind == "partner":
            chosen["partner"] = Partner.objects.get(pk=key)
        else:
            chosen["other"], chosen["other_purpose"] = others[key]
        acts.share(actor=seen.actor, at=moment.now(), purpose=seen.purpose, case=seen.case, **given, **chosen)
        messages.success(request, _("Gedeeld, en vastgelegd bij deze casus."))
        return redirect(seen.case)

    return answer(request, form, act, context)


def _context(seen: Seen) -> dict[str, Any]:
    at = moment.now()
    taking = queries.participations(seen)
    return {**pages.frame(seen, taking, at), "rights": pages.rights(seen, at), "parts_head": words.heads()}


def _people(seen: Seen) -> list[Any]:
    """Return who can be chosen: partners with a covenant, and functions that the register admits, for the purpose."""
    partners = queries.partners_under_covenant(seen, [seen.purpose], moment.now())
    rows = VaultAdmission.objects.filter(vault=seen.case.guarded.vault_id)
    roles = sorted(row.role for row in rows if seen.purpose in row.purposes and row.role in ROLES)
    return [
        ("", _("Kies wie")),
        (_("Organisaties"), [(f"partner:{partner.pk}", partner.name) for partner in partners]),
        (_("Eigen functies"), [(f"role:{role}", str(ROLES[role].label)) for role in roles]),
    ]


def _others(seen: Seen) -> dict[str, tuple[Case, str]]:
    """Return the open cases of other registers in which the reader takes part too: reference -> case and purpose."""
    actor: Actor = seen.actor
    found: dict[str, tuple[Case, str]] = {}
    for purpose in purposes_open_to(actor, desk=False):
        if purpose in (seen.purpose, EMERGENCY):
            continue
        with opened(actor, purpose):
            rows = queries.cases(actor, purpose, stage="open").select_related("guarded__vault")
            for case in rows.exclude(guarded__vault=seen.case.guarded.vault_id)[:MAX_OTHERS]:
                found.setdefault(case.reference, (case, purpose))
    return found


def _recipients(seen: Seen, others: dict[str, tuple[Case, str]]) -> list[Any]:
    partners = queries.partners_under_covenant(seen, seen.case.guarded.vault.purposes, moment.now())
    told = [(f"case:{ref}", f"{case.guarded.vault.name}, {ref}") for ref, (case, _purpose) in others.items()]
    return [
        ("", _("Kies een ontvanger")),
        *(
            [(_("Organisaties, onder een convenant"), [(f"partner:{one.pk}", one.name) for one in partners])]
            * bool(partners)
        ),
        *([(_("Casussen in andere registers"), told)] if told else []),
    ]
