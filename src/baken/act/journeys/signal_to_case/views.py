# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page on which a case is made of a concern: it shows beforehand what goes along."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from baken.access.facade import Request, Vault
from baken.act.cases import facade as cases
from baken.act.concerns import facade as concerns
from baken.kernel import moment
from baken.kernel.processing import touched
from baken.ui import answering
from baken.ui.answering import either

from ..leaving import against_regime
from ..links import may_promote
from .forms import PromoteForm
from .promotion import Promotion, texts_of
from .promotion import promote as make_case

TEMPLATE = "journeys/promote.html"


@either
@concerns.confidential("page", concerns.HANDLE)
def promote(request: Request, seen: concerns.Seen) -> HttpResponse:
    """Make a case of a concern."""
    it, actor, on = seen.concern, seen.actor, moment.today()
    frame = {**concerns.frame(seen, moment.now()), "heading": _("Casus maken van dit signaal")}
    if against_regime(it):
        return render(request, TEMPLATE, {**frame, "reasons": against_regime(it)}, status=409)
    places = cases.openings(actor)
    if not may_promote(seen) and request.method != "POST":
        raise Http404
    texts = texts_of(actor, it, seen.purpose)
    form = PromoteForm(
        answering.posted(request),
        initial={
            "version": it.version,
            "title": it.category.text("name", "nl"),
            "address": it.address,
            "area": f"WK{it.area[2:8]}" if it.area else "",
            "priority": it.category.priority,
        },
        places=places,
        areas=sorted(cases.area_names(actor, on).items(), key=lambda pair: pair[1]),
        priorities=[(one.slug, one.short_title) for one in cases.priorities(actor, on)],
        texts=texts,
        weighed=it.status not in concerns.WEIGHABLE,
    )

    def act() -> HttpResponse:
        slug, purpose, role = form.cleaned_data["place"].split("|")
        made = make_case(
            actor=actor,
            at=moment.now(),
            purpose=seen.purpose,
            concern=it,
            seen=form.cleaned_data["version"],
            chosen=Promotion(
                vault=Vault.objects.get(municipality=it.municipality_id, slug=slug),
                purpose=purpose,
                role=role,
                values=form.values,
                parts=tuple(form.cleaned_data.get("parts", ())),
                decided=form.decided,
            ),
        )
        touched(request, "case", made.guarded_id, purpose=purpose)
        messages.success(request, _("De casus is gemaakt. U leidt hem. Kies nu wie er meedoet."))
        return redirect(made)

    def page(status: int, **more: object) -> HttpResponse:
        return render(request, TEMPLATE, {**frame, "form": form, "openings": places, **more}, status=status)

    return answering.answer(form, act, page, actor=actor, record=it, again=answering.repeated(request, it))
